package dev.guards.guard;

import dev.guards.config.Document;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Panel;
import dev.guards.config.settings.Globs;
import dev.guards.config.settings.Settings;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds {@code guards: ignore RULE[, RULE] [until yyyy-mm-dd] -- REASON}: in comments of YAML, where it covers the next
 * construct (or the one on its line) with all that is indented below it; in comments of a query, which it covers whole;
 * in the description of a panel; and as entries of {@code guards.yaml}.
 */
final class SuppressionReader {
    private static final String MARK = "guards: ignore";

    private final List<Suppression> found = new ArrayList<>();

    static List<Suppression> read(Repository repository) {
        SuppressionReader reader = new SuppressionReader();
        Set<Source> seen = new HashSet<>();
        for (Document document : repository.documents().all()) {
            Source source = document.source();
            boolean yaml = !source.path().endsWith(".json");
            if (yaml && seen.add(source) && source.text().contains(MARK)) {
                reader.comments(source);
            }
        }
        boolean inDashboards = false;
        for (Document document : repository.documents().all()) {
            inDashboards |= document.source().text().contains(MARK);
        }
        if (inDashboards) {
            reader.dashboards(repository.grafana());
        }
        for (Settings.Ignored entry : repository.settings().ignored()) {
            reader.entry(entry);
        }
        return reader.found;
    }

    private void comments(Source source) {
        for (int at = source.text().indexOf(MARK); at >= 0; at = source.text().indexOf(MARK, at + 1)) {
            int line = source.line(at);
            String text = source.lineText(line);
            int column = at - source.lineStart(line);
            int hash = text.lastIndexOf('#', column);
            if (hash < 0 || !text.substring(hash + 1, column).isBlank()) {
                continue;
            }
            int first = text.substring(0, hash).isBlank() ? nextConstruct(source, line + 1) : line;
            Span range = first < 0 ? null : construct(source, first);
            add(source.span(at, source.lineStart(line) + text.length()), text.substring(column + MARK.length()),
                    range == null ? null : Suppression.within(range));
        }
    }

    /** The next line with more than a comment; -1 at the end of the file. */
    private static int nextConstruct(Source source, int from) {
        for (int line = from; line <= source.lineCount(); line++) {
            String text = source.lineText(line).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                return line;
            }
        }
        return -1;
    }

    /** From a line to the last one that is indented deeper. */
    private static Span construct(Source source, int first) {
        int indent = indent(source.lineText(first));
        int last = first;
        for (int line = first + 1; line <= source.lineCount(); line++) {
            String text = source.lineText(line);
            if (!text.isBlank()) {
                if (indent(text) <= indent) {
                    break;
                }
                last = line;
            }
        }
        return source.span(source.lineStart(first), source.lineStart(last) + source.lineText(last).length());
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private void dashboards(GrafanaFiles files) {
        for (GrafanaFiles.Placed placed : files.dashboards()) {
            for (Panel panel : placed.dashboard().panels()) {
                Text description = panel.model().get("description").text();
                if (description != null) {
                    inText(description, panel.node().span());
                }
            }
        }
        for (DashboardQuery query : files.queries()) {
            if (query.expr().source().path().endsWith(".json")) {
                inText(query.expr(), query.expr().span());
            }
        }
    }

    private void inText(Text text, Span range) {
        for (int at = text.value().indexOf(MARK); at >= 0; at = text.value().indexOf(MARK, at + 1)) {
            int end = text.value().indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            add(text.span(at, end), text.value().substring(at + MARK.length(), end), Suppression.within(range));
        }
    }

    private void add(Span place, String words, Suppression.Scope scope) {
        int dashes = words.indexOf("--");
        String head = (dashes < 0 ? words : words.substring(0, dashes)).strip();
        String reason = dashes < 0 ? "" : words.substring(dashes + 2).strip();
        LocalDate until = null;
        int untilAt = head.indexOf("until ");
        if (untilAt >= 0) {
            try {
                until = LocalDate.parse(head.substring(untilAt + 6).strip());
            } catch (DateTimeParseException e) {
                reason = "";
            }
            head = head.substring(0, untilAt);
        }
        List<String> rules = new ArrayList<>();
        for (String rule : head.split("[,\\s]+")) {
            if (!rule.isEmpty()) {
                rules.add(rule);
            }
        }
        found.add(new Suppression(place, rules, reason, until, scope));
    }

    private void entry(Settings.Ignored entry) {
        LocalDate until = entry.until() == null ? null : LocalDate.parse(entry.until().value());
        Suppression.Scope scope = finding -> (entry.path() == null
                || Globs.matches(entry.path().value(), finding.span().source().path())) && coversSubject(entry, finding);
        found.add(new Suppression(entry.span(), List.of(entry.rule().value()), entry.reason().value(), until, scope));
    }

    private static boolean coversSubject(Settings.Ignored entry, Finding finding) {
        if (entry.dashboard() == null && entry.panel() == null && entry.query() == null) {
            return true;
        }
        for (Finding.Subject subject : finding.subjects()) {
            boolean fits = (entry.dashboard() == null || entry.dashboard().value().equals(subject.dashboard())
                            || finding.span().source().path().endsWith("/" + entry.dashboard().value() + ".json"))
                    && (entry.panel() == null || entry.panel().value().equals(subject.panel()))
                    && (entry.query() == null || entry.query().value().equals(subject.query()));
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
