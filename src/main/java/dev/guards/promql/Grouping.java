package dev.guards.promql;

import dev.guards.template.Template;
import java.util.List;

/**
 * {@code by (..)} or {@code without (..)}.
 *
 * @param labels unquoted; one with holes may stand for several labels, separated by commas
 * @param form   how much of the clause is written
 */
public record Grouping(boolean without, List<Template> labels, Form form) {
    /** What of the clause is there before Grafana fills it in. */
    public enum Form {
        /** Keyword and parentheses. */
        LISTED,
        /** {@code by $x}: the one variable brings the parentheses. */
        BARE,
        /** {@code sum $by (a) (up)}: the first of the labels stands for the keyword, and may bring labels too. */
        WORD
    }

    public Grouping {
        labels = List.copyOf(labels);
    }
}
