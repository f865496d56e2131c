package dev.guards.config.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabelReaderTest {
    private static List<String> problemsOf(String yaml) {
        List<Problem> problems = new ArrayList<>();
        try {
            RelabelReader.read(YamlReader.read(Text.of(yaml), problems::add), NameScheme.UTF8, problems::add);
        } catch (ReadException e) {
            throw new AssertionError(e);
        }
        return problems.stream().map(Problem::message).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{action: hashmod, target_label: a} | relabel configuration for hashmod requires non-zero modulus",
        "{action: replace} | relabel configuration for replace action requires 'target_label' value",
        "{action: keepequal, source_labels: [a]} | relabel configuration for keepequal action requires 'target_label' value",
        "{action: uppercase, target_label: a, replacement: b} | 'replacement' can not be set for uppercase action",
        "{action: dropequal, target_label: a, regex: (.*)} | dropequal action requires only 'source_labels' and `target_label`, and no other fields",
        "{action: labelkeep, source_labels: [a]} | labelkeep action requires only 'regex', and no other fields",
        "{action: labeldrop, regex: a, separator: ''} | labeldrop action requires only 'regex', and no other fields",
        "{action: kep, source_labels: [a]} | unknown relabel action \"kep\"",
        "{action: ''} | relabel action cannot be empty",
        "{source_label: [a], target_label: b} | field source_label not found in type relabel.plain",
        "{source_labels: a, target_label: b} | cannot unmarshal text into a list of label names",
        "{regex: '(?=a)b', target_label: b} | error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
        "{action: hashmod, target_label: a, modulus: -1} | cannot unmarshal `-1` into uint64"})
    void refusesWhatPrometheusRefuses(String yaml, String message) {
        assertThat(problemsOf(yaml)).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{action: KEEP, source_labels: [a], regex: b}", "{action: labelmap, regex: a_(.+)}",
        "{target_label: 'a.b', replacement: x}", "{action: labeldrop, regex: ''}", "{action: hashmod, modulus: 8, target_label: t}"})
    void acceptsWhatPrometheusAccepts(String yaml) {
        assertThat(problemsOf(yaml)).isEmpty();
    }

    @Test
    void agreesWithTheUpstreamTables() throws IOException, ReadException {
        List<String> disagreements = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.path("conformance/relabel-config.jsonl"))) {
            Node row = JsonReader.read(Text.of(line), p -> { });
            List<Problem> problems = new ArrayList<>();
            switch (row.get("kind").string()) {
                case "validate" -> RelabelReader.readLiteral(row.get("config"), scheme(row), problems::add);
                case "legacy-target-label" -> {
                    if (!NameScheme.isLegacyTemplate(row.get("target_label").string())) {
                        problems.add(new Problem("", row.span(), "invalid", ""));
                    }
                }
                case "json-roundtrip" -> RelabelReader.read(JsonReader.read(row.get("text").text(), problems::add), NameScheme.UTF8, p -> { });
                default -> {
                    Node root = YamlReader.read(row.get("text").text(), problems::add);
                    root.itemsOrSelf().forEach(rule -> RelabelReader.read(rule, NameScheme.UTF8, problems::add));
                }
            }
            if (problems.isEmpty() != row.get("valid").isTrue()
                    || !problems.isEmpty() && !problems.get(0).message().contains(row.get("error").string(""))) {
                disagreements.add(row.get("id").string() + " " + row.get("error") + " ours " + problems);
            }
        }
        assertThat(disagreements).isEmpty();
    }

    private static NameScheme scheme(Node row) {
        return row.get("name_validation_scheme").string("").equals("legacy") ? NameScheme.LEGACY : NameScheme.UTF8;
    }
}
