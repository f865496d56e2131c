package dev.guards.logql;

/** The expressions that {@code json} and {@code logfmt} take to name a field of the line. */
final class FieldPath {
    private FieldPath() {
    }

    /** {@code a.b[0]["c d"]}. */
    static boolean isJson(String path) {
        int at = skipBlanks(path, 0);
        boolean first = true;
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c == '[') {
                at = bracketEnd(path, at);
            } else if (first || c == '.') {
                at = wordEnd(path, first ? at : skipBlanks(path, at + 1));
            } else {
                return false;
            }
            if (at < 0) {
                return false;
            }
            first = false;
            at = skipBlanks(path, at);
        }
        return !first;
    }

    private static int bracketEnd(String path, int open) {
        int at = skipBlanks(path, open + 1);
        int end = at;
        if (at < path.length() && path.charAt(at) == '"') {
            end = path.indexOf('"', at + 1) + 1;
        } else {
            while (end < path.length() && path.charAt(end) >= '0' && path.charAt(end) <= '9') {
                end++;
            }
        }
        int close = end <= at ? -1 : skipBlanks(path, end);
        return close >= 0 && close < path.length() && path.charAt(close) == ']' ? close + 1 : -1;
    }

    /** {@code key} or {@code "a key"}. */
    static boolean isLogfmt(String key) {
        int at = skipBlanks(key, 0);
        if (at < key.length() && key.charAt(at) == '"') {
            int close = key.indexOf('"', at + 1);
            return close > 0 && skipBlanks(key, close + 1) == key.length();
        }
        int end = wordEnd(key, at);
        // Loki reads on in the key when a quote follows it
        return end > 0 && (skipBlanks(key, end) == key.length() || key.charAt(end) == '"');
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isWord(text.charAt(end), end > start)) {
            end++;
        }
        return end > start ? end : -1;
    }

    private static boolean isWord(char c, boolean inside) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || inside && c >= '0' && c <= '9';
    }

    private static int skipBlanks(String text, int start) {
        int at = start;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }
}
