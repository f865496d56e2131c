package dev.guards.catalog.document;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.text.Source;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the metrics of a Markdown document: rows of tables that have a column for the metric's name, and headings that are a
 * metric's name with a list of its properties below. Everything else of a document is prose.
 */
public final class MarkdownMetrics {
    private final Source source;
    private final List<Family> found = new ArrayList<>();
    private MarkdownTable table;
    private Section section;
    private boolean inLabels;

    private MarkdownMetrics(Source source) {
        this.source = source;
    }

    /** The metrics in the order of the document; none when it lists none. */
    public static List<Family> read(Source source) {
        MarkdownMetrics reader = new MarkdownMetrics(source);
        reader.read();
        return reader.found;
    }

    private void read() {
        boolean code = false;
        for (int line = 1; line <= source.lineCount(); line++) {
            String text = source.lineText(line);
            String bare = text.strip();
            if (bare.startsWith("```") || bare.startsWith("~~~")) {
                code = !code;
            } else if (!code) {
                line(text, bare, line);
            }
        }
        close();
    }

    private void line(String text, String bare, int line) {
        if (bare.startsWith("|")) {
            row(bare, line);
            return;
        }
        table = null;
        if (bare.startsWith("#")) {
            heading(bare, line);
        } else if (section != null && (bare.startsWith("- ") || bare.startsWith("* "))) {
            item(bare.substring(2).strip(), text.length() - text.stripLeading().length());
        }
    }

    private void row(String bare, int line) {
        if (table == null) {
            boolean ruled = line < source.lineCount() && MarkdownTable.isRule(source.lineText(line + 1).strip());
            table = MarkdownTable.of(bare, ruled);
        } else if (!MarkdownTable.isRule(bare)) {
            int start = source.lineStart(line);
            Family family = table.family(bare, source.span(start, start + source.lineText(line).length()));
            if (family != null) {
                found.add(family);
            }
        }
    }

    private void heading(String bare, int line) {
        close();
        String title = bare.replaceFirst("^#+", "").strip();
        String name = Words.bare(title);
        if (Words.isMetric(name) && (title.startsWith("`") || name.indexOf('_') > 0)) {
            int start = source.lineStart(line) + Math.max(0, source.lineText(line).indexOf(name));
            section = new Section(name, source.span(start, start + name.length()));
        }
    }

    /** {@code **Type**: Counter}, {@code **Labels**: `a`, `b`}, or a label of a list of labels. */
    private void item(String item, int indent) {
        int colon = item.indexOf(':');
        String key = (colon < 0 ? item : item.substring(0, colon)).replace("*", "").replace("_", " ").strip().toLowerCase(Locale.ROOT);
        String value = colon < 0 ? "" : item.substring(colon + 1).replace("**", "").strip();
        if (inLabels && indent > section.indent) {
            Label label = Words.label(item);
            if (label == null) {
                section.labels = null;
            } else if (section.labels != null) {
                section.labels.add(label);
            }
            return;
        }
        inLabels = false;
        section.indent = indent;
        switch (key) {
            case "type", "kind", "metric type" -> section.type = Words.type(value);
            case "labels", "label", "label names", "dimensions", "tags" -> {
                section.labels = value.isEmpty() ? new ArrayList<>() : Words.labels(value);
                inLabels = value.isEmpty();
            }
            case "status", "state" -> section.doubtful = value.toLowerCase(Locale.ROOT).contains("not ");
            default -> { }
        }
    }

    private void close() {
        if (section != null && (section.type != null || section.labels != null)) {
            found.add(Words.family(section.name, section.type, section.labels, section.doubtful ? "the document says that it is exported" : "",
                    section.span));
        }
        section = null;
        inLabels = false;
    }

    /** What stands under a heading. */
    private static final class Section {
        private final String name;
        private final Span span;
        private MetricType type;
        private List<Label> labels;
        private boolean doubtful;
        private int indent;

        Section(String name, Span span) {
            this.name = name;
            this.span = span;
        }
    }
}
