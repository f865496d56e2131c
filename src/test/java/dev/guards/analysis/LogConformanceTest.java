package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.logql.Parsed;
import dev.guards.text.Shared;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Loki really returned, against what the analysis says can be returned. */
class LogConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<JsonNode> rows(String table) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.path("conformance/" + table + ".jsonl"))) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private static Map<String, String> pairs(JsonNode node) {
        Map<String, String> pairs = new HashMap<>();
        node.fields().forEachRemaining(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
        return pairs;
    }

    private static ListedLines lines(JsonNode load) {
        ListedLines lines = new ListedLines();
        for (JsonNode item : load) {
            String line = item.path("line").asText();
            lines.add(pairs(item.path("labels")), pairs(item.path("metadata")), line.contains("{{.i}}") ? null : line);
        }
        return lines;
    }

    @Test
    void evaluationsNeverContradictTheFlow() throws IOException {
        List<String> wrong = new ArrayList<>();
        int empty = 0;
        int found = 0;
        int closed = 0;
        int filled = 0;
        for (JsonNode row : rows("logql-eval")) {
            if (row.path("eval_fail").asBoolean()) {
                continue;
            }
            String query = row.path("query").asText();
            Parsed parsed = LogQl.parse(Text.of(query), Options.PLAIN);
            LogFlow root = LogAnalysis.of(parsed.expr(), lines(row.path("load")), Domains.NONE).root();
            JsonNode result = row.path("result");
            if (result.isArray() && !result.isEmpty()) {
                filled++;
                closed += root.isOpen() ? 0 : 1;
                if (root.verdict() == Verdict.EMPTY) {
                    wrong.add("FALSE EMPTY " + query + " because " + root.empty());
                }
                for (JsonNode labels : result) {
                    check(query, pairs(labels), root, wrong);
                }
            } else if (!result.asText().equals("scalar")) {
                empty++;
                found += root.verdict() == Verdict.EMPTY ? 1 : 0;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(closed).isGreaterThan(filled * 9 / 10);
        // the others are empty because of values or times, which are not looked at
        assertThat(found).isGreaterThanOrEqualTo(empty / 2);
    }

    private static void check(String query, Map<String, String> labels, LogFlow root, List<String> wrong) {
        Set<String> present = new HashSet<>(labels.keySet());
        for (String guaranteed : root.guaranteed()) {
            if (!present.contains(guaranteed)) {
                wrong.add("guaranteed " + guaranteed + " missing: " + query + " " + labels);
            }
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!root.values(label.getKey()).contains(label.getValue())) {
                wrong.add(label + " not predicted: " + query + " " + root.values(label.getKey()));
            }
        }
    }

    @Test
    void pipelinesNeverContradictTheFlow() throws IOException {
        List<String> wrong = new ArrayList<>();
        int told = 0;
        int dropped = 0;
        for (JsonNode row : rows("logql-pipeline")) {
            if (row.path("line").isNull() || row.hasNonNull("error")) {
                continue;
            }
            String query = "{__test__=\"x\"} " + row.path("stages").asText();
            Parsed parsed = LogQl.parse(Text.of(query), Options.PLAIN);
            if (parsed.expr() == null) {
                // written from Go constructors, which can name a label as the language cannot
                if (!query.contains("json bool=")) {
                    wrong.add("refused " + query + " " + parsed.error());
                }
                continue;
            }
            Map<String, String> stream = pairs(row.path("labels"));
            stream.put("__test__", "x");
            ListedLines lines = new ListedLines().add(stream, pairs(row.path("structured_metadata")), row.path("line").asText());
            LogFlow root = LogAnalysis.of(parsed.expr(), lines, Domains.NONE).root();
            if (row.path("keep").isBoolean() && !row.path("keep").asBoolean()) {
                dropped++;
                told += root.verdict() == Verdict.EMPTY ? 1 : 0;
                if (root.verdict() == Verdict.DATA) {
                    wrong.add("kept, but Loki drops it: " + row);
                }
                continue;
            }
            if (root.verdict() == Verdict.EMPTY && row.path("keep").asBoolean()) {
                wrong.add("dropped, but Loki keeps it: " + row + " " + root.empty());
            }
            if (row.path("out_labels").isObject()) {
                Map<String, String> out = pairs(row.path("out_labels"));
                out.put("__test__", "x");
                if (!row.path("stages").asText().contains("keep ") && root.verdict() != Verdict.EMPTY) {
                    check(query + " " + row.path("line").asText() + row.path("labels"), out, root, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(told).isGreaterThanOrEqualTo(dropped / 2);
    }
}
