package dev.guards.guard;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Panel;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.config.settings.Settings;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds {@code guards: ignore RULE[, RULE] [until yyyy-mm-dd] -- REASON}: in comments of YAML and Alloy, where it covers
 * the next construct (or the one on its line) with all that is indented below it; in comments of a query, which it covers whole;
 * in the description of a panel; and as entries of {@code guards.yaml}.
 */
final class SuppressionReader {
    private static final String MARK = "guards: ignore";

    private final List<Suppression> found = new ArrayList<>();

    static List<Suppression> read(Repository repository) {
        SuppressionReader reader = new SuppressionReader();
        Set<Source> marked = new LinkedHashSet<>();
        for (Document document : repository.documents().all()) {
            if (document.source().text().contains(MARK)) {
                marked.add(document.source());
            }
        }
        if (!marked.isEmpty()) {
            List<Text> queries = queries(repository, marked);
            queries.forEach(query -> reader.inText(query, query.span()));
            reader.descriptions(repository.grafana(), marked);
            for (Source source : marked) {
                if (!source.path().endsWith(".json")) {
                    reader.comments(source, queries);
                }
            }
        }
        for (Settings.Ignored entry : repository.settings().ignored()) {
            LocalDate until = entry.until() == null ? null : LocalDate.parse(entry.until().value());
            reader.found.add(new Suppression(entry.span(), List.of(entry.rule().value()), entry.reason().value(), until, "",
                    new IgnoredScope(entry, repository)));
        }
        return reader.found;
    }

    /** The queries of some files. */
    private static List<Text> queries(Repository repository, Set<Source> sources) {
        List<Text> queries = new ArrayList<>();
        repository.grafana().queries().forEach(query -> queries.add(query.expr()));
        for (Document document : repository.documents(Kind.PROMETHEUS_RULES)) {
            for (RuleFile.Group group : RuleFile.read(document.root()).groups()) {
                group.rules().forEach(rule -> queries.add(rule.expr()));
            }
        }
        Set<Span> seen = new HashSet<>();
        queries.removeIf(query -> query == null || !sources.contains(query.source()) || !seen.add(query.span()));
        return queries;
    }

    private void comments(Source source, List<Text> queries) {
        for (int at = source.text().indexOf(MARK); at >= 0; at = source.text().indexOf(MARK, at + 1)) {
            int line = source.line(at);
            String text = source.lineText(line);
            int column = at - source.lineStart(line);
            int sign = commentSign(text, column);
            Span mark = source.span(at, at + MARK.length());
            boolean comment = sign >= 0 && queries.stream().noneMatch(query -> query.span().holds(mark));
            if (!comment) {
                continue;
            }
            int first = text.substring(0, sign).isBlank() ? nextConstruct(source, line + 1) : line;
            Span range = first < 0 ? null : construct(source, first);
            add(source.span(at, source.lineStart(line) + text.length()), text.substring(column + MARK.length()),
                    range == null ? null : Suppression.within(range));
        }
    }

    /** Where the comment begins whose first words stand at a column: {@code #} of YAML, {@code //} of Alloy; -1 when none does. */
    private static int commentSign(String line, int column) {
        int before = column;
        while (before > 0 && line.charAt(before - 1) == ' ') {
            before--;
        }
        if (before > 0 && line.charAt(before - 1) == '#') {
            return before - 1;
        }
        return before > 1 && line.startsWith("//", before - 2) ? before - 2 : -1;
    }

    /** The next line with more than a comment; -1 at the end of the file. */
    private static int nextConstruct(Source source, int from) {
        for (int line = from; line <= source.lineCount(); line++) {
            String text = source.lineText(line).strip();
            if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith("//")) {
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

    private void descriptions(GrafanaFiles files, Set<Source> sources) {
        for (GrafanaFiles.Placed placed : files.dashboards()) {
            for (Panel panel : placed.dashboard().panels()) {
                Text description = panel.model().get("description").text();
                if (description != null && sources.contains(description.source())) {
                    inText(description, panel.node().span());
                }
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
        String badDay = "";
        int untilAt = (head + " ").indexOf(" until ");
        if (untilAt >= 0) {
            String day = (head + " ").substring(untilAt + 7).strip();
            try {
                until = LocalDate.parse(day);
            } catch (DateTimeParseException e) {
                badDay = day.isEmpty() ? "until" : day;
            }
            head = head.substring(0, untilAt);
        }
        List<String> rules = new ArrayList<>();
        for (String rule : head.split("[,\\s]+")) {
            if (!rule.isEmpty()) {
                rules.add(rule);
            }
        }
        found.add(new Suppression(place, rules, reason, until, badDay, scope));
    }
}
