package dev.guards.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Upstream's own tables: what Prometheus accepts, where it sees an error, and how it prints. */
class PromQlConformanceTest {
    private static List<Node> rows(String table) throws IOException, ReadException {
        List<Node> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.path("conformance/" + table + ".jsonl"))) {
            rows.add(JsonReader.read(new Source(table, line).whole(), p -> { }));
        }
        return rows;
    }

    private static Parsed parse(Node row) {
        return PromQl.parse(Text.of(row.get("query").string()), Options.PLAIN);
    }

    /** Accepted without a feature that the upstream test had not switched on. */
    private static boolean isAccepted(Node row, Parsed parsed) {
        Set<String> missing = new TreeSet<>();
        parsed.requires().forEach(feature -> missing.add(feature.id()));
        row.get("options").texts().forEach(option -> missing.remove(option.value()));
        missing.remove(Feature.DURATION_EXPRESSIONS.id());
        return parsed.isValid() && missing.isEmpty();
    }

    @Test
    void acceptsWhatPrometheusAccepts() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Node row : rows("promql-parse")) {
            Parsed parsed = parse(row);
            if (isAccepted(row, parsed) != row.get("valid").isTrue()) {
                wrong.add(row.get("query") + ": " + row.get("error") + " / " + parsed.errors());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void errorsStartWherePrometheusSeesThem() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Node row : rows("promql-parse")) {
            Parsed parsed = parse(row);
            boolean placed = !row.get("valid").isTrue() && row.get("position").items().size() == 2 && !parsed.isValid();
            if (placed && !row.get("position").items().get(0).string().equals(Integer.toString(parsed.errors().get(0).start()))) {
                wrong.add(row.get("query") + ": " + row.get("position") + " / " + parsed.errors().get(0));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void printsAsPrometheusDoes() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Node row : rows("promql-print")) {
            Parsed parsed = parse(row);
            String printed = parsed.isValid() ? Printer.print(parsed.expr()) : parsed.errors().toString();
            if (!printed.equals(row.get("printed").string())) {
                wrong.add(row.get("printed") + " / " + printed);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void prettyPrintsAsPrometheusDoes() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Node row : rows("promql-pretty")) {
            Parsed parsed = parse(row);
            int width = Integer.parseInt(row.get("max_chars_per_line").string());
            String printed = parsed.isValid() ? PrettyPrinter.print(parsed.expr(), width) : parsed.errors().toString();
            if (!printed.equals(row.get("printed").string())) {
                wrong.add(row.get("printed") + " / " + printed);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void parseOfPrintIsTheSameTree() throws Exception {
        for (Node row : rows("promql-parse")) {
            Parsed parsed = parse(row);
            if (parsed.isValid()) {
                String printed = Printer.print(parsed.expr());
                Parsed again = PromQl.parse(Text.of(printed), Options.PLAIN);
                assertThat(again.isValid()).as("%s prints as %s", row.get("query"), printed).isTrue();
                assertThat(Printer.print(again.expr())).isEqualTo(printed);
                String pretty = PrettyPrinter.print(parsed.expr(), 20);
                assertThat(Printer.print(PromQl.parse(Text.of(pretty), Options.PLAIN).expr())).isEqualTo(printed);
            }
        }
    }
}
