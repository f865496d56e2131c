package dev.guards.promql;

import dev.guards.template.Template;
import java.util.List;

/**
 * {@code by (..)} or {@code without (..)}.
 *
 * @param labels unquoted; one with holes may stand for several labels, separated by commas
 */
public record Grouping(boolean without, List<Template> labels) {
    public Grouping {
        labels = List.copyOf(labels);
    }
}
