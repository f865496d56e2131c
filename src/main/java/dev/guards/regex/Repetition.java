package dev.guards.regex;

/** Counted repetitions that multiply: RE2 refuses more than a thousand in all, our engine would unfold them. */
final class Repetition {
    private static final int MOST = 1_000;

    private final String pattern;
    private int at;
    private String excess;

    private Repetition(String pattern) {
        this.pattern = pattern;
    }

    /** The first counted repetition, such as {@code {1,100}}, that asks for too much with those inside it; null when none does. */
    static String excess(String pattern) {
        if (pattern.indexOf('{') < 0) {
            return null;
        }
        Repetition scan = new Repetition(pattern);
        while (scan.at < pattern.length() && scan.excess == null) {
            scan.group(0);
            scan.at++;
        }
        return scan.excess;
    }

    /** How often what is repeated most in a group is repeated; stops at its end. */
    private long group(int depth) {
        long most = 1;
        long last = 1;
        while (at < pattern.length() && excess == null) {
            char c = pattern.charAt(at);
            if (c == ')') {
                break;
            }
            if (c == '\\') {
                at++;
                last = 1;
            } else if (c == '[') {
                skipClass();
                last = 1;
            } else if (c == '(' && depth < MOST) {
                at++;
                last = group(depth + 1);
            } else if (c == '{' && count() >= 0) {
                last = repeated(last);
            } else if (c != '*' && c != '+' && c != '?') {
                last = 1;
            }
            most = Math.max(most, last);
            at++;
        }
        return most;
    }

    private void skipClass() {
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            at += pattern.charAt(at) == '\\' ? 2 : pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0
                    ? pattern.indexOf(":]", at) + 2 - at : 1;
        }
    }

    private long repeated(long last) {
        int close = pattern.indexOf('}', at);
        long product = last * Math.max(1, count());
        if (product > MOST) {
            excess = pattern.substring(at, close + 1);
        }
        at = close;
        return Math.min(product, MOST + 1);
    }

    /** The largest count of the braces at the place; -1 when they are none of a repetition. */
    private int count() {
        int close = pattern.indexOf('}', at);
        int comma = -1;
        for (int i = at + 1; i < close; i++) {
            char c = pattern.charAt(i);
            if (c == ',' && comma < 0 && i > at + 1) {
                comma = i;
            } else if (c < '0' || c > '9') {
                return -1;
            }
        }
        if (close <= at + 1 || close - at > 10) {
            return -1;
        }
        boolean open = comma == close - 1;
        return Integer.parseInt(pattern.substring(comma < 0 || open ? at + 1 : comma + 1, open ? comma : close));
    }
}
