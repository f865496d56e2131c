package dev.guards.text;

import java.util.Arrays;

/**
 * Where the characters of one YAML scalar stand in the document: undoes quoting, escapes, folding and indentation
 * (YAML 1.1, chapter 9) by walking the decoded value and the written text side by side.
 */
final class YamlScalar {
    enum Style { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, BLOCK }

    private final Style style;
    private final String raw;
    private final int start;
    private final int end;

    private YamlScalar(Style style, String raw, int start, int end) {
        this.style = style;
        this.raw = raw;
        this.start = start;
        this.end = end;
    }

    /** @param start the first character of the scalar, its quote or block header included; {@code end} behind its last */
    static YamlScalar of(Style style, String raw, int start, int end) {
        return switch (style) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new YamlScalar(style, raw, start + 1, Math.max(start + 1, end - 1));
            case BLOCK -> {
                int header = raw.indexOf('\n', start);
                int content = header < 0 || header >= end ? end : header + 1;
                int firstText = content;
                while (firstText < end && Character.isWhitespace(raw.charAt(firstText))) {
                    firstText++;
                }
                int lineStart = firstText == end ? content : Math.max(content, raw.lastIndexOf('\n', firstText) + 1);
                yield new YamlScalar(style, raw, lineStart == content ? firstText : content, end);
            }
            case PLAIN -> new YamlScalar(style, raw, start, end);
        };
    }

    /** First character of the content. */
    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** For each character of the value, and for its end, the index in the document. Where the walk loses its way (it should not) every character is placed at the start of the scalar. */
    int[] offsets(String value) {
        int[] at = new int[value.length() + 1];
        int p = start;
        int indent = style == Style.BLOCK ? blockIndent(value) : 0;
        if (style == Style.BLOCK && p == lineStart(p)) {
            p = skipIndent(p, indent);
        }
        int i = 0;
        while (i < value.length()) {
            if (p >= end) {
                // Only line breaks that the document does not hold (a `+` chomping at the end of the file) may be left.
                if (value.substring(i).isBlank()) {
                    Arrays.fill(at, i, at.length, end);
                    return at;
                }
                return lost(value.length());
            }
            char c = value.charAt(i);
            char r = raw.charAt(p);
            if (style == Style.DOUBLE_QUOTED && r == '\\') {
                int width = escapeWidth(p);
                if (raw.charAt(p + 1) == '\n' || raw.charAt(p + 1) == '\r') {
                    p = skipBlank(p + width);
                    continue;
                }
                at[i++] = p;
                if (Character.isHighSurrogate(c) && i < value.length()) {
                    at[i++] = p;
                }
                p += width;
            } else if (style == Style.SINGLE_QUOTED && r == '\'' && c == '\'') {
                at[i++] = p;
                p += 2;
            } else if (r == c && !isBreak(r) && !(isBlank(r) && foldedAway(p, c, value, i))) {
                at[i++] = p++;
            } else if (isBreak(r) && (c == '\n' || c == ' ')) {
                at[i++] = p;
                p = nextLine(p, indent);
            } else if (isBreak(r) || isBlank(r)) {
                // A break or blanks that folding took away.
                p = isBreak(r) ? nextLine(p, indent) : p + 1;
            } else if (c == '\n' || c == ' ') {
                at[i++] = p;
            } else {
                return lost(value.length());
            }
        }
        at[value.length()] = style == Style.BLOCK || style == Style.PLAIN ? Math.min(p, end) : end;
        return at;
    }

    /** Blanks at the end of a folded line are not part of the value. */
    private boolean foldedAway(int p, char c, String value, int i) {
        if (style == Style.BLOCK) {
            return false;
        }
        int q = p;
        while (q < end && isBlank(raw.charAt(q))) {
            q++;
        }
        return q < end && isBreak(raw.charAt(q));
    }

    private int[] lost(int length) {
        int[] at = new int[length + 1];
        Arrays.fill(at, 0, length, start);
        at[length] = end;
        return at;
    }

    private int blockIndent(String value) {
        int p = start;
        while (p < end && Character.isWhitespace(raw.charAt(p))) {
            p++;
        }
        int written = p - lineStart(p);
        int v = 0;
        while (v < value.length() && value.charAt(v) == '\n') {
            v++;
        }
        int kept = 0;
        while (v + kept < value.length() && value.charAt(v + kept) == ' ') {
            kept++;
        }
        return Math.max(0, written - kept);
    }

    private int lineStart(int p) {
        return raw.lastIndexOf('\n', p - 1) + 1;
    }

    private int nextLine(int p, int indent) {
        int q = p + (raw.charAt(p) == '\r' && p + 1 < end && raw.charAt(p + 1) == '\n' ? 2 : 1);
        return style == Style.BLOCK ? skipIndent(q, indent) : skipBlank(q);
    }

    private int skipIndent(int p, int indent) {
        int q = p;
        while (q < end && q - p < indent && raw.charAt(q) == ' ') {
            q++;
        }
        return q;
    }

    private int skipBlank(int p) {
        int q = p;
        while (q < end && isBlank(raw.charAt(q))) {
            q++;
        }
        return q;
    }

    private int escapeWidth(int p) {
        if (p + 1 >= end) {
            return 1;
        }
        return switch (raw.charAt(p + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            case '\r' -> p + 2 < end && raw.charAt(p + 2) == '\n' ? 3 : 2;
            default -> 2;
        };
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
