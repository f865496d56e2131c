package dev.guards.logql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loki's own tables: what it accepts, how it prints, what its patterns are. */
class ConformanceTest {
    @Test
    void acceptsAndRefusesWhatLokiDoes() {
        List<String> disagreements = new ArrayList<>();
        for (JsonNode row : Rows.of("logql-parse")) {
            Parsed parsed = read(row);
            if (parsed.ok() != row.path("valid").asBoolean()) {
                disagreements.add(row.path("query").asText() + " -> " + (parsed.ok() ? "accepted" : parsed.error().message()));
            }
        }
        assertThat(disagreements).isEmpty();
    }

    private static Parsed read(JsonNode row) {
        Text text = Text.of(row.path("query").asText());
        return row.path("entry").asText().equals("matchers") ? LogQl.parseSelector(text, Options.PLAIN) : LogQl.parse(text, Options.PLAIN);
    }

    @Test
    void refusesAtThePlaceWhereLokiDoes() {
        List<String> elsewhere = new ArrayList<>();
        int placed = 0;
        for (JsonNode row : Rows.of("logql-parse")) {
            Parsed parsed = read(row);
            // a line of 0 is Loki's scanner having lost its place
            if (row.path("position").isArray() && row.path("position").get(0).asInt() > 0 && !parsed.ok()) {
                placed++;
                SyntaxError error = parsed.error();
                if (error.span().line() != row.path("position").get(0).asInt() || error.span().column() != row.path("position").get(1).asInt()) {
                    elsewhere.add(row.path("position") + " " + error.span().line() + ":" + error.span().column() + " " + error.message() + " | "
                            + row.path("error").asText() + " | " + row.path("query").asText());
                }
            }
        }
        assertThat(placed).isPositive();
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void printsAsLokiDoes() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Rows.of("logql-print")) {
            Expr expr = LogQl.parse(Text.of(row.path("query").asText()), Options.PLAIN).expr();
            String printed = expr == null ? "refused" : Printer.print(expr);
            if (!printed.equals(row.path("printed").asText())) {
                differences.add(row.path("printed").asText() + " <> " + printed);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void printsOverSeveralLinesAsLokiDoes() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Rows.of("logql-pretty")) {
            Expr expr = LogQl.parse(Text.of(row.path("query").asText()), Options.PLAIN).expr();
            String printed = PrettyPrinter.print(expr, row.path("max_chars_per_line").asInt());
            if (!printed.equals(row.path("printed").asText())) {
                differences.add(row.path("printed").asText() + "\n<>\n" + printed);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void readingWhatWasPrintedGivesTheSameQuery() {
        for (String table : List.of("logql-parse", "logql-print", "logql-eval")) {
            for (JsonNode row : Rows.of(table)) {
                Expr expr = LogQl.parse(Text.of(row.path("query").asText()), Options.PLAIN).expr();
                if (expr != null && !(expr instanceof Expr.Number)) {
                    String printed = Printer.print(expr);
                    Parsed again = LogQl.parse(Text.of(printed), Options.PLAIN);
                    assertThat(again.expr()).as(printed).isNotNull();
                    assertThat(Printer.print(again.expr())).isEqualTo(printed);
                }
            }
        }
    }

    @Test
    void refusesWhatLokiRefusesBeforeItReadsALine() {
        List<String> disagreements = new ArrayList<>();
        for (JsonNode row : Rows.of("logql-eval")) {
            String stage = row.path("fail_stage").asText();
            boolean refused = stage.equals("parse") || stage.equals("compile");
            Parsed parsed = LogQl.parse(Text.of(row.path("query").asText()), Options.PLAIN);
            if (parsed.ok() == refused) {
                disagreements.add(row.path("query").asText() + " -> " + (parsed.ok() ? "accepted" : parsed.error().message()));
            }
        }
        assertThat(disagreements).isEmpty();
    }

    @Test
    void takesApartTheTokensThatLokiDoes() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Rows.of("logql-lex")) {
            List<String> expected = new ArrayList<>();
            row.path("tokens").forEach(token -> expected.add(token.asText()));
            List<String> actual = LokiTokens.of(row.path("query").asText());
            if (!actual.equals(expected)) {
                differences.add(expected + " <> " + actual);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void readsPatternsAsLokiDoes() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Rows.of("logql-pattern")) {
            LinePattern pattern = LinePattern.parse(row.path("pattern").asText());
            String difference = switch (row.path("kind").asText()) {
                case "parse" -> nodes(row.path("nodes")).equals(pattern.nodes()) ? "" : pattern.nodes().toString();
                case "match" -> captures(row).equals(pattern.captures(row.path("line").asText()))
                        && row.path("matches").asBoolean() == pattern.matches(row.path("line").asText()) ? ""
                        : pattern.captures(row.path("line").asText()) + " " + pattern.matches(row.path("line").asText());
                case "stage-pattern" -> row.path("valid").asBoolean() == (pattern.flawAsParser() == null) ? "" : "" + pattern.flawAsParser();
                case "line-filter-pattern" -> row.path("valid").asBoolean() == (pattern.flawAsFilter() == null) ? "" : "" + pattern.flawAsFilter();
                default -> "";
            };
            if (!difference.isEmpty()) {
                differences.add(row + " <> " + difference);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<LinePattern.Node> nodes(JsonNode nodes) {
        List<LinePattern.Node> list = new ArrayList<>();
        nodes.forEach(node -> list.add(node.has("capture") ? new LinePattern.Node(true, node.path("capture").asText())
                : new LinePattern.Node(false, node.path("literal").asText())));
        return list;
    }

    private static List<String> captures(JsonNode row) {
        List<String> list = new ArrayList<>();
        row.path("captures").forEach(capture -> list.add(capture.asText()));
        return list;
    }
}
