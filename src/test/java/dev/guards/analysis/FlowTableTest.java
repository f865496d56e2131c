package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.promql.LabelMatcher;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.promql.VectorSelector;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table {@code flow.txt}: queries, and what is said of them. {@code -Dupdate} writes it anew, and fails when it changed. */
class FlowTableTest {
    private static final Path TABLE = Path.of("src/test/resources/dev/guards/analysis/flow.txt");

    @Test
    void theTableHolds() throws IOException {
        List<String> expected = Files.readAllLines(TABLE, StandardCharsets.UTF_8);
        List<String> actual = new ArrayList<>();
        ListedSeries series = new ListedSeries();
        boolean more = false;
        for (String line : expected) {
            if (line.startsWith("    ")) {
                continue;
            }
            actual.add(line);
            if (line.startsWith("series ")) {
                series = more ? series : new ListedSeries();
                add(series, line.substring(7));
            } else if (line.startsWith("query ")) {
                actual.addAll(answer(line.substring(6), series));
            }
            more = line.startsWith("series ");
        }
        if (System.getProperty("update") != null) {
            Files.write(TABLE, actual, StandardCharsets.UTF_8);
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static void add(ListedSeries series, String line) {
        boolean histogram = line.endsWith(" [histogram]");
        String selector = histogram ? line.substring(0, line.length() - " [histogram]".length()) : line;
        VectorSelector parsed = (VectorSelector) parse(selector);
        Map<String, String> labels = new LinkedHashMap<>();
        for (LabelMatcher matcher : parsed.matchers()) {
            labels.put(matcher.label().literal(), matcher.value().literal());
        }
        series.add(parsed.metricName(), labels, histogram ? Samples.HISTOGRAM : Samples.FLOAT);
    }

    private static dev.guards.promql.Expr parse(String query) {
        Parsed parsed = PromQl.parse(Text.of(query), Options.PLAIN);
        assertThat(parsed.errors()).as(query).isEmpty();
        return parsed.expr();
    }

    private static List<String> answer(String query, ListedSeries series) {
        Analysis analysis = Analysis.of(parse(query), series, Domains.NONE);
        Flow root = analysis.root();
        List<String> lines = new ArrayList<>();
        lines.add("    => " + root.verdict().name().toLowerCase(java.util.Locale.ROOT) + labels(root) + (root.isOpen() ? " ..." : ""));
        if (root.empty() != null) {
            lines.add("    because " + root.empty().message() + " at `" + root.empty().span().text() + "`");
        }
        return lines;
    }

    private static String labels(Flow root) {
        StringBuilder out = new StringBuilder();
        java.util.TreeSet<String> names = new java.util.TreeSet<>(root.guaranteed());
        names.addAll(root.possible());
        for (String name : names) {
            boolean always = root.presence(name) == Flow.Presence.GUARANTEED;
            out.append(", ").append(name).append(always ? "! " : "? ").append(root.values(name).withoutAbsent().describe(4));
        }
        return out.toString();
    }
}
