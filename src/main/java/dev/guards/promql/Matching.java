package dev.guards.promql;

import dev.guards.template.Template;
import java.util.List;

/**
 * How the series of two vectors find each other.
 *
 * @param on        only {@code labels} count; else all but them ({@code ignoring}, or nothing said)
 * @param labels    unquoted; one with holes may stand for several
 * @param bare      {@code on $x}: the one variable brings the parentheses
 * @param card      which side may have several series in a group
 * @param include   labels taken over from the "one" side
 * @param fillLeft  value for series that the left side lacks; null when not given
 * @param fillRight value for series that the right side lacks; null when not given
 */
public record Matching(boolean on, List<Template> labels, boolean bare, Card card, List<Template> include, Double fillLeft, Double fillRight) {
    public static final Matching DEFAULT = new Matching(false, List.of(), false, Card.ONE_TO_ONE, List.of(), null, null);

    /** Cardinality. */
    public enum Card {
        ONE_TO_ONE,
        /** {@code group_left}. */
        MANY_TO_ONE,
        /** {@code group_right}. */
        ONE_TO_MANY
    }

    public Matching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }
}
