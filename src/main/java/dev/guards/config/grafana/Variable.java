package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;

/**
 * A template variable ({@code templating.list[]}, or {@code variables[]} of v2).
 *
 * @param node        the object that holds the fields; the {@code spec} in v2
 * @param name        null when there is none
 * @param datasource  that of query and ad hoc variables
 * @param query       what a query variable asks for; null for other kinds
 * @param text        the {@code query} of custom, interval, constant, text box and datasource variables; null for others
 * @param allValue    what All stands for; null when it stands for the list of all values
 * @param regex       filter of a query or datasource variable; null when there is none
 * @param options     saved values without the All entry
 * @param current     saved selection; {@code $__all} stands for All
 */
public record Variable(Node node, Kind kind, Text name, DatasourceReference datasource, VariableQuery query, Text text,
                       boolean multi, boolean includeAll, Text allValue, Text regex, List<Text> options,
                       List<Text> current) {
    /** The stored value of All. */
    public static final String ALL = "$__all";

    /** The types of Grafana; {@code OTHER} is one that this version does not know. */
    public enum Kind { QUERY, CUSTOM, INTERVAL, TEXTBOX, CONSTANT, DATASOURCE, ADHOC, GROUPBY, SWITCH, SYSTEM, SNAPSHOT, OTHER }

    public Variable {
        options = List.copyOf(options);
        current = List.copyOf(current);
    }

    /** Several values may be selected at once, so the value stands in a regular expression. */
    public boolean mayBeSeveral() {
        return multi || includeAll;
    }

    /** The name, or the empty text. */
    public String id() {
        return name == null ? "" : name.value();
    }

    /** Where to point for the variable: its name, or its object. */
    public Span place() {
        return name != null ? name.span() : node.span();
    }

    /** When its values are asked for; {@code NEVER} trusts the saved options. */
    public enum Refresh { NEVER, ON_LOAD, ON_TIME_RANGE }

    public Refresh refresh() {
        Node refresh = node.get("refresh");
        return switch (refresh.string("")) {
            case "0", "false", "never" -> Refresh.NEVER;
            case "2", "onTimeRangeChanged" -> Refresh.ON_TIME_RANGE;
            default -> refresh.isPresent() && !refresh.isNull() ? Refresh.ON_LOAD : Refresh.NEVER;
        };
    }
}
