package dev.guards.promql;

import dev.guards.text.Text;

/** A place in the text of a series description, and what can be taken from there. */
final class SeriesScanner {
    /** The text is no series description. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final int start;
        final int end;

        Refused(int start, int end, String message) {
            super(message, null, false, false);
            this.start = start;
            this.end = end;
        }
    }

    private static final char END = '\0';

    private final Text source;
    private final String text;
    private int at;

    SeriesScanner(Text source) {
        this.source = source;
        this.text = source.value();
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** The next character, which may be NUL where nothing but a NUL is left: no token begins with it. */
    char peek() {
        return atEnd() ? END : text.charAt(at);
    }

    boolean looksAt(String token) {
        return text.startsWith(token, at);
    }

    boolean take(char c) {
        boolean there = !atEnd() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    boolean take(String token) {
        boolean there = looksAt(token);
        at += there ? token.length() : 0;
        return there;
    }

    /** Whether there was any. */
    boolean takeSpaces() {
        int start = at;
        while (!atEnd() && isSpace(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    /** Comments run to the end of their line. Only what comes before the values can have some. */
    void takeSpacesAndComments() {
        while (takeSpaces() || peek() == '#') {
            boolean comment = peek() == '#';
            while (comment && !atEnd() && peek() != '\n' && peek() != '\r') {
                at++;
            }
        }
    }

    /** A run of letters and underscores; empty when there is none. */
    String letters() {
        int start = at;
        while (isLetter(peek())) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A name; empty when there is none. */
    String name(boolean colons) {
        int start = at;
        while (isLetter(peek()) || at > start && isDigit(peek()) || colons && peek() == ':') {
            at++;
        }
        return text.substring(start, at);
    }

    /** A string in any quotes, unquoted. */
    String string() throws Refused {
        int start = at;
        char quote = peek();
        for (at++; atEnd() || peek() != quote; at++) {
            if (quote != '`' && peek() == '\\') {
                at = Math.min(at + 1, text.length());
            }
            if (atEnd() || quote != '`' && peek() == '\n') {
                throw new Refused(start, at, quote == '`' ? "unterminated raw string" : "unterminated quoted string");
            }
        }
        at++;
        String problem = Strings.problem(text, start, at);
        if (problem != null) {
            throw new Refused(start, at, problem);
        }
        return Strings.unquote(source, start, at).value();
    }

    boolean atString() {
        return peek() == '"' || peek() == '\'' || peek() == '`';
    }

    boolean atDigit() {
        return isDigit(peek());
    }

    /** A number in digits. Hexadecimal ones are none here: in {@code 0x3} the {@code x} repeats. */
    double number() throws Refused {
        int start = at;
        String token = numeral();
        String problem = Numerals.problem(token, atEnd());
        if (problem != null) {
            throw new Refused(start, at, problem);
        }
        return Numerals.value(token);
    }

    private String numeral() throws Refused {
        int start = at;
        if (isDigit(peek()) || peek() == '.') {
            while (isDigit(peek()) || peek() == '.' || peek() == '_' || (peek() | 0x20) == 'e') {
                boolean exponent = (peek() | 0x20) == 'e';
                at++;
                if (exponent && (peek() == '+' || peek() == '-')) {
                    at++;
                }
            }
        }
        if (at == start || isLetter(peek()) && peek() != 'x') {
            throw new Refused(start, at, "bad number syntax: \"" + text.substring(start, at) + "\"");
        }
        return text.substring(start, at);
    }

    /** A whole number without a sign, as an unsigned 64-bit one. */
    long whole() throws Refused {
        int start = at;
        String token = numeral();
        try {
            return Long.parseUnsignedLong(token);
        } catch (NumberFormatException e) {
            throw new Refused(start, at, "invalid repetition in series values: \"" + token + "\" is no whole number that fits 64 bits");
        }
    }

    /** The error that the next character is. */
    Refused unexpected(String where, String expected) {
        String found = atEnd() ? "end of input" : "\"" + Character.toString(text.codePointAt(at)) + "\"";
        int end = atEnd() ? at : at + Character.charCount(text.codePointAt(at));
        return new Refused(at, end, "unexpected " + found + " in " + where + ", expected " + expected);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isLetter(char c) {
        return c == '_' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
