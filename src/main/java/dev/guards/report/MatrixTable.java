package dev.guards.report;

import dev.guards.analysis.Verdict;
import dev.guards.guard.Matrix;
import java.io.IOException;
import java.util.Locale;

/** Panels by environments, as lines of a terminal. */
final class MatrixTable {
    private static final int WIDEST_TITLE = 60;

    private MatrixTable() {
    }

    /** @param out takes nothing when no dashboard is held against several environments */
    static void write(Matrix matrix, Appendable out) throws IOException {
        for (Matrix.Board board : matrix.dashboards()) {
            int width = 0;
            for (Matrix.Row row : board.panels()) {
                width = Math.max(width, shown(row).length());
            }
            out.append(Frame.clean(board.name())).append(" (").append(Frame.clean(board.path())).append(") speaks ")
                    .append(board.dialect().word()).append('\n');
            line("", width, matrix, null, out);
            for (Matrix.Row row : board.panels()) {
                line(shown(row), width, matrix, row, out);
            }
            out.append('\n');
        }
    }

    private static String shown(Matrix.Row row) {
        String title = Frame.clean(row.title());
        return title.codePointCount(0, title.length()) <= WIDEST_TITLE ? title
                : title.substring(0, title.offsetByCodePoints(0, WIDEST_TITLE - 1)) + "…";
    }

    /** @param row null for the head */
    private static void line(String title, int width, Matrix matrix, Matrix.Row row, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder("  ").append(title).append(" ".repeat(width - title.length()));
        for (String environment : matrix.environments()) {
            String name = Frame.clean(environment);
            String cell = row == null ? name : word(row.verdicts().get(environment));
            line.append("  ").append(cell).append(" ".repeat(Math.max(0, Math.max(name.length(), 7) - cell.length())));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** @param verdict null for an environment that the dashboard is not held against */
    static String word(Verdict verdict) {
        return verdict == null ? "-" : verdict.name().toLowerCase(Locale.ROOT);
    }
}
