package dev.guards.report;

import dev.guards.text.Source;
import dev.guards.text.Span;
import java.io.IOException;

/**
 * The source line of a span with carets below it. Long lines are cut around the carets; control characters are shown as
 * dots, so that a title cannot drive the terminal.
 */
final class Frame {
    private static final int WIDTH = 110;

    private final String shown;
    private final int caretStart;
    private final int caretWidth;

    private Frame(String shown, int caretStart, int caretWidth) {
        this.shown = shown;
        this.caretStart = caretStart;
        this.caretWidth = caretWidth;
    }

    static Frame of(Span span) {
        Source source = span.source();
        int line = span.line();
        String text = source.lineText(line);
        int lineStart = source.lineStart(line);
        int from = Math.min(span.start() - lineStart, text.length());
        int to = Math.max(Math.min(span.end() - lineStart, text.length()), from);
        int cutLeft = 0;
        while (cutLeft < text.length() && (text.charAt(cutLeft) == ' ' || text.charAt(cutLeft) == '\t')) {
            cutLeft++;
        }
        cutLeft = Math.min(cutLeft, from);
        boolean leftElided = false;
        if (to - cutLeft > WIDTH) {
            int room = Math.max(20, WIDTH - (to - from));
            cutLeft = Math.max(cutLeft, from - room * 2 / 3);
            leftElided = cutLeft > 0;
        }
        int cutRight = Math.min(text.length(), cutLeft + WIDTH);
        to = Math.min(to, cutRight);
        String left = leftElided ? "…" : "";
        String right = cutRight < text.length() ? "…" : "";
        String before = text.substring(cutLeft, from);
        return new Frame(left + clean(text.substring(cutLeft, cutRight)) + right, left.length() + columns(before),
                Math.max(1, columns(text.substring(from, to))));
    }

    void write(Appendable out, int line, int gutter, String caretColour, String reset) throws IOException {
        out.append(" ".repeat(gutter)).append(" |\n");
        String number = Integer.toString(line);
        out.append(" ".repeat(gutter - number.length())).append(number).append(" | ").append(shown).append('\n');
        out.append(" ".repeat(gutter)).append(" | ").append(" ".repeat(caretStart)).append(caretColour)
                .append("^".repeat(caretWidth)).append(reset).append('\n');
    }

    private static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text without control characters and bidirectional overrides. */
    static String clean(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hostile = c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
            if (hostile) {
                if (out == null) {
                    out = new StringBuilder(text);
                }
                out.setCharAt(i, c == '\t' || c == '\n' ? ' ' : '·');
            }
        }
        return out == null ? text : out.toString();
    }
}
