package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import dev.guards.text.Span;
import java.util.List;

/**
 * A metric that code declares or updates.
 *
 * @param name      as exposed; null when it is built at run time
 * @param labels    null when they are not literal
 * @param described only a help text is given here; the series come from elsewhere
 */
record Declaration(String name, MetricType type, List<String> labels, Span span, String path,
        boolean described) {
}
