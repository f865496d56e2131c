package dev.guards.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pattern that the engine has accepted into a {@link RegexNode}. Anything it does not know ends in null: the
 * caller then knows nothing of the language. Starts with the dot matching line breaks, as in anchored matching.
 */
final class RegexParser {
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super(null, null, false, false);
        }
    }

    private static final int DEEPEST = 200;

    private final String pattern;
    private int at;
    private int groups;
    private int depth;
    private boolean foldCase;
    private boolean multiLine;
    private boolean dotAll = true;

    private RegexParser(String pattern) {
        this.pattern = pattern;
    }

    static RegexNode parse(String pattern) {
        try {
            RegexParser parser = new RegexParser(pattern);
            RegexNode tree = parser.either();
            return parser.at == pattern.length() ? tree : null;
        } catch (Unknown | IndexOutOfBoundsException | NumberFormatException e) {
            return null;
        }
    }

    private RegexNode either() {
        if (++depth > DEEPEST) {
            throw new Unknown();
        }
        List<RegexNode> parts = new ArrayList<>();
        parts.add(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            parts.add(sequence());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new RegexNode.Either(parts);
    }

    private RegexNode sequence() {
        List<RegexNode> parts = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            if (pattern.startsWith("\\Q", at)) {
                quoted(parts);
                continue;
            }
            RegexNode atom = atom();
            if (atom == null && parts.isEmpty()) {
                continue;
            }
            // A repetition behind flags such as (?i) belongs to what stands before them.
            parts.add(repeated(atom == null ? parts.remove(parts.size() - 1) : atom));
        }
        return parts.size() == 1 ? parts.get(0) : new RegexNode.Sequence(parts);
    }

    private void quoted(List<RegexNode> parts) {
        int end = pattern.indexOf("\\E", at + 2);
        String text = pattern.substring(at + 2, end < 0 ? pattern.length() : end);
        at = end < 0 ? pattern.length() : end + 2;
        text.codePoints().forEach(c -> parts.add(chars(new int[] {c, c})));
        if (!parts.isEmpty() && !text.isEmpty()) {
            parts.add(repeated(parts.remove(parts.size() - 1)));
        }
    }

    private RegexNode repeated(RegexNode atom) {
        RegexNode node = atom;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int min;
            int max;
            if (c == '*' || c == '+' || c == '?') {
                min = c == '+' ? 1 : 0;
                max = c == '?' ? 1 : -1;
                at++;
            } else if (c == '{') {
                int close = pattern.indexOf('}', at);
                int[] bounds = close < 0 ? null : bounds(pattern.substring(at + 1, close));
                if (bounds == null) {
                    return node;
                }
                min = bounds[0];
                max = bounds[1];
                at = close + 1;
            } else {
                return node;
            }
            if (at < pattern.length() && pattern.charAt(at) == '?') {
                at++;
            }
            node = new RegexNode.Repeat(node, min, max);
        }
        return node;
    }

    /** Null for text that is no repetition, which then stands for itself. */
    static int[] bounds(String text) {
        int comma = text.indexOf(',');
        String first = comma < 0 ? text : text.substring(0, comma);
        String second = comma < 0 ? text : text.substring(comma + 1);
        if (!isNumber(first) || !second.isEmpty() && !isNumber(second)) {
            return null;
        }
        return new int[] {Integer.parseInt(first), second.isEmpty() ? -1 : Integer.parseInt(second)};
    }

    private static boolean isNumber(String text) {
        boolean number = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return number;
    }

    /** Null for a bare flag group. */
    private RegexNode atom() {
        int c = next();
        switch (c) {
            case '(':
                return group();
            case '[':
                return chars(charClass());
            case '.':
                return new RegexNode.Chars(dotAll ? CharRanges.ALL : CharRanges.ALL_BUT_NEWLINE);
            case '^':
                return multiLine ? new RegexNode.Condition() : new RegexNode.Edge(false);
            case '$':
                return multiLine ? new RegexNode.Condition() : new RegexNode.Edge(true);
            case '\\':
                return escaped();
            default:
                return chars(new int[] {c, c});
        }
    }

    private RegexNode escaped() {
        switch (pattern.charAt(at)) {
            case 'A':
                at++;
                return new RegexNode.Edge(false);
            case 'z':
                at++;
                return new RegexNode.Edge(true);
            case 'b':
            case 'B':
                at++;
                return new RegexNode.Condition();
            default:
                int[] set = escapedClass();
                return chars(set != null ? set : single(escapedChar()));
        }
    }

    private RegexNode.Chars chars(int[] ranges) {
        return new RegexNode.Chars(foldCase ? CharRanges.folded(ranges) : ranges);
    }

    private static int[] single(int c) {
        return new int[] {c, c};
    }

    private RegexNode group() {
        boolean fold = foldCase;
        boolean lines = multiLine;
        boolean all = dotAll;
        int index = 0;
        if (pattern.charAt(at) != '?') {
            index = ++groups;
        } else if (pattern.startsWith("?P<", at) || pattern.startsWith("?<", at)) {
            index = ++groups;
            at = pattern.indexOf('>', at) + 1;
        } else {
            at++;
            if (flags()) {
                return null;
            }
        }
        RegexNode inner = either();
        if (pattern.charAt(at++) != ')') {
            throw new Unknown();
        }
        foldCase = fold;
        multiLine = lines;
        dotAll = all;
        return index == 0 ? inner : new RegexNode.Group(index, inner);
    }

    /** True when the flags hold for the rest of the enclosing group. */
    private boolean flags() {
        boolean on = true;
        while (true) {
            char c = pattern.charAt(at++);
            switch (c) {
                case 'i':
                    foldCase = on;
                    break;
                case 'm':
                    multiLine = on;
                    break;
                case 's':
                    dotAll = on;
                    break;
                case 'U':
                    break;
                case '-':
                    on = false;
                    break;
                case ')':
                    return true;
                case ':':
                    return false;
                default:
                    throw new Unknown();
            }
        }
    }

    private int[] charClass() {
        boolean negated = pattern.charAt(at) == '^';
        if (negated) {
            at++;
        }
        CharRanges set = new CharRanges();
        boolean first = true;
        while (first || pattern.charAt(at) != ']') {
            first = false;
            if (pattern.startsWith("[:", at)) {
                int end = pattern.indexOf(":]", at);
                boolean not = pattern.charAt(at + 2) == '^';
                int[] named = end < 0 ? null : CharRanges.named(pattern.substring(at + (not ? 3 : 2), end));
                if (named != null) {
                    set.add(not ? CharRanges.negated(named) : named);
                    at = end + 2;
                    continue;
                }
            }
            if (pattern.charAt(at) == '\\') {
                at++;
                int[] named = escapedClass();
                if (named != null) {
                    set.add(named);
                    continue;
                }
                at--;
            }
            int from = classChar();
            int to = from;
            if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                at++;
                to = classChar();
            }
            set.add(from, to);
        }
        at++;
        int[] sorted = set.sorted();
        int[] all = foldCase && negated ? CharRanges.folded(sorted) : sorted;
        return negated ? CharRanges.negated(all) : all;
    }

    private int classChar() {
        int c = next();
        return c == '\\' ? escapedChar() : c;
    }

    /** The set that an escape behind a backslash stands for; null, with nothing read, when it is a single character. */
    private int[] escapedClass() {
        char c = pattern.charAt(at);
        if ("dsw".indexOf(c) >= 0) {
            at++;
            return folded(CharRanges.named(String.valueOf(c)));
        }
        if ("DSW".indexOf(c) >= 0) {
            at++;
            return CharRanges.negated(folded(CharRanges.named(String.valueOf(Character.toLowerCase(c)))));
        }
        if (c != 'p' && c != 'P') {
            return null;
        }
        at++;
        String name = String.valueOf(pattern.charAt(at++));
        if (name.equals("{")) {
            int end = pattern.indexOf('}', at);
            name = pattern.substring(at, end);
            at = end + 1;
        }
        boolean not = c == 'P' ^ name.startsWith("^");
        int[] found = CharRanges.unicode(name.startsWith("^") ? name.substring(1) : name);
        if (found == null) {
            throw new Unknown();
        }
        int[] set = folded(found);
        return not ? CharRanges.negated(set) : set;
    }

    private int[] folded(int[] set) {
        return foldCase ? CharRanges.folded(set) : set;
    }

    private int escapedChar() {
        int c = next();
        switch (c) {
            case 'a':
                return 7;
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return 0x0b;
            case 'x':
                return hex();
            default:
                return c >= '0' && c <= '7' ? octal(c - '0') : c;
        }
    }

    private int hex() {
        if (pattern.charAt(at) == '{') {
            int end = pattern.indexOf('}', at);
            int value = Integer.parseInt(pattern.substring(at + 1, end), 16);
            at = end + 1;
            return value;
        }
        at += 2;
        return Integer.parseInt(pattern.substring(at - 2, at), 16);
    }

    private int octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '7'; i++) {
            value = value * 8 + pattern.charAt(at++) - '0';
        }
        return value;
    }

    private int next() {
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }
}
