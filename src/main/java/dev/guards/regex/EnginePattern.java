package dev.guards.regex;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where the engine reads a pattern otherwise than Go does. */
final class EnginePattern {
    /** The most copies of a part that nested repetitions may ask for. */
    static final int MOST_REPEATS = 1_000;

    /** The most capturing groups within each other: Go takes expressions of at most 1000 levels. */
    private static final int MOST_NESTED = 999;

    private EnginePattern() {
    }

    /** The pattern with braces that are no repetition escaped: the engine refuses to repeat them as they are. */
    static String of(String pattern) {
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        StringBuilder out = new StringBuilder(pattern.length() + 8);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = i + 1;
            if (c == '\\') {
                end = escapeEnd(pattern, i);
            } else if (c == '[') {
                end = classEnd(pattern, i);
            } else if (c == '{' && !isRepetition(pattern, i)) {
                out.append('\\');
            }
            out.append(pattern, i, end);
            i = end - 1;
        }
        return out.toString();
    }

    private static boolean isRepetition(String pattern, int at) {
        int close = pattern.indexOf('}', at);
        try {
            return close > 0 && RegexParser.bounds(pattern.substring(at + 1, close)) != null;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static int escapeEnd(String pattern, int at) {
        if (pattern.startsWith("\\Q", at)) {
            int close = pattern.indexOf("\\E", at);
            return close < 0 ? pattern.length() : close + 2;
        }
        boolean braced = at + 2 < pattern.length() && "pPx".indexOf(pattern.charAt(at + 1)) >= 0 && pattern.charAt(at + 2) == '{';
        int close = braced ? pattern.indexOf('}', at) : -1;
        return close > 0 ? close + 1 : Math.min(pattern.length(), at + 2);
    }

    private static int classEnd(String pattern, int at) {
        int i = at + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        for (boolean first = true; i < pattern.length(); first = false) {
            char c = pattern.charAt(i);
            if (c == ']' && !first) {
                return i + 1;
            }
            int named = pattern.startsWith("[:", i) ? pattern.indexOf(":]", i) : -1;
            i = named > 0 ? named + 2 : c == '\\' ? i + 2 : i + 1;
        }
        return pattern.length();
    }

    /** The place of a backslash in front of a character beyond ASCII, which Go refuses; -1 when there is none. */
    static int badEscape(String pattern) {
        for (int i = pattern.indexOf('\\'); i >= 0 && i + 1 < pattern.length(); i = pattern.indexOf('\\', i)) {
            if (pattern.charAt(i + 1) >= 0x80) {
                return i;
            }
            i = escapeEnd(pattern, i);
        }
        return -1;
    }

    /** Whether Go finds that groups nest too deeply. */
    static boolean nestsTooDeeply(String pattern) {
        if (pattern.length() <= MOST_NESTED) {
            return false;
        }
        Deque<Boolean> open = new ArrayDeque<>();
        int capturing = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' || c == '[') {
                i = (c == '[' ? classEnd(pattern, i) : escapeEnd(pattern, i)) - 1;
            } else if (c == '(') {
                boolean captures = !pattern.startsWith("?", i + 1) || pattern.startsWith("?P<", i + 1) || pattern.startsWith("?<", i + 1);
                open.push(captures);
                capturing += captures ? 1 : 0;
                if (capturing > MOST_NESTED) {
                    return true;
                }
            } else if (c == ')' && !open.isEmpty()) {
                capturing -= open.pop() ? 1 : 0;
            }
        }
        return false;
    }

    /** Whether nested repetitions ask for at most that many copies. */
    static boolean isRepeatable(RegexNode node, int most) {
        if (node instanceof RegexNode.Repeat r) {
            int times = r.max() < 0 ? r.min() : r.max();
            return r.max() == 0 || times <= most && isRepeatable(r.part(), times > 0 ? most / times : most);
        }
        if (node instanceof RegexNode.Group g) {
            return isRepeatable(g.part(), most);
        }
        for (RegexNode part : node instanceof RegexNode.Sequence s ? s.parts()
                : node instanceof RegexNode.Either e ? e.parts() : java.util.List.<RegexNode>of()) {
            if (!isRepeatable(part, most)) {
                return false;
            }
        }
        return true;
    }
}
