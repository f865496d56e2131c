package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;

/**
 * Reads the query of a query variable: the text forms of Prometheus and Loki, which are matched as Grafana matches them
 * (the last comma divides selector and label), and the object forms of newer versions.
 */
final class VariableQueryReader {
    private VariableQueryReader() {
    }

    /**
     * @param query      the {@code query} key: a text, or an object
     * @param definition its text form of older versions; null when there is none
     */
    static VariableQuery read(Node query, Text definition, DatasourceReference datasource) {
        String plugin = datasource.type() == null ? "" : datasource.type().value();
        if (query.text() != null && !query.text().value().isBlank()) {
            return ofText(query.text());
        }
        if (!query.entries().isEmpty()) {
            return ofObject(query, plugin);
        }
        return definition != null && !definition.value().isBlank() ? ofText(definition)
                : new VariableQuery.Other(null, query.span());
    }

    private static VariableQuery ofObject(Node query, String plugin) {
        Node legacy = query.get("__legacyStringValue");
        if (legacy.text() != null) {
            return ofText(legacy.text());
        }
        Text text = query.get("query").text();
        if (text != null && !text.value().isBlank()) {
            return ofText(text);
        }
        boolean loki = plugin.equals("loki") || plugin.isEmpty() && query.get("refId").string("").startsWith("Loki");
        if (loki || query.has("qryType")) {
            return ofFields(query, loki ? "type" : "qryType", loki ? "stream" : "metric");
        }
        return new VariableQuery.Other(null, query.span());
    }

    private static VariableQuery ofFields(Node query, String typeKey, String selectorKey) {
        return switch (query.get(typeKey).string("")) {
            case "0" -> new VariableQuery.LabelNames(filled(query.get("match")), query.span());
            case "1" -> filled(query.get("label")) == null ? new VariableQuery.Other(null, query.span())
                    : new VariableQuery.LabelValues(filled(query.get(selectorKey)), query.get("label").text(), query.span());
            case "2" -> filled(query.get("metric")) == null ? new VariableQuery.Other(null, query.span())
                    : new VariableQuery.Metrics(query.get("metric").text(), query.span());
            case "3" -> filled(query.get("varQuery")) == null ? new VariableQuery.Other(null, query.span())
                    : new VariableQuery.QueryResult(query.get("varQuery").text(), query.span());
            case "4" -> filled(query.get("seriesQuery")) == null ? new VariableQuery.Other(null, query.span())
                    : new VariableQuery.SeriesOf(query.get("seriesQuery").text(), query.span());
            case "5" -> filled(query.get("classicQuery")) == null ? new VariableQuery.Other(null, query.span())
                    : ofText(query.get("classicQuery").text());
            default -> new VariableQuery.Other(null, query.span());
        };
    }

    private static Text filled(Node node) {
        Text text = node.text();
        return text == null || text.value().isBlank() ? null : text;
    }

    static VariableQuery ofText(Text text) {
        Text names = argument(text, "label_names");
        if (names != null) {
            return new VariableQuery.LabelNames(names.isEmpty() ? null : names, text.span());
        }
        Text values = argument(text, "label_values");
        if (values != null && !values.isEmpty()) {
            return labelValues(values, text.span());
        }
        Text metrics = argument(text, "metrics");
        if (metrics != null && !metrics.isEmpty()) {
            return new VariableQuery.Metrics(metrics, text.span());
        }
        Text result = argument(text, "query_result");
        if (result != null && !result.isEmpty()) {
            return new VariableQuery.QueryResult(result, text.span());
        }
        return new VariableQuery.SeriesOf(text, text.span());
    }

    private static VariableQuery labelValues(Text arguments, Span span) {
        int comma = arguments.value().lastIndexOf(',');
        Text label = trimmed(arguments.slice(comma + 1, arguments.length()));
        Text selector = comma < 0 ? null : trimmed(arguments.slice(0, comma));
        boolean none = selector == null || selector.isEmpty() || isEmptySelector(selector.value());
        return new VariableQuery.LabelValues(none ? null : selector, label, span);
    }

    private static boolean isEmptySelector(String selector) {
        return selector.startsWith("{") && selector.endsWith("}") && selector.substring(1, selector.length() - 1).isBlank();
    }

    /** What stands between the parentheses of a call that is the whole text; null when it is not that call. */
    private static Text argument(Text text, String function) {
        Text call = trimmed(text);
        String value = call.value();
        if (!value.startsWith(function) || !value.endsWith(")") || value.charAt(function.length()) != '(') {
            return null;
        }
        return trimmed(call.slice(function.length() + 1, value.length() - 1));
    }

    static Text trimmed(Text text) {
        String value = text.value();
        int start = 0;
        int end = value.length();
        while (start < end && Character.isWhitespace(value.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(value.charAt(end - 1))) {
            end--;
        }
        return text.slice(start, end);
    }
}
