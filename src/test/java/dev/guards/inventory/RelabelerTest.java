package dev.guards.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.prometheus.NameScheme;
import dev.guards.config.prometheus.RelabelReader;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.regex.ValueSet;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RelabelerTest {
    static List<RelabelRule> rules(String yaml) {
        try {
            return RelabelReader.readAll(YamlReader.read(Text.of(yaml), p -> { }), NameScheme.UTF8, p -> {
                throw new AssertionError(p.message());
            });
        } catch (ReadException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> concrete(List<RelabelRule> rules, Map<String, String> input) {
        Relabeler.Result result = Relabeler.run(rules, Labels.exactly(input));
        assertThat(result.kept().size() + result.dropped().size()).isEqualTo(1);
        if (result.kept().isEmpty()) {
            return null;
        }
        assertThat(result.kept().get(0).certain()).isTrue();
        Map<String, String> output = new TreeMap<>();
        result.kept().get(0).labels().asMap().forEach((name, set) -> output.put(name, set.single()));
        return output;
    }

    @Test
    void agreesWithTheUpstreamTable() throws IOException, ReadException {
        for (String line : Files.readAllLines(Shared.path("conformance/relabel.jsonl"))) {
            Node row = JsonReader.read(Text.of(line), p -> { });
            Map<String, String> input = plain(row.get("input"));
            List<RelabelRule> rules = RelabelReader.readAll(row.get("relabel"), NameScheme.UTF8, p -> { });
            assertThat(concrete(rules, input)).as(row.get("id").string())
                    .isEqualTo(row.get("output").isNull() ? null : plain(row.get("output")));
        }
    }

    @Test
    void isSureOfWhatBothWaysStore() {
        List<RelabelRule> rules = rules("""
                - {source_labels: [__address__, __meta_port], regex: '([^:]+)(?::\\d+)?;(\\d+)', replacement: '$1:$2', target_label: __address__}
                - {target_label: app, replacement: shop}
                """);
        Labels input = Labels.of(Map.of("__address__", ValueSet.regular("[0-9a-f.:]+:80", "<ip>:80"), "__meta_port", ValueSet.of("9100")));
        List<Relabeler.Outcome> kept = Relabeler.run(rules, input).kept();
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).certain()).isTrue();
        assertThat(kept.get(0).labels().get("app").single()).isEqualTo("shop");
        assertThat(kept.get(0).labels().get("__address__").describe(3)).isEqualTo("`<ip>:9100` or `<ip>:80`");
    }

    @Test
    void isNotSureOfWhatOneWayStores() {
        List<RelabelRule> rules = rules("- {source_labels: [__meta_name], regex: 'shop-(.+)', target_label: app}\n");
        Labels input = Labels.of(Map.of("__address__", ValueSet.of("a:1"), "__meta_name", ValueSet.regular("[a-z-]+", "<name>")));
        assertThat(Relabeler.run(rules, input).kept()).hasSize(2).noneMatch(Relabeler.Outcome::certain);
    }

    private static Map<String, String> plain(Node mapping) {
        Map<String, String> plain = new TreeMap<>();
        for (Mapping.Entry entry : mapping.entries()) {
            if (!entry.value().string().isEmpty()) {
                plain.put(entry.key().value(), entry.value().string());
            }
        }
        return plain;
    }

    @Test
    void hashIsPrometheusHash() {
        assertThat(RelabelStep.hash("anything", 1)).isEqualTo("0");
        assertThat(concrete(rules("[{action: hashmod, source_labels: [c], target_label: d, separator: ;, modulus: 1000}]"),
                Map.of("c", "baz"))).containsEntry("d", "976");
    }

    @Test
    void partsTheInputByWhatMatches() {
        Labels input = Labels.of(Map.of("a", ValueSet.of("x1", "y1"), "b", ValueSet.of("k")));
        Relabeler.Result result = Relabeler.run(rules("[{source_labels: [a], regex: 'x(.*)', target_label: c, replacement: 'is-$1'}]"), input);
        assertThat(result.kept()).extracting(o -> o.labels().toString())
                .containsExactly("{a=`x1`, b=`k`, c=`is-1`}", "{a=`y1`, b=`k`}");
        assertThat(result.kept()).noneMatch(Relabeler.Outcome::certain);
    }

    @Test
    void refinesAcrossSeveralSources() {
        Labels input = Labels.of(Map.of("a", ValueSet.of("x", ""), "b", ValueSet.of("1", "2")));
        Relabeler.Result result = Relabeler.run(rules("[{source_labels: [a, b], regex: 'x;1', action: keep}]"), input);
        assertThat(result.kept()).extracting(o -> o.labels().toString()).containsExactly("{a=`x`, b=`1`}");
        assertThat(result.dropped()).isNotEmpty().noneMatch(d -> d.certain() && result.kept().isEmpty());
    }

    @Test
    void saysWhatDropsEverything() {
        Relabeler.Result result = Relabeler.run(rules("[{source_labels: [job], regex: api, action: keep}]"), Labels.exactly(Map.of("job", "web")));
        assertThat(result.kept()).isEmpty();
        assertThat(result.dropped()).hasSize(1).allMatch(Relabeler.Drop::certain);
    }

    @Test
    void keepsUnknownLabelsUnknown() {
        Labels open = Labels.exactly(Map.of("job", "a")).withOpenNames(ValueSet.regular("meta_.+", "meta_..."));
        Labels mapped = Relabeler.run(rules("[{action: labelmap, regex: 'meta_(a.+)'}]"), open).kept().get(0).labels();
        assertThat(mapped.mayHave("abc")).isTrue();
        assertThat(mapped.mayHave("bcd")).isFalse();
        Labels dropped = Relabeler.run(rules("[{action: labeldrop, regex: 'meta_.*'}]"), open).kept().get(0).labels();
        assertThat(dropped.isOpen()).isFalse();
    }

    @Test
    void invalidRuleLosesAllKnowledge() {
        List<RelabelRule> broken = RelabelReader.readAll(yaml("[{regex: '(', target_label: a}]"), NameScheme.UTF8, p -> { });
        Relabeler.Outcome outcome = Relabeler.run(broken, Labels.exactly(Map.of("b", "c"))).kept().get(0);
        assertThat(outcome.certain()).isFalse();
        assertThat(outcome.labels().get("b").isAny()).isTrue();
    }

    private static Node yaml(String text) {
        try {
            return YamlReader.read(Text.of(text), p -> { });
        } catch (ReadException e) {
            throw new AssertionError(e);
        }
    }

    /** Random targets through random rules: what comes out of a member comes out of the set. */
    @Test
    void symbolicResultContainsTheConcreteOne() {
        for (int seed = 0; seed < 1500; seed++) {
            RandomRelabelling random = new RandomRelabelling(new Random(seed));
            List<RelabelRule> rules = rules(random.rules());
            Map<String, ValueSet> sets = random.sets();
            Map<String, String> member = random.member(sets);
            Labels symbolic = Labels.of(sets).withOpenNames(random.openNames());
            Map<String, String> expected = concrete(rules, member);
            List<Relabeler.Outcome> kept = Relabeler.run(rules, symbolic).kept();
            if (expected != null) {
                assertThat(kept).as("seed %d: %s -> %s of %s by %s gives %s", seed, member, expected, symbolic, rules, kept)
                        .anyMatch(o -> contains(o.labels(), expected));
            } else {
                assertThat(Relabeler.run(rules, symbolic).dropped()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    private static boolean contains(Labels labels, Map<String, String> member) {
        List<String> names = new ArrayList<>(labels.names());
        names.addAll(member.keySet());
        return names.stream().allMatch(n -> labels.get(n).contains(member.getOrDefault(n, "")));
    }
}
