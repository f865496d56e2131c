package dev.guards.report;

import dev.guards.guard.Coverage;
import dev.guards.guard.Finding;
import dev.guards.guard.Matrix;
import dev.guards.guard.Outcome;
import dev.guards.guard.Severity;
import java.io.IOException;
import java.util.List;

/** A summary for a job page or a pull request comment: coverage first, then a row a finding. */
public final class MarkdownReport implements Report {
    /** A comment must stay below the platforms' limit of 65,536 characters. */
    private static final int ROWS = 100;

    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        out.append("## guards: ").append(outcome.findings().isEmpty() ? "nothing found" : count(outcome)).append("\n\n");
        if (!outcome.coverage().isEmpty()) {
            out.append("| environment | queries | data | empty | unknown |\n| --- | ---: | ---: | ---: | ---: |\n");
            for (Coverage c : outcome.coverage()) {
                out.append("| ").append(cell(c.environment())).append(" | ").append(c.queries() + " | " + c.data() + " | "
                        + c.empty() + " | " + c.unknown() + " |\n");
            }
            out.append('\n');
        }
        matrix(outcome.matrix(), out);
        if (!outcome.findings().isEmpty()) {
            out.append("| | rule | where | what | repair |\n| --- | --- | --- | --- | --- |\n");
            for (Finding finding : outcome.findings().subList(0, Math.min(ROWS, outcome.findings().size()))) {
                out.append("| ").append(finding.severity().word()).append(" | `").append(finding.rule().id()).append("` | ")
                        .append(where(finding)).append(" | ").append(cell(finding.message())).append(" | ")
                        .append(cell(finding.help())).append(" |\n");
            }
            if (outcome.findings().size() > ROWS) {
                out.append("\nand ").append(Integer.toString(outcome.findings().size() - ROWS)).append(" more\n");
            }
        }
        if (!outcome.suppressed().isEmpty()) {
            accepted(outcome.suppressed(), out);
        }
        if (outcome.incomplete()) {
            out.append("\nSome input could not be read; everything else was checked.\n");
        }
    }

    private static void matrix(Matrix matrix, Appendable out) throws IOException {
        int rows = 0;
        for (Matrix.Board board : matrix.dashboards()) {
            rows += board.panels().size();
            if (rows > ROWS) {
                out.append("Further dashboards are in the other reports.\n\n");
                return;
            }
            out.append("**").append(cell(board.name())).append("** speaks ").append(board.dialect().word()).append("\n\n| panel |");
            for (String environment : matrix.environments()) {
                out.append(' ').append(cell(environment)).append(" |");
            }
            out.append("\n| --- |").append(" --- |".repeat(matrix.environments().size())).append('\n');
            for (Matrix.Row row : board.panels()) {
                out.append("| ").append(cell(row.title())).append(" |");
                for (String environment : matrix.environments()) {
                    out.append(' ').append(MatrixTable.word(row.verdicts().get(environment))).append(" |");
                }
                out.append('\n');
            }
            out.append('\n');
        }
    }

    private static void accepted(List<Outcome.Suppressed> suppressed, Appendable out) throws IOException {
        out.append("\n| accepted | where | because |\n| --- | --- | --- |\n");
        for (Outcome.Suppressed one : suppressed.subList(0, Math.min(ROWS, suppressed.size()))) {
            out.append("| `").append(one.finding().rule().id()).append("` | ").append(where(one.finding())).append(" | ")
                    .append(cell(one.reason())).append(" |\n");
        }
        if (suppressed.size() > ROWS) {
            out.append("\nand ").append(Integer.toString(suppressed.size() - ROWS)).append(" more\n");
        }
    }

    private static String count(Outcome outcome) {
        return outcome.count(Severity.ERROR) + " errors, " + outcome.count(Severity.WARNING) + " warnings, "
                + outcome.count(Severity.INFO) + " infos";
    }

    private static String where(Finding finding) {
        StringBuilder where = new StringBuilder("`" + finding.span().place().replace("`", "'").replace("|", "\\|") + "`");
        if (!finding.subjects().isEmpty()) {
            Finding.Subject subject = finding.subjects().get(0);
            where.append("<br>").append(cell(subject.dashboard() + (subject.panel().isEmpty() ? "" : " › " + subject.panel())));
        }
        return where.toString();
    }

    /** Text from files must not end the cell, start HTML or call people. */
    private static String cell(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|").replace("\n", " ")
                .replace("@", "&#64;");
    }
}
