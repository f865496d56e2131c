package dev.guards.report;

import dev.guards.analysis.Verdict;
import dev.guards.guard.Coverage;
import dev.guards.guard.Finding;
import dev.guards.guard.Matrix;
import dev.guards.guard.Outcome;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.text.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page of {@link HtmlReport} shows, as JSON:
 * <pre>
 * {environments: [{name, coverage: {queries, data, empty, unknown},
 *    dashboards: [{title, path, panels: [{title, verdict, findings: [index],
 *      queries: [{name, verdict, place, expr, from, to, because, chain: [{message, place}]}]}]}],
 *    jobs: [{name, exporter, place, targets, metrics: [{name, type, labels: [[name, values]]}]}],
 *    streams: [{agent, labels: [[name, values]]}], graph: [{title, nodes: [name]}], edges: [[column, from, to]]}],
 *  matrix: [{title, path, speaks, panels: [{title, verdicts: [word]}]}],
 *  findings: [{severity, rule, message, place, help, reason}], notes: [text]}
 * </pre>
 * {@code from} and {@code to} count UTF-16 units; {@code reason} is set for suppressed findings; the verdicts of the matrix stand in
 * the order of the environments, {@code -} where a dashboard is not held against one.
 */
final class HtmlData {
    private static final String EMPTY = "empty";

    private final Outcome outcome;
    private final List<Finding> findings = new ArrayList<>();
    /** Indexes of findings, by what they are about. */
    private final Map<Finding.Subject, List<Integer>> concerning = new HashMap<>();

    HtmlData(Outcome outcome) {
        this.outcome = outcome;
        findings.addAll(outcome.findings());
        outcome.suppressed().forEach(suppressed -> findings.add(suppressed.finding()));
        for (int i = 0; i < findings.size(); i++) {
            for (Finding.Subject subject : findings.get(i).subjects()) {
                List<Integer> known = concerning.computeIfAbsent(panel(subject), key -> new ArrayList<>());
                if (!known.contains(i)) {
                    known.add(i);
                }
            }
        }
    }

    private static Finding.Subject panel(Finding.Subject subject) {
        return new Finding.Subject(subject.dashboard(), subject.panel(), "");
    }

    void write(Appendable out) throws IOException {
        try (JsonWriter json = JsonWriter.embedded(out)) {
            json.startObject().startArray("environments");
            for (Stack stack : outcome.stacks()) {
                environment(new StackView(stack), json);
            }
            json.endArray();
            matrix(outcome.matrix(), json);
            json.startArray("findings");
            for (int i = 0; i < findings.size(); i++) {
                int accepted = i - outcome.findings().size();
                finding(findings.get(i), accepted < 0 ? "" : outcome.suppressed().get(accepted).reason(), json);
            }
            json.endArray().field("notes", outcome.notes()).endObject();
        }
    }

    private static void finding(Finding finding, String reason, JsonWriter json) throws IOException {
        json.startObject().field("severity", finding.severity().word()).field("rule", finding.rule().id())
                .field("message", finding.message()).field("place", finding.span().place()).field("help", finding.help())
                .field("reason", reason).endObject();
    }

    private void environment(StackView view, JsonWriter json) throws IOException {
        Coverage coverage = view.stack().coverage();
        json.startObject().field("name", coverage.environment()).startObject("coverage").field("queries", coverage.queries())
                .field("data", coverage.data()).field(EMPTY, coverage.empty()).field("unknown", coverage.unknown()).endObject();
        json.startArray("dashboards");
        for (StackView.Board board : view.boards()) {
            json.startObject().field("title", board.title).field("path", board.path).startArray("panels");
            for (StackView.Tile tile : board.tiles()) {
                tile(tile, json);
            }
            json.endArray().endObject();
        }
        json.endArray();
        HtmlInventory inventory = new HtmlInventory(view);
        inventory.jobs(json);
        inventory.streams(json);
        inventory.graph(json);
        json.endObject();
    }

    private static void matrix(Matrix matrix, JsonWriter json) throws IOException {
        json.startArray("matrix");
        for (Matrix.Board board : matrix.dashboards()) {
            json.startObject().field("title", board.name()).field("path", board.path()).field("speaks", board.dialect().word())
                    .startArray("panels");
            for (Matrix.Row row : board.panels()) {
                json.startObject().field("title", row.title()).startArray("verdicts");
                for (String environment : matrix.environments()) {
                    json.value(MatrixTable.word(row.verdicts().get(environment)));
                }
                json.endArray().endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void tile(StackView.Tile tile, JsonWriter json) throws IOException {
        json.startObject().field("title", tile.title).field("verdict", word(tile.verdict())).startArray("findings");
        for (int index : concerning.getOrDefault(panel(tile.queries.get(0).subject()), List.of())) {
            // Another environment may be the one that empties a panel of that name.
            if (!findings.get(index).verdict().equals(EMPTY) || tile.verdict() == Verdict.EMPTY) {
                json.value(index);
            }
        }
        json.endArray().startArray("queries");
        for (StackQuery query : tile.queries) {
            query(query, json);
        }
        json.endArray().endObject();
    }

    private static void query(StackQuery query, JsonWriter json) throws IOException {
        QueryProof proof = QueryProof.of(query);
        json.startObject().field("name", query.subject().query()).field("verdict", word(query.verdict()))
                .field("place", place(query.text().span())).field("expr", query.text().value()).field("from", proof.from())
                .field("to", proof.to()).field("because", proof.because()).startArray("chain");
        for (Evidence link : proof.chain()) {
            json.startObject().field("message", link.message()).field("place", place(link.span())).endObject();
        }
        json.endArray().endObject();
    }

    private static String place(Span span) {
        return span == null || span.source().path().isEmpty() ? "" : span.place();
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
