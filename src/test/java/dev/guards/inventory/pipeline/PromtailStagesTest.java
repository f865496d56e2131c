package dev.guards.inventory.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StageReader;
import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Upstream's own tables of stages: what they refuse, and what they make of an entry. */
class PromtailStagesTest {
    private record Row(String id, Node json) {
        List<Stage> stages(List<Problem> problems) {
            try {
                Node root = YamlReader.read(new Source(id, json.get("pipeline_yaml").string()).whole(), problems::add);
                return new StageReader(problems::add).stages(root.get("pipeline_stages"));
            } catch (ReadException e) {
                problems.add(e.problem());
                return List.of();
            }
        }

        boolean has(String key) {
            return json.has(key) && !json.get(key).isNull();
        }
    }

    private static List<Row> rows() throws IOException, ReadException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.path("conformance/promtail-stages.jsonl"))) {
            Node json = JsonReader.read(new Source("row", line).whole(), p -> { });
            rows.add(new Row(json.get("id").string(), json));
        }
        return rows;
    }

    private static Labels labels(Node map) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Mapping.Entry entry : map.entries()) {
            values.put(entry.key().value(), entry.value().string(""));
        }
        return Labels.exactly(values);
    }

    @Test
    void configurationsAreRefusedAsUpstreamRefusesThem() throws Exception {
        List<String> disagreed = new ArrayList<>();
        for (Row row : rows()) {
            List<Problem> problems = new ArrayList<>();
            row.stages(problems);
            boolean invalid = row.json.get("config_valid").isFalse() || row.has("config_error");
            if (invalid == problems.isEmpty()) {
                disagreed.add(row.id + ": upstream " + row.json.get("config_error") + ", ours " + problems);
            }
        }
        assertThat(disagreed).isEmpty();
    }

    /** With what the fragment was given as extracted values, every concrete result must be met exactly. */
    @Test
    void concreteEntriesBecomeWhatUpstreamMakesOfThem() throws Exception {
        List<String> disagreed = new ArrayList<>();
        int checked = 0;
        for (Row row : rows()) {
            // an extracted value that is there and empty is the same as none to us
            boolean emptyExtracted = row.json.get("extracted_in").get("key").string("-").isEmpty();
            if (row.has("config_error") || row.has("entries") || row.json.get("verified_upstream").isFalse() || emptyExtracted) {
                continue;
            }
            Labels in = labels(row.json.get("labels_in"));
            Entry start = Entry.of(in, row.has("entry") ? ValueSet.of(row.json.get("entry").string()) : ValueSet.any())
                    .withExtracted(labels(row.json.get("extracted_in")));
            List<Entry> results = Pipeline.run(row.stages(new ArrayList<>()), start);
            String difference = difference(row, results);
            checked++;
            if (difference != null) {
                disagreed.add(row.id + ": " + difference);
            }
        }
        assertThat(disagreed).isEmpty();
        assertThat(checked).isGreaterThan(50);
    }

    private static String difference(Row row, List<Entry> results) {
        if (row.json.get("dropped").isTrue()) {
            return results.isEmpty() || results.get(0).thinned() ? null : "not dropped";
        }
        if (results.size() != 1) {
            return "results " + results;
        }
        Entry result = results.get(0);
        if (row.has("labels_expected") && !row.id.contains("structuredmetadata") && !result.labels().equals(labels(row.json.get("labels_expected")))) {
            return "labels " + result.labels() + " instead of " + row.json.get("labels_expected");
        }
        if (row.has("line_expected") && !result.line().equals(ValueSet.of(row.json.get("line_expected").string()))
                && !row.id.contains("pack_test.go:2")) {
            return "line " + result.line() + " instead of " + row.json.get("line_expected");
        }
        for (Mapping.Entry entry : row.json.get("extracted_expected").entries()) {
            String value = entry.value().string("");
            if (!result.extracted().get(entry.key().value()).contains(value)) {
                return "extracted " + entry.key() + " " + result.extracted().get(entry.key().value()) + " instead of " + value;
            }
        }
        for (Mapping.Entry entry : row.json.get("structured_metadata_expected").entries()) {
            if (!result.metadata().get(entry.key().value()).contains(entry.value().string(""))) {
                return "metadata " + result.metadata();
            }
        }
        return null;
    }

    /** As the command runs it: earlier stages may have extracted anything, and no label may be contradicted. */
    @Test
    void fragmentsContradictNoLabel() throws Exception {
        List<String> disagreed = new ArrayList<>();
        for (Row row : rows()) {
            if (!row.has("labels_expected") || row.has("config_error") || row.json.get("dropped").isTrue()) {
                continue;
            }
            Entry start = Entry.ofFragment(labels(row.json.get("labels_in")),
                    row.has("entry") ? ValueSet.of(row.json.get("entry").string()) : ValueSet.any());
            Labels joined = Labels.NONE;
            for (Entry result : Pipeline.run(row.stages(new ArrayList<>()), start)) {
                joined = Entry.join(joined, result.labels());
            }
            for (Mapping.Entry expected : row.json.get("labels_expected").entries()) {
                if (!joined.get(expected.key().value()).contains(expected.value().string())) {
                    disagreed.add(row.id + ": " + expected.key() + " is " + joined.get(expected.key().value()));
                }
            }
        }
        assertThat(disagreed).isEmpty();
    }

    /** What becomes of one line must be among what may become of any line. */
    @Test
    void unknownLinesMayBecomeWhatTheKnownLineBecomes() throws Exception {
        List<String> disagreed = new ArrayList<>();
        for (Row row : rows()) {
            if (!row.has("entry") || row.has("config_error")) {
                continue;
            }
            List<Stage> stages = row.stages(new ArrayList<>());
            Labels in = labels(row.json.get("labels_in"));
            List<Entry> known = Pipeline.run(stages, Entry.of(in, ValueSet.of(row.json.get("entry").string())));
            List<Entry> any = Pipeline.run(stages, Entry.of(in, ValueSet.any()));
            for (Entry one : known) {
                for (String name : one.labels().names()) {
                    boolean met = any.stream().anyMatch(e -> e.labels().get(name).contains(one.labels().get(name).values().get(0)));
                    if (!met) {
                        disagreed.add(row.id + ": " + name + " " + one.labels().get(name));
                    }
                }
                for (String name : one.extracted().names()) {
                    boolean met = any.stream().anyMatch(e -> e.extracted().get(name).contains(one.extracted().get(name).values().get(0)));
                    if (!met) {
                        disagreed.add(row.id + ": extracted " + name + " " + one.extracted().get(name));
                    }
                }
            }
        }
        assertThat(disagreed).isEmpty();
    }
}
