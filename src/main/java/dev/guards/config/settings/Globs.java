package dev.guards.config.settings;

/** Globs over paths and names: {@code *} within a segment, {@code **} over segments, {@code ?} one character. */
public final class Globs {
    private Globs() {
    }

    public static boolean matches(String glob, String text) {
        return matches(glob, 0, text, 0);
    }

    private static boolean matches(String glob, int g, String text, int t) {
        int gi = g;
        int ti = t;
        while (gi < glob.length()) {
            char c = glob.charAt(gi);
            if (c == '*') {
                boolean deep = gi + 1 < glob.length() && glob.charAt(gi + 1) == '*';
                int next = gi + (deep ? 2 : 1);
                if (deep && next < glob.length() && glob.charAt(next) == '/' && matches(glob, next + 1, text, ti)) {
                    return true;
                }
                for (int end = ti; end <= text.length(); end++) {
                    if (matches(glob, next, text, end)) {
                        return true;
                    }
                    if (end < text.length() && text.charAt(end) == '/' && !deep) {
                        return false;
                    }
                }
                return false;
            }
            if (ti == text.length() || c != '?' && c != text.charAt(ti)) {
                return false;
            }
            gi++;
            ti++;
        }
        return ti == text.length();
    }
}
