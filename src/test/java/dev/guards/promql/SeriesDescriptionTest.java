package dev.guards.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesDescriptionTest {
    private static SeriesDescription series(String text) {
        SeriesDescription.Outcome outcome = SeriesDescription.parse(Text.of(text));
        assertThat(outcome.error()).as(text).isNull();
        return outcome.series();
    }

    private static String error(String text) {
        SeriesDescription.Outcome outcome = SeriesDescription.parse(Text.of(text));
        assertThat(outcome.isValid()).as(text).isFalse();
        return outcome.error().message();
    }

    /** Each value on its own; {@code H} for a histogram. */
    private static List<String> expanded(SeriesDescription series) {
        List<String> all = new ArrayList<>();
        for (SeriesValues values : series.values()) {
            if (values instanceof SeriesValues.Floats floats) {
                floats.forEach(value -> {
                    StringBuilder printed = new StringBuilder();
                    Numerals.print(value, printed);
                    all.add(printed.toString());
                });
            } else {
                String one = values instanceof SeriesValues.Gap ? "_" : values instanceof SeriesValues.Stale ? "stale" : "H";
                for (long i = 0; i < values.count(); i++) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    @Test
    void readsWhatPrometheusReads() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.path("conformance/promql-series.jsonl"))) {
            Node row = JsonReader.read(new Source("promql-series", line).whole(), p -> { });
            SeriesDescription.Outcome outcome = SeriesDescription.parse(Text.of(row.get("query").string()));
            if (outcome.isValid() != row.get("valid").isTrue()) {
                wrong.add(row.get("query") + ": " + row.get("error") + " / " + outcome.error());
            } else if (outcome.isValid()) {
                Map<String, String> labels = new LinkedHashMap<>();
                row.get("labels").entries().forEach(label -> labels.put(label.key().value(), label.value().string()));
                assertThat(outcome.series().labels()).as("%s", row.get("query")).isEqualTo(labels);
                assertThat(expanded(outcome.series())).as("%s", row.get("query")).isEqualTo(expected(row.get("values")));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> expected(Node values) {
        String histograms = values.string("");
        if (histograms.endsWith(" histogram(s)")) {
            return java.util.Collections.nCopies(Integer.parseInt(histograms.substring(0, histograms.indexOf(' '))), "H");
        }
        List<String> all = new ArrayList<>();
        values.items().forEach(value -> all.add(value.string()));
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "m|",
        "m 1 2.5 -3 +4|1 2.5 -3 4",
        "m 1+2x3|1 3 5 7",
        "m 1-2x2|1 -1 -3",
        "m -3--1x1|!",
        "m 1x3|1 1 1 1",
        "m 0x2|0 0 0",
        "m 1e2x1 010 1_000|100 100 8 1000",
        "m _ _x2 _x0 stale|_ _ _ stale",
        "m stale+1x2|stale NaN NaN",
        "m Inf -inf NaN 1+infx1|!",
        "m Inf -inf NaN NaN+1x1|+Inf -Inf NaN NaN NaN",
        "m {{}} {{ }}x1 {{schema:1}}-{{schema:2}}x2|H H H H H H",
    })
    void expands(String text, String values) {
        if ("!".equals(values)) {
            assertThat(error(text)).isNotEmpty();
        } else {
            SeriesDescription series = series(text);
            assertThat(String.join(" ", expanded(series))).isEqualTo(values == null ? "" : values);
            assertThat(expanded(series(SeriesPrinter.print(series)))).isEqualTo(expanded(series));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"m1 {a=\"b\"} 1", "on 1", "{a=\"b\" c=\"d\"}", "{,}", "{a=~\"b\"}", "{a=\"b\"", "{a=\"\\q\"}", "m 1,2", "m 1 x3", "m 1x-3",
        "m 1x1.5", "m 1x99999999999999999999", "m 1+1", "m _+1x2", "m 1ms", "m 0b1", "m 1..2", "m 1e999", "m Stale", "m NaNx3", "m {{", "m {{}",
        "m {{schema:1 }}}", "m {{sum:.5}}", "m {{sum:+5}}", "m {{z_bucket_w:-1}}", "m {{schema:1.5}}", "m {{buckets:[]}}", "m {{buckets:[-inf]}}",
        "m {{buckets:[1}}", "m {{}}+{{}}", "m {{}}+1x2", "m 1+{{}}x2", "m {{schema:2}}+{{schema:1}}x1", "m {{schema:-53}}+{{schema:1}}x1", "m\"a\""})
    void refuses(String text) {
        assertThat(error(text)).isNotEmpty();
    }

    @Test
    void namesMayBeQuotedAndLabelsEmpty() {
        assertThat(series("{ # why\n\"http.requests\", 'a b'=`c`, d='', }").labels())
                .isEqualTo(Map.of("__name__", "http.requests", "a b", "c"));
        assertThat(series("sum:rate{a=\"b\"}").labels()).isEqualTo(Map.of("__name__", "sum:rate", "a", "b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{b='1',a=\"\", \"m\"} 1x0 1-2x3 _x1 _x4|m{b=\"1\"} 1 1-2x3 _ _x4",
        "{\"a b\", \"c.d\"=\"e\"} +Inf|{\"a b\", \"c.d\"=\"e\"} Inf",
        "{} {{sum:0 BUCKETS:[1 inf] counter_reset_hint:gauge}}+{{}}x2|{} {{buckets:[1 Inf] counter_reset_hint:gauge}}+{{}}x2",
    })
    void prints(String text, String printed) {
        assertThat(SeriesPrinter.print(series(text))).isEqualTo(printed);
        assertThat(series(printed)).isEqualTo(series(text));
    }

    @Test
    void describesHistograms() {
        SeriesValues.Histograms values = (SeriesValues.Histograms) series("m {{schema:-53 sum:-0.5 count:3 z_bucket:1 z_bucket_w:0.1 "
                + "custom_values:[5 10 Inf] offset:-2 buckets:[1 2 ] n_offset:1 n_buckets:[-3 nan] counter_reset_hint:Not_Reset}}x4").values().get(0);
        assertThat(values.count()).isEqualTo(5);
        assertThat(values.first()).isEqualTo(new HistogramDescription(-53, -0.5, 3, 1, 0.1, List.of(5.0, 10.0, Double.POSITIVE_INFINITY), -2,
                List.of(1.0, 2.0), 1, List.of(-3.0, Double.NaN), "not_reset"));
    }

    @Test
    void repetitionsCostNoMemory() {
        assertThat(series("m 1x18446744073709551615 _x9223372036854775807").values()).hasSize(2);
    }

    @Test
    void errorsHaveAPlace() {
        SyntaxError error = SeriesDescription.parse(Text.of("{\"http.requests\"xx}\t0")).error();
        assertThat(error.message()).isEqualTo("unexpected identifier \"xx\" in label set, expected \",\" or \"}\"");
        assertThat(error.start()).isEqualTo(16);
        assertThat(error.end()).isEqualTo(18);
    }
}
