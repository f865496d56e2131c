package dev.guards.report;

import dev.guards.analysis.Verdict;
import dev.guards.guard.Coverage;
import dev.guards.guard.Finding;
import dev.guards.guard.Matrix;
import dev.guards.guard.Outcome;
import dev.guards.guard.Severity;
import dev.guards.text.Span;
import java.io.IOException;
import java.util.Map;

/**
 * For programs. The shape is stable and has a JSON Schema ({@code report.schema.json}); {@code version} changes when a field changes its meaning or goes away:
 * <pre>
 * {version, tool, summary: {error, warning, info, incomplete, guards: [{tier, passed, run}]},
 *  coverage: [{environment, queries, data, empty, unknown}],
 *  matrix: [{dashboard, file, speaks, panels: [{panel, verdicts: {environment: data|empty|unknown}}]}], notes: [text],
 *  findings: [{rule, guard, severity, verdict, file, line, column, endLine, endColumn, message, help,
 *    dashboard, panel, query, expression, subjects: [{dashboard, panel, query}],
 *    evidence: [{message, file?, line?, column?}], fix?: {safe, replacements: [{file, line, column, endLine, endColumn, text}]}}],
 *  suppressed: [the fields of a finding, reason, suppressedAt]}
 * </pre>
 * Lines and columns are 1-based, columns in code points, the end is exclusive.
 */
public final class JsonReport implements Report {
    private static final int VERSION = 1;

    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.startObject().field("version", VERSION).field("tool", "guards");
            summary(outcome, json);
            json.startArray("coverage");
            for (Coverage coverage : outcome.coverage()) {
                json.startObject().field("environment", coverage.environment()).field("queries", coverage.queries())
                        .field("data", coverage.data()).field("empty", coverage.empty())
                        .field("unknown", coverage.unknown()).endObject();
            }
            json.endArray();
            matrix(outcome.matrix(), json);
            json.field("notes", outcome.notes()).startArray("findings");
            for (Finding finding : outcome.findings()) {
                finding(finding, json);
            }
            json.endArray().startArray("suppressed");
            for (Outcome.Suppressed suppressed : outcome.suppressed()) {
                json.startObject();
                fields(suppressed.finding(), json);
                json.field("reason", suppressed.reason()).field("suppressedAt", suppressed.place().place()).endObject();
            }
            json.endArray().endObject();
        }
        out.append('\n');
    }

    private static void summary(Outcome outcome, JsonWriter json) throws IOException {
        json.startObject("summary").field("error", outcome.count(Severity.ERROR))
                .field("warning", outcome.count(Severity.WARNING)).field("info", outcome.count(Severity.INFO))
                .field("incomplete", outcome.incomplete()).startArray("guards");
        for (Outcome.Tier tier : outcome.tiers()) {
            json.startObject().field("tier", tier.name()).field("passed", tier.passed()).field("run", tier.run()).endObject();
        }
        json.endArray().endObject();
    }

    private static void matrix(Matrix matrix, JsonWriter json) throws IOException {
        json.startArray("matrix");
        for (Matrix.Board board : matrix.dashboards()) {
            json.startObject().field("dashboard", board.name()).field("file", board.path()).field("speaks", board.dialect().word())
                    .startArray("panels");
            for (Matrix.Row row : board.panels()) {
                json.startObject().field("panel", row.title()).startObject("verdicts");
                for (Map.Entry<String, Verdict> verdict : row.verdicts().entrySet()) {
                    json.field(verdict.getKey(), MatrixTable.word(verdict.getValue()));
                }
                json.endObject().endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void finding(Finding finding, JsonWriter json) throws IOException {
        json.startObject();
        fields(finding, json);
        json.endObject();
    }

    private static void fields(Finding finding, JsonWriter json) throws IOException {
        Finding.Subject first = finding.subjects().isEmpty() ? new Finding.Subject("", "", "") : finding.subjects().get(0);
        json.field("rule", finding.rule().id()).field("guard", finding.guard())
                .field("severity", finding.severity().word()).field("verdict", finding.verdict());
        place(finding.span(), json);
        json.field("message", finding.message()).field("help", finding.help()).field("dashboard", first.dashboard())
                .field("panel", first.panel()).field("query", first.query()).field("expression", finding.expression());
        json.startArray("subjects");
        for (Finding.Subject subject : finding.subjects()) {
            json.startObject().field("dashboard", subject.dashboard()).field("panel", subject.panel())
                    .field("query", subject.query()).endObject();
        }
        json.endArray().startArray("evidence");
        for (Finding.Note note : finding.evidence()) {
            json.startObject().field("message", note.message());
            if (note.span() != null) {
                json.field("file", note.span().source().path()).field("line", note.span().line())
                        .field("column", note.span().column());
            }
            json.endObject();
        }
        json.endArray();
        if (finding.fix() != null) {
            json.startObject("fix").field("safe", finding.fix().safe()).startArray("replacements");
            for (dev.guards.guard.Edit.Replacement replacement : finding.fix().replacements()) {
                json.startObject();
                place(replacement.span(), json);
                json.field("text", replacement.text()).endObject();
            }
            json.endArray().endObject();
        }
    }

    private static void place(Span span, JsonWriter json) throws IOException {
        json.field("file", span.source().path()).field("line", span.line()).field("column", span.column())
                .field("endLine", span.endLine()).field("endColumn", span.endColumn());
    }
}
