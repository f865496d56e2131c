package dev.guards.catalog.document;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people write for names, types and labels of metrics. */
final class Words {
    private Words() {
    }

    /** Without the marks of code and emphasis. */
    static String bare(String text) {
        return text.replace("`", "").replace("**", "").replace("\\_", "_").strip();
    }

    static boolean isMetric(String word) {
        return isName(word, true);
    }

    private static boolean isName(String word, boolean colon) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean good = c == '_' || c < 128 && Character.isLetter(c) || i > 0 && Character.isDigit(c) || colon && c == ':';
            if (!good) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    /** Null when the text names no type. */
    static MetricType type(String text) {
        String word = bare(text).toLowerCase(Locale.ROOT);
        for (MetricType type : new MetricType[] {MetricType.COUNTER, MetricType.HISTOGRAM, MetricType.SUMMARY, MetricType.GAUGE, MetricType.INFO}) {
            if (word.startsWith(type.word())) {
                return type;
            }
        }
        return null;
    }

    /** The labels of one line: words in code marks where there are any, words between commas otherwise; null when it cannot be told. */
    static List<Label> labels(String text) {
        String lower = bare(text).toLowerCase(Locale.ROOT);
        List<Label> labels = new ArrayList<>();
        if (lower.isEmpty() || lower.startsWith("none") || lower.startsWith("no labels") || lower.equals("-") || lower.equals("—")
                || lower.equals("–") || lower.startsWith("n/a")) {
            return labels;
        }
        for (String part : parts(text)) {
            Label label = label(part);
            if (label == null) {
                return null;
            }
            labels.add(label);
        }
        return labels;
    }

    /** Between commas that stand outside of brackets and quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (depth == 0 && (c == ',' || c == ';' || text.startsWith("<br", i))) {
                parts.add(text.substring(from, i));
                from = c == '<' ? text.indexOf('>', i) + 1 : i + 1;
                i = Math.max(i, from - 1);
            }
        }
        parts.add(text.substring(Math.min(from, text.length())));
        parts.removeIf(String::isBlank);
        return parts;
    }

    /** {@code `status`: outcome (`success`, `error`)} or {@code status}; null when it does not begin with a name. */
    static Label label(String text) {
        String bare = bare(text);
        int end = 0;
        while (end < bare.length() && (bare.charAt(end) == '_' || Character.isLetterOrDigit(bare.charAt(end)))) {
            end++;
        }
        String name = bare.substring(0, end);
        boolean ends = end == bare.length() || " :=(".indexOf(bare.charAt(end)) >= 0;
        boolean prose = end < bare.length() && bare.charAt(end) == ' ' && !text.strip().startsWith("`") && bare.indexOf('(') != end + 1;
        boolean optional = bare.toLowerCase(Locale.ROOT).contains("optional");
        return !isName(name, false) || !ends || prose ? null : new Label(name, List.of(), false, optional);
    }

    /** A family; without a type, the series of a histogram or summary may be meant as well, and without labels any label. */
    static Family family(String name, MetricType type, List<Label> labels, String condition, Span span) {
        return new Family(name, type == null ? MetricType.UNTYPED : type, labels == null ? List.of() : labels,
                labels == null ? List.of("") : List.of(), "", "", condition, span);
    }
}
