package dev.guards.logql;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A query as its lexer reads it, in UTF-16 units: a token's index is an offset of the text, whatever the text holds. Beyond
 * ASCII one letter stands for all letters and one digit for all digits, as the grammar needs to tell no others apart, and
 * the hundreds of ranges that Unicode has of them took longer to load than all queries of a repository to read.
 */
final class Characters implements CharStream {
    private static final char LETTER = '\u00aa';
    private static final char DIGIT = '\u0660';
    /** Non-characters for the two units of a character beyond the basic plane that is neither letter nor digit. */
    private static final char HIGH = '\ufdd0';
    private static final char LOW = '\ufdd1';

    private final String text;
    private int at;

    Characters(String text) {
        this.text = text;
    }

    @Override
    public int LA(int offset) {
        int index = offset > 0 ? at + offset - 1 : at + offset;
        if (index < 0 || index >= text.length()) {
            return EOF;
        }
        char unit = text.charAt(index);
        return unit < 0x80 ? unit : kind(unit, index);
    }

    private int kind(char unit, int index) {
        boolean low = Character.isLowSurrogate(unit) && index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        int point = text.codePointAt(low ? index - 1 : index);
        if (Character.isLetter(point)) {
            // The micro sign and the Greek letter are parts of a unit.
            return unit == '\u00b5' || unit == '\u03bc' ? unit : LETTER;
        }
        if (Character.isDigit(point)) {
            return DIGIT;
        }
        return Character.charCount(point) == 1 ? unit : low ? LOW : HIGH;
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
