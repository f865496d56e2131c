package dev.guards.regex;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The shapes that most label matchers have, which need no engine: {@code a}, {@code a|b.c}, {@code (a|b)},
 * {@code a.*}, {@code .*a}, {@code .*a.*}, {@code .+}; anchors at the ends and escaped punctuation included.
 *
 * @param literals the matching texts; null for the other shapes
 * @param before   characters that must at least precede {@code middle}; -1: none may
 * @param after    the same behind it
 */
record PlainPattern(Set<String> literals, String middle, int before, int after) {
    private static final String META = "\\.+*?()|[]{}^$";

    /** Null when the pattern has another shape. */
    static PlainPattern of(String pattern) {
        int start = pattern.startsWith("^") ? 1 : 0;
        int end = pattern.length();
        if (end > start && pattern.charAt(end - 1) == '$' && (end < start + 2 || pattern.charAt(end - 2) != '\\')) {
            end--;
        }
        boolean anchored = start > 0 || end < pattern.length();
        PlainPattern around = anchored && pattern.indexOf('|') >= 0 ? null : around(pattern.substring(start, end));
        if (around != null) {
            return around;
        }
        if (end - start >= 2 && pattern.charAt(start) == '(' && pattern.charAt(end - 1) == ')') {
            start += pattern.startsWith("(?:", start) ? 3 : 1;
            end--;
        } else if (anchored && pattern.indexOf('|') >= 0) {
            return null;
        }
        return start > end ? null : alternatives(pattern.substring(start, end));
    }

    private static PlainPattern around(String text) {
        int before = text.startsWith(".*") ? 0 : text.startsWith(".+") ? 1 : -1;
        int start = before < 0 ? 0 : 2;
        int after = -1;
        int end = text.length();
        if (end - 2 >= start && (end < 3 || text.charAt(end - 3) != '\\')) {
            after = text.startsWith(".*", end - 2) ? 0 : text.startsWith(".+", end - 2) ? 1 : -1;
            end = after < 0 ? end : end - 2;
        }
        if (before < 0 && after < 0) {
            return null;
        }
        List<String> middle = literals(text.substring(start, end));
        if (middle == null || middle.size() != 1) {
            return null;
        }
        if (middle.get(0).isEmpty() && before >= 0 && after >= 0) {
            return new PlainPattern(null, "", before + after, 0);
        }
        return new PlainPattern(null, middle.get(0), before, after);
    }

    private static PlainPattern alternatives(String text) {
        List<String> literals = literals(text);
        return literals == null ? null : new PlainPattern(new LinkedHashSet<>(literals), "", -1, -1);
    }

    /** The alternatives of a text without operators; null when there are some. */
    private static List<String> literals(String text) {
        List<String> found = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '|') {
                found.add(current.toString());
                current.setLength(0);
            } else if (c == '\\' && i + 1 < text.length() && isPunctuation(text.charAt(i + 1))) {
                current.append(text.charAt(++i));
            } else if (META.indexOf(c) >= 0) {
                return null;
            } else {
                current.append(c);
            }
        }
        found.add(current.toString());
        return found;
    }

    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }

    boolean matches(String text) {
        if (literals != null) {
            return literals.contains(text);
        }
        int spare = text.length() - middle.length();
        if (before < 0) {
            return spare >= after && text.startsWith(middle);
        }
        if (after < 0) {
            return spare >= before && text.endsWith(middle);
        }
        int at = text.indexOf(middle, before);
        return at >= 0 && text.length() - at - middle.length() >= after;
    }
}
