package dev.guards.cli;

import dev.guards.analysis.Domains;
import dev.guards.analysis.ListedLines;
import dev.guards.analysis.LogAnalysis;
import dev.guards.analysis.LogFlow;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.logql.Parsed;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * LogQL on {@code [{"labels": {}, "line", "metadata": {}, "repeat_count"}]}; in a repeated line {@code {{.i}}} is the number
 * of the entry. When lines were written is not looked at.
 */
final class LogQlAnswers implements QueryLanguage {
    private static final String NUMBER = "{{.i}}";
    private static final int MOST_REPEATS = 64;

    @Override
    public Answer answer(Text query, Node load, Node request) {
        Parsed parsed = LogQl.parse(query, Options.PLAIN);
        if (!parsed.ok()) {
            return Answer.refused(parsed.error().message(), parsed.error().help(), parsed.error().start(), parsed.error().end());
        }
        return answer(LogAnalysis.of(parsed.expr(), lines(load), Domains.NONE), parsed, query);
    }

    static ListedLines lines(Node load) {
        ListedLines lines = new ListedLines();
        for (Node item : load.items()) {
            Map<String, String> labels = pairs(item.get("labels"));
            Map<String, String> metadata = pairs(item.get("metadata"));
            String line = item.get("line").string();
            int repeats = repeats(item.get("repeat_count").string("1"));
            if (line == null || line.indexOf(NUMBER) < 0) {
                lines.add(labels, metadata, line);
            } else if (repeats > MOST_REPEATS) {
                lines.add(labels, metadata, null);
            } else {
                // upstream does not say whether the first entry is 0 or 1
                for (int i = 0; i <= repeats; i++) {
                    lines.add(labels, metadata, line.replace(NUMBER, Integer.toString(i)));
                }
            }
        }
        return lines;
    }

    private static int repeats(String count) {
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static Map<String, String> pairs(Node node) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Mapping.Entry pair : node.entries()) {
            pairs.put(pair.key().value(), pair.value().string(""));
        }
        return pairs;
    }

    static Answer answer(LogAnalysis analysis, Parsed parsed, Text query) {
        LogFlow root = analysis.root();
        Set<String> all = new TreeSet<>(root.guaranteed());
        all.addAll(root.possible());
        List<String> labels = new ArrayList<>();
        for (String label : all) {
            labels.add(label + ": " + root.values(label).describe(8));
        }
        int start = root.empty() == null ? 0 : root.empty().span().start() - query.span().start();
        int end = root.empty() == null ? 0 : root.empty().span().end() - query.span().start();
        return new Answer(root.verdict().name().toLowerCase(Locale.ROOT), parsed.isLog() ? "log" : "metric", root.guaranteed(), root.possible(),
                root.isOpen(), labels, root.empty() == null ? "" : root.empty().message(),
                root.empty() == null ? "" : QueryLanguage.meant(root.empty().nearest()), start, end);
    }
}
