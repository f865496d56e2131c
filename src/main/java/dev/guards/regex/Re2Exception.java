package dev.guards.regex;

/** A pattern is not valid RE2 syntax; the message says why in the words of Go's regexp/syntax. */
public final class Re2Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    Re2Exception(int position, String message) {
        super(message);
        this.position = position;
    }

    /** What to do instead, with the place in the pattern where that can be told; empty when there is nothing to say. */
    public String advice() {
        String message = getMessage();
        boolean around = message.contains("(?!") || message.contains("(?=") || message.contains("(?<");
        String instead = around ? "RE2 cannot look around; a second matcher with `!~` can leave values out"
                : message.startsWith("missing") ? "a literal bracket is written with two backslashes in front" : "";
        return position == 0 ? instead : "at character " + (position + 1) + " of the pattern" + (instead.isEmpty() ? "" : "; " + instead);
    }

    /** Offset in the pattern of the part at fault; 0 when it cannot be told. */
    public int position() {
        return position;
    }
}
