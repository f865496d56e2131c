package dev.guards.regex;

import java.util.ArrayList;
import java.util.List;

/** Templates of group references, read as Go's regexp package does. */
final class Expansion {
    private Expansion() {
    }

    /** @param group index of the group that stands here; -1 for the literal */
    record Piece(String literal, int group) {
    }

    /** References to groups that the pattern lacks expand to nothing and are left out. */
    static List<Piece> parse(String template, Re2 pattern) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '$') {
                literal.append(c);
                at++;
                continue;
            }
            if (at + 1 < template.length() && template.charAt(at + 1) == '$') {
                literal.append('$');
                at += 2;
                continue;
            }
            boolean braced = at + 1 < template.length() && template.charAt(at + 1) == '{';
            int start = at + (braced ? 2 : 1);
            int end = start;
            while (end < template.length() && isWord(template.codePointAt(end))) {
                end += Character.charCount(template.codePointAt(end));
            }
            boolean closed = !braced || end < template.length() && template.charAt(end) == '}';
            if (end == start || !closed) {
                literal.append('$');
                at++;
                continue;
            }
            int group = group(template.substring(start, end), pattern);
            if (group >= 0) {
                if (literal.length() > 0) {
                    pieces.add(new Piece(literal.toString(), -1));
                    literal.setLength(0);
                }
                pieces.add(new Piece("", group));
            }
            at = braced ? end + 1 : end;
        }
        if (literal.length() > 0) {
            pieces.add(new Piece(literal.toString(), -1));
        }
        return pieces;
    }

    private static boolean isWord(int c) {
        return c == '_' || Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    }

    private static int group(String name, Re2 pattern) {
        int number = 0;
        for (int i = 0; i < name.length() && number >= 0; i++) {
            char c = name.charAt(i);
            number = c < '0' || c > '9' || number >= 100_000_000 ? -1 : number * 10 + c - '0';
        }
        if (number >= 0 && (name.length() == 1 || name.charAt(0) != '0')) {
            return number <= pattern.groupCount() ? number : -1;
        }
        return pattern.groupIndex(name);
    }
}
