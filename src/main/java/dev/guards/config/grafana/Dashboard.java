package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;

/**
 * A dashboard, whatever its format: rows of the years before Grafana 5, the classic list of panels, and the schema
 * {@code dashboard.grafana.app/v2*}. Lists are in the order of the file.
 *
 * @param node        the object that holds title and panels; the {@code spec} of a resource
 * @param title       null when there is none
 * @param uid         {@code uid}, or the {@code metadata.name} of a resource; null when there is none
 * @param panels      all of them, flat: those in rows and collapsed rows too; library panels resolved when known
 * @param annotations those with a query
 * @param inputs      {@code __inputs}: what the importing user is asked for
 */
public record Dashboard(Format format, Node node, Text title, Text uid, List<Panel> panels, List<Variable> variables,
                        List<Annotation> annotations, List<Link> links, List<Input> inputs) {
    /** {@code RESOURCE} is a classic dashboard inside of a Kubernetes-like envelope. */
    public enum Format { ROWS, CLASSIC, RESOURCE, V2 }

    /** A query whose results are drawn as events on every panel. The expression is null when there is none. */
    public record Annotation(Node node, Text name, DatasourceReference datasource, Text expr) {
    }

    /** A link of a dashboard, panel, field or override. */
    public record Link(Node node, Text title, Text url) {
    }

    /** A placeholder that an export leaves in place of a datasource or constant. */
    public record Input(Node node, Text name, Text type, Text pluginId) {
    }

    /** The title, or the path of the file for a dashboard without one. */
    public String name() {
        return title == null || title.isEmpty() ? node.span().source().path() : title.value();
    }

    /** Where to point for the dashboard as a whole: its title, or the start of its object. */
    public Span place() {
        return title != null ? title.span() : node.span().source().span(node.span().start(), node.span().start());
    }

    /** The variable of a name; the first when several share it, null when there is none. */
    public Variable variable(String name) {
        for (Variable variable : variables) {
            if (variable.name() != null && variable.name().value().equals(name)) {
                return variable;
            }
        }
        return null;
    }

    /** The {@code __inputs} entry of a name; null when there is none. */
    public Input input(String name) {
        for (Input input : inputs) {
            if (input.name() != null && input.name().value().equals(name)) {
                return input;
            }
        }
        return null;
    }

    /** The panel of a numeric id; null when there is none. */
    public Panel panel(String id) {
        for (Panel panel : panels) {
            if (panel.id() != null && panel.id().value().equals(id)) {
                return panel;
            }
        }
        return null;
    }
}
