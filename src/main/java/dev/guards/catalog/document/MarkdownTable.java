package dev.guards.catalog.document;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of metrics: which column holds what. */
record MarkdownTable(int name, int type, int labels) {
    private static final List<String> NAMES = List.of("metric", "metrics", "name", "metric name", "metric names");
    private static final List<String> TYPES = List.of("type", "kind", "metric type");
    private static final List<String> LABELS = List.of("labels", "label", "label names", "dimensions", "tags", "attributes");

    /**
     * The table that a row of titles begins.
     *
     * @param ruled a row of dashes follows, without which it is no table
     */
    static MarkdownTable of(String row, boolean ruled) {
        List<String> titles = cells(row);
        return new MarkdownTable(ruled ? column(titles, NAMES) : -1, column(titles, TYPES), column(titles, LABELS));
    }

    private static int column(List<String> titles, List<String> words) {
        for (int i = 0; i < titles.size(); i++) {
            if (words.contains(titles.get(i).replace("*", "").replace("`", "").strip().toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    /** {@code |---|:--:|}. */
    static boolean isRule(String row) {
        return row.startsWith("|") && row.indexOf('-') > 0 && row.chars().allMatch(c -> c == '|' || c == '-' || c == ':' || c == ' ');
    }

    /** The metric of a row, or metrics by a prefix with {@code *}; null when its name cell holds none. */
    Family family(String row, Span span) {
        List<String> cells = cells(row);
        String cell = name < 0 || name >= cells.size() ? "" : cells.get(name);
        // `http_requests_total{method,code}` names the labels beside the metric.
        int brace = cell.indexOf('{');
        int close = cell.indexOf('}', Math.max(brace, 0));
        String bare = Words.bare(brace < 0 ? cell : cell.substring(0, brace));
        boolean prefix = bare.endsWith("_*");
        if (!Words.isMetric(prefix ? bare.substring(0, bare.length() - 1) : bare)) {
            return null;
        }
        MetricType kind = type < 0 || type >= cells.size() ? null : Words.type(cells.get(type));
        List<Label> all = labels >= 0 && labels < cells.size() ? Words.labels(cells.get(labels))
                : brace >= 0 && close > brace ? Words.labels(cell.substring(brace + 1, close)) : null;
        return Words.family(bare, kind, all, "", span);
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 1; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '\\' && i + 1 < row.length() && row.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (!cell.toString().isBlank()) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }
}
