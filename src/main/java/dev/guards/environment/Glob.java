package dev.guards.environment;

/** File patterns as Go's {@code filepath.Match}: {@code *} and {@code ?} stop at a slash. */
final class Glob {
    private Glob() {
    }

    static boolean matches(String pattern, String path) {
        return matches(pattern, 0, path, 0);
    }

    private static boolean matches(String pattern, int p, String path, int i) {
        if (p == pattern.length()) {
            return i == path.length();
        }
        char c = pattern.charAt(p);
        if (c == '*') {
            for (int end = i; end <= path.length(); end++) {
                if (matches(pattern, p + 1, path, end)) {
                    return true;
                }
                if (end < path.length() && path.charAt(end) == '/') {
                    return false;
                }
            }
            return false;
        }
        if (i == path.length()) {
            return false;
        }
        if (c == '[') {
            int close = pattern.indexOf(']', p + 1);
            return close > 0 && inClass(pattern.substring(p + 1, close), path.charAt(i)) && matches(pattern, close + 1, path, i + 1);
        }
        boolean same = c == '?' ? path.charAt(i) != '/' : c == path.charAt(i);
        return same && matches(pattern, p + 1, path, i + 1);
    }

    private static boolean inClass(String members, char c) {
        boolean negated = members.startsWith("^");
        boolean found = false;
        for (int i = negated ? 1 : 0; i < members.length(); i++) {
            if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
                found |= members.charAt(i) <= c && c <= members.charAt(i + 2);
                i += 2;
            } else {
                found |= members.charAt(i) == c;
            }
        }
        return found != negated;
    }
}
