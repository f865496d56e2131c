package dev.guards.text;

/**
 * The stand-in for a piece of text that the files do not tell: an unset variable of a Compose file, a value that is
 * generated at run time. A decoded text that holds {@link #MARK} is a pattern, not a value: each mark stands for any text.
 */
public final class Unknown {
    /** A private-use character, which no configuration holds. */
    public static final char MARK = '\uE000';
    /**
     * As {@link #MARK}, for a name that stands in several places and is the same in all of them, such as that of a Helm release: where
     * one such place is compared with another, they are equal.
     */
    public static final char SAME = '\uE001';

    private Unknown() {
    }

    /** True when every character of the text is given by the files. */
    public static boolean isKnown(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isMark(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a character stands for an unknown text. */
    public static boolean isMark(char c) {
        return c == MARK || c == SAME;
    }

    /** As people should see it: each unknown piece as {@code …}. */
    public static String shown(String text) {
        return text.replace(MARK, '…').replace(SAME, '…');
    }
}
