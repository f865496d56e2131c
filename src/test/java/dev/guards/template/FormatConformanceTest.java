package dev.guards.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Shared;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each case of Grafana's own tests of variables, save those of the datasources' query forms. */
class FormatConformanceTest {
    @Test
    void fillsAsGrafanaDoes() throws IOException, ReadException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (String line : Files.readAllLines(Shared.path("facts/grafana-variables.jsonl"))) {
            Node row = JsonReader.read(Text.of(line), problem -> { });
            String actual = switch (row.get("kind").string()) {
                case "format" -> format(row);
                case "interpolate" -> interpolate(row);
                case "contains" -> Boolean.toString(Template.parse(row.get("input").text()).hasHoles());
                case "prometheus-label-escape" -> PrometheusEscape.label(row.get("input").string(), toggle(row));
                case "prometheus-regex-escape" -> PrometheusEscape.regex(row.get("input").string(), toggle(row));
                case "prometheus-interpolate" -> prometheus(row);
                default -> null;
            };
            if (actual != null) {
                checked++;
                if (!actual.equals(row.get("output").string())) {
                    wrong.add(row.get("id") + ": " + actual + " instead of " + row.get("output"));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isEqualTo(121);
    }

    private static boolean toggle(Node row) {
        return row.get("special_chars_toggle").isTrue();
    }

    private static String format(Node row) {
        Node variable = row.get("variable");
        StringBuilder format = new StringBuilder(row.get("format").string());
        for (Text argument : row.get("args").texts()) {
            format.append(':').append(argument);
        }
        List<String> values = strings(variable.get("value"));
        return Format.apply(format.toString(), variable.get("name").string(), values, variable.get("value") instanceof Sequence,
                variable.get("text").string(String.join(" + ", values)));
    }

    private static List<String> strings(Node node) {
        return node.texts().stream().map(Text::value).toList();
    }

    private static String prometheus(Node row) {
        Node variable = row.get("variable");
        return PrometheusEscape.value(strings(variable.get("value")), variable.get("multi").isTrue() || variable.get("includeAll").isTrue(),
                toggle(row));
    }

    private static String interpolate(Node row) {
        Map<String, Filling> fillings = new HashMap<>();
        for (Node variable : row.get("variables").items()) {
            List<String> filters = null;
            if (variable.has("filters")) {
                filters = variable.get("filters").items().stream().map(f -> f.get("key") + "|" + f.get("operator") + "|" + f.get("value")).toList();
            }
            Node text = variable.get("text");
            fillings.put(variable.get("name").string(), new Filling(value(variable.get("value")),
                    text.isPresent() ? String.join(" + ", strings(text)) : null, variable.get("allValue").string(),
                    strings(variable.get("options")), filters));
        }
        for (Mapping.Entry scoped : row.get("scoped").entries()) {
            fillings.put(scoped.key().value(), new Filling(value(scoped.value().get("value")), null, null, List.of(), null));
        }
        return Template.parse(row.get("input").text()).fill(fillings::get, row.get("default_format").string("glob"));
    }

    private static Object value(Node node) {
        if (node instanceof Scalar) {
            return node.string();
        }
        if (node instanceof Sequence) {
            return node.items().stream().map(FormatConformanceTest::value).toList();
        }
        Map<String, Object> map = new HashMap<>();
        node.entries().forEach(entry -> map.put(entry.key().value(), value(entry.value())));
        return map;
    }
}
