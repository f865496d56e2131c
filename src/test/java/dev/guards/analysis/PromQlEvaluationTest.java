package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing that Prometheus' own evaluation tests return contradicts what is said of their queries. */
class PromQlEvaluationTest {
    private final List<String> contradictions = new ArrayList<>();
    private int results;
    private int closed;
    private int empty;
    private int found;

    @Test
    void noEvaluationIsContradicted() throws IOException, ReadException {
        for (String line : Files.readAllLines(Shared.path("conformance/promql-eval.jsonl"), StandardCharsets.UTF_8)) {
            Node row = JsonReader.read(new Source("promql-eval.jsonl", line).whole(), p -> { });
            if (!row.get("eval_fail").isTrue()) {
                check(row);
            }
        }
        assertThat(contradictions).isEmpty();
        assertThat(closed).as("results whose labels are all known").isGreaterThanOrEqualTo(results * 9 / 10);
        assertThat(found).as("empty results, most of them for reasons of time or value").isGreaterThanOrEqualTo(empty * 6 / 10);
    }

    private void check(Node row) {
        String query = row.get("query").string("");
        Parsed parsed = PromQl.parse(Text.of(query), Options.PLAIN);
        assertThat(parsed.errors()).as(query).isEmpty();
        Flow root = Analysis.of(parsed.expr(), series(row.get("load")), Domains.NONE, new Analysis.Engine(true)).root();
        String result = row.get("result").string("");
        if (result.equals("empty") || row.get("result").kind().equals("list") && row.get("result").items().isEmpty()) {
            empty++;
            found += root.verdict() == Verdict.EMPTY ? 1 : 0;
            return;
        }
        boolean any = false;
        for (Node sample : row.get("result").items()) {
            any = true;
            if (!isFound(sample, root)) {
                contradictions.add(query + " has " + labels(sample) + ", not in " + root.rows());
            }
        }
        results += any ? 1 : 0;
        closed += any && !root.isOpen() ? 1 : 0;
    }

    static ListedSeries series(Node load) {
        ListedSeries series = new ListedSeries();
        for (Node item : load.items()) {
            String kind = item.get("kind").string("");
            series.add(item.get("metric").string(""), labels(item.get("labels")),
                    kind.equals("float") ? Samples.FLOAT : kind.equals("histogram") ? Samples.HISTOGRAM : Samples.EITHER);
        }
        return series;
    }

    private static Map<String, String> labels(Node node) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Mapping.Entry label : node.entries()) {
            labels.put(label.key().value(), label.value().string(""));
        }
        return labels;
    }

    /** Whether some row has room for the sample: its values, and the absence of all other labels. */
    private static boolean isFound(Node sample, Flow root) {
        Map<String, String> labels = labels(sample);
        for (Row row : root.rows()) {
            boolean fits = true;
            for (Map.Entry<String, String> label : labels.entrySet()) {
                fits &= row.labels().get(label.getKey()).contains(label.getValue());
            }
            for (String name : row.labels().names()) {
                fits &= labels.containsKey(name) || row.labels().get(name).mayBeAbsent();
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
