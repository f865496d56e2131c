package dev.guards.regex;

/** A pattern is not valid RE2 syntax; the message says why in the words of Go's regexp/syntax. */
public final class Re2Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    Re2Exception(int position, String message) {
        super(message);
        this.position = position;
    }

    /** Offset in the pattern of the part at fault; 0 when it cannot be told. */
    public int position() {
        return position;
    }
}
