package dev.guards.logql;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether Loki reduces the pattern of a label filter to comparisons of texts: literals, {@code .*} around one, and
 * alternatives of these. Decides only how the pattern is printed.
 */
final class PlainRegex {
    private static final String META = "\\.+*?()|[]{}^$";

    private PlainRegex() {
    }

    static boolean isPlain(String pattern) {
        String body = pattern.startsWith("(?i)") ? pattern.substring(4) : pattern;
        List<String> alternatives = split(body);
        if (alternatives == null) {
            return false;
        }
        if (alternatives.size() == 1) {
            String only = alternatives.get(0);
            int open = only.indexOf('(');
            if (open >= 0 && only.endsWith(")")) {
                String prefix = only.substring(0, open);
                String inner = only.substring(open + 1, only.length() - 1);
                List<String> choices = inner.startsWith("?") ? null : split(inner);
                return isLiteral(prefix) && choices != null && allLiteral(choices) && (choices.size() > 1 ? mergeless(choices)
                        : prefix.isEmpty() || inner.isEmpty());
            }
            return isSimple(only);
        }
        for (String alternative : alternatives) {
            if (!isSimple(alternative)) {
                return false;
            }
        }
        return mergeless(alternatives);
    }

    /** Alternatives of one character, and those that only differ in their last, become character classes, which Loki leaves alone. */
    private static boolean mergeless(List<String> alternatives) {
        for (int i = 0; i + 1 < alternatives.size(); i++) {
            String a = alternatives.get(i);
            String b = alternatives.get(i + 1);
            if (!a.isEmpty() && a.length() == b.length() && a.regionMatches(0, b, 0, a.length() - 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allLiteral(List<String> parts) {
        for (String part : parts) {
            if (!isLiteral(part)) {
                return false;
            }
        }
        return true;
    }

    /** {@code .+}, {@code .*}, or a literal with {@code .*} on either side. */
    private static boolean isSimple(String part) {
        if (part.equals(".+") || part.equals(".*")) {
            return true;
        }
        int start = part.startsWith(".*") ? 2 : 0;
        int end = part.endsWith(".*?") ? part.length() - 3 : part.endsWith(".*") ? part.length() - 2 : part.length();
        return end > start ? isLiteral(part.substring(start, end)) : part.isEmpty();
    }

    private static boolean isLiteral(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\') {
                if (i + 1 == part.length() || META.indexOf(part.charAt(i + 1)) < 0 && part.charAt(i + 1) != '-') {
                    return false;
                }
                i++;
            } else if (META.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The parts between the outermost bars; null when brackets do not pair up. */
    private static List<String> split(String pattern) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                return null;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '|' && depth == 0) {
                parts.add(pattern.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(pattern.substring(start));
        return depth == 0 ? parts : null;
    }
}
