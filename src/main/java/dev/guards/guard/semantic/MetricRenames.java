package dev.guards.guard.semantic;

import dev.guards.guard.Edit;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.VectorSelector;
import dev.guards.text.Source;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Old names of metrics written as the new ones. Where kube-state-metrics 2.0 put several metrics into one, a matcher of {@code resource}
 * tells them apart.
 */
final class MetricRenames {
    private MetricRenames() {
    }

    /** The selector that stands for the old metric. */
    static String written(String from, String to) {
        String resource = resource(from, to);
        return resource == null ? to : to + "{resource=\"" + resource + "\"}";
    }

    private static String resource(String from, String to) {
        String lost = from.startsWith(to + "_") ? from.substring(to.length() + 1) : "";
        return switch (lost) {
            case "cpu_cores" -> "cpu";
            case "memory_bytes" -> "memory";
            case "pods" -> "pods";
            default -> null;
        };
    }

    /** Null when the name is not written as it is. Values that come in another unit are only proposed. */
    static Edit edit(VectorSelector selector, String to) {
        Span name = selector.name() == null ? null : selector.name().span();
        String from = selector.metricName();
        if (name == null || !name.text().equals(from)) {
            return null;
        }
        List<Edit.Replacement> parts = new ArrayList<>();
        parts.add(new Edit.Replacement(name, to));
        String resource = resource(from, to);
        if (resource != null) {
            Edit.Replacement matcher = matcher(selector, name, resource);
            if (matcher == null) {
                return null;
            }
            if (matcher.span().start() == name.end()) {
                parts.set(0, new Edit.Replacement(name, to + matcher.text()));
            } else {
                parts.add(matcher);
            }
        }
        boolean sameMeaning = !from.contains("_ms") && !from.contains("hpa");
        return new Edit(List.copyOf(parts), sameMeaning);
    }

    /** The matcher in quotes as the selector's other matchers have them, in front of those. */
    private static Edit.Replacement matcher(VectorSelector selector, Span name, String resource) {
        Source source = name.source();
        String quote = quote(source.text(), selector.span());
        if (quote == null) {
            return null;
        }
        String written = "resource=" + quote + resource + quote;
        for (LabelMatcher matcher : selector.matchers()) {
            Span place = matcher.span();
            return new Edit.Replacement(source.span(place.start(), place.start()), written + ", ");
        }
        return new Edit.Replacement(source.span(name.end(), name.end()), "{" + written + "}");
    }

    /** How a quote is written at that place of the file; null when that cannot be told. */
    private static String quote(String file, Span selector) {
        int at = file.indexOf('"', selector.start());
        if (at >= 0 && at < selector.end()) {
            return at > 0 && file.charAt(at - 1) == '\\' ? at > 1 && file.charAt(at - 2) == '\\' ? null : "\\\"" : "\"";
        }
        return selector.source().path().endsWith(".json") ? "\\\"" : null;
    }
}
