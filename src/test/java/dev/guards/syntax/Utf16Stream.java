package dev.guards.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/** A string as a lexer of ANTLR reads it, in UTF-16 units: a token's index is an offset of the text, whatever the text holds. */
public class Utf16Stream implements CharStream {
    private final String text;
    private int at;

    public Utf16Stream(String text) {
        this.text = text;
    }

    /** What the lexer is to see in place of a unit. */
    protected int seen(char unit, int index) {
        return unit;
    }

    @Override
    public int LA(int offset) {
        int index = offset > 0 ? at + offset - 1 : at + offset;
        return index < 0 || index >= text.length() ? EOF : seen(text.charAt(index), index);
    }

    @Override
    public void consume() {
        at++;
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
    }

    @Override
    public int index() {
        return at;
    }

    @Override
    public void seek(int index) {
        at = index;
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(interval.a, Math.min(interval.b + 1, text.length()));
    }

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }
}
