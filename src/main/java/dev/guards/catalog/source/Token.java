package dev.guards.catalog.source;

/**
 * A piece of source code: a word, a text or a sign.
 *
 * @param text  the word, the sign, or the text's content
 * @param start offset in the file
 */
record Token(Kind kind, String text, int start, int end) {
    /** {@code COMPUTED} is a text with interpolated parts. */
    enum Kind { WORD, TEXT, COMPUTED, SIGN }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }
}
