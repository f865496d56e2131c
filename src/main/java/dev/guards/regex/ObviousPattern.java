package dev.guards.regex;

/**
 * Tells of simple patterns that they are valid, without the engine: its tables take longer to load than all queries of a
 * repository to read. Knows literals, dots, classes of ASCII ranges, groups, alternatives, anchors and the repetitions
 * {@code * + ?}; says nothing of the rest.
 */
final class ObviousPattern {
    private static final int LONGEST = 1000;
    private static final int DEEPEST = 100;

    private final String pattern;
    private int at;
    private int depth;

    private ObviousPattern(String pattern) {
        this.pattern = pattern;
    }

    /** False when the engine has to judge. */
    static boolean isValid(String pattern) {
        return pattern.length() <= LONGEST && new ObviousPattern(pattern).isValid();
    }

    private boolean isValid() {
        boolean repeatable = false;
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '*', '+', '?':
                    if (!repeatable) {
                        return false;
                    }
                    at += at < pattern.length() && pattern.charAt(at) == '?' ? 1 : 0;
                    repeatable = false;
                    break;
                case '|', '^', '$':
                    repeatable = false;
                    break;
                case '(':
                    if (++depth > DEEPEST || !group()) {
                        return false;
                    }
                    repeatable = false;
                    break;
                case ')':
                    if (--depth < 0) {
                        return false;
                    }
                    repeatable = true;
                    break;
                case '[':
                    if (!charClass()) {
                        return false;
                    }
                    repeatable = true;
                    break;
                case '\\':
                    if (at == pattern.length() || !isEscape(pattern.charAt(at++))) {
                        return false;
                    }
                    repeatable = true;
                    break;
                case '{', '}', ']':
                    return false;
                default:
                    if (c < ' ' || c > '~') {
                        return false;
                    }
                    repeatable = true;
            }
        }
        return depth == 0;
    }

    private boolean group() {
        if (pattern.startsWith("?", at)) {
            if (!pattern.startsWith("?:", at)) {
                return false;
            }
            at += 2;
        }
        return true;
    }

    private boolean charClass() {
        at += pattern.startsWith("^", at) ? 1 : 0;
        int first = at;
        while (at < pattern.length() && isWord(pattern.charAt(at))) {
            char from = pattern.charAt(at++);
            if (pattern.startsWith("-", at)) {
                if (at + 1 >= pattern.length() || !isWord(pattern.charAt(at + 1)) || pattern.charAt(at + 1) < from) {
                    return false;
                }
                at += 2;
            }
        }
        return at > first && pattern.startsWith("]", at++);
    }

    private static boolean isEscape(char c) {
        return "dswDSW".indexOf(c) >= 0 || c > ' ' && c < 0x7f && !isWord(c);
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
