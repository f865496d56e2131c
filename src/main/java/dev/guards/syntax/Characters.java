package dev.guards.syntax;

/** The characters of names; ASCII only. */
public final class Characters {
    private Characters() {
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** A letter or an underscore. */
    public static boolean isNameStart(int c) {
        return isLetter(c) || c == '_';
    }

    /** A letter, a digit or an underscore. */
    public static boolean isWord(int c) {
        return isNameStart(c) || isDigit(c);
    }

    /** Behind the letters, digits and underscores from an index on. */
    public static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
