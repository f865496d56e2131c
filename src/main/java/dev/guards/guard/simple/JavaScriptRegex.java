package dev.guards.guard.simple;

/**
 * Filters of variables as Grafana reads them: {@code /pattern/flags} with the flags g, i, m, y in this order, or a bare pattern; regular
 * expressions of JavaScript (ECMAScript 2025 without the flags u and v). Finds what no browser takes, and not all of that.
 */
final class JavaScriptRegex {
    private static final String LOOK = "RE2 and Perl write `(?i)` and `(?P<name>..)`, JavaScript the flag `/../i` and `(?<name>..)`";

    private final String text;
    private final int end;
    private int at;

    private JavaScriptRegex(String text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    /** What is wrong with {@code [start, end)} of the text. */
    record Flaw(int start, int end, String message, String help) {
    }

    /** Null when nothing is known to be wrong. */
    static Flaw flaw(String text) {
        if (!text.startsWith("/")) {
            return new JavaScriptRegex(text, 0, text.length()).flaw();
        }
        int close = text.lastIndexOf('/');
        if (close == 0) {
            return new Flaw(0, text.length(), "it begins with `/` and does not end with one", "write `" + text + "/`, or leave the `/` away");
        }
        int flag = close + 1;
        for (char known : "gimy".toCharArray()) {
            flag += flag < text.length() && text.charAt(flag) == known ? 1 : 0;
        }
        return flag < text.length() ? new Flaw(close, text.length(), "`" + text.substring(close + 1) + "` behind the last `/` are no flags that Grafana knows",
                "the flags are `g`, `i`, `m` and `y`, in this order") : new JavaScriptRegex(text, 1, close).flaw();
    }

    private Flaw flaw() {
        int open = 0;
        int lastOpen = at;
        boolean repeatable = false;
        while (at < end) {
            int start = at;
            char c = text.charAt(at++);
            if (c == '\\') {
                if (at == end) {
                    return new Flaw(start, end, "it ends with a single backslash", "");
                }
                at++;
                repeatable = true;
            } else if (c == '[') {
                if (!skipClass()) {
                    return new Flaw(start, end, "`[` has no `]`", "write `\\[` for the character");
                }
                repeatable = true;
            } else if (c == '(') {
                if (at < end && text.charAt(at) == '?' && !skipGroupKind()) {
                    return new Flaw(start, Math.min(end, start + 4), "JavaScript has no group `" + text.substring(start, Math.min(end, start + 4)) + "`", LOOK);
                }
                open++;
                lastOpen = start;
                repeatable = false;
            } else if (c == ')') {
                if (--open < 0) {
                    return new Flaw(start, at, "`)` has no `(`", "write `\\)` for the character");
                }
                repeatable = true;
            } else if (c == '|' || c == '^' || c == '$') {
                repeatable = false;
            } else if (c == '*' || c == '+' || c == '?' || c == '{' && skipCount()) {
                if (!repeatable) {
                    return new Flaw(start, start + 1, "there is nothing for `" + c + "` to repeat", "`.*` is any text");
                }
                at += at < end && text.charAt(at) == '?' ? 1 : 0;
                repeatable = false;
            } else {
                repeatable = true;
            }
        }
        return open > 0 ? new Flaw(lastOpen, lastOpen + 1, "`(` has no `)`", "write `\\(` for the character") : null;
    }

    private boolean skipClass() {
        while (at < end && text.charAt(at) != ']') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at++ < end;
    }

    /** Behind {@code (}: the kinds of groups that there are. */
    private boolean skipGroupKind() {
        int kind = at + 1;
        if (kind >= end) {
            return false;
        }
        char c = text.charAt(kind);
        if (c == ':' || c == '=' || c == '!') {
            at = kind + 1;
            return true;
        }
        if (c == '<') {
            int close = text.indexOf('>', kind);
            boolean behind = kind + 1 < end && (text.charAt(kind + 1) == '=' || text.charAt(kind + 1) == '!');
            at = behind ? kind + 2 : close + 1;
            return behind || close > kind + 1 && close < end;
        }
        int flags = kind;
        while (flags < end && "ims-".indexOf(text.charAt(flags)) >= 0) {
            flags++;
        }
        at = flags + 1;
        return flags > kind && flags < end && text.charAt(flags) == ':';
    }

    /** Behind {@code {}: whether a count follows; else the brace stands for itself. */
    private boolean skipCount() {
        int digit = at;
        while (digit < end && (Character.isDigit(text.charAt(digit)) || text.charAt(digit) == ',' && digit > at)) {
            digit++;
        }
        boolean count = digit > at && digit < end && text.charAt(digit) == '}';
        at = count ? digit + 1 : at;
        return count;
    }
}
