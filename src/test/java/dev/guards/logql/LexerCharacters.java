package dev.guards.logql;

import dev.guards.syntax.Utf16Stream;

/**
 * Beyond ASCII one letter stands for all letters and one digit for all digits, as the lexer grammar needs to tell no others
 * apart, and two non-characters for the units of other characters beyond the basic plane.
 */
final class LexerCharacters extends Utf16Stream {
    private final String text;

    LexerCharacters(String text) {
        super(text);
        this.text = text;
    }

    @Override
    protected int seen(char unit, int index) {
        if (unit < 0x80) {
            return unit;
        }
        boolean low = Character.isLowSurrogate(unit) && index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        int point = text.codePointAt(low ? index - 1 : index);
        if (Character.isLetter(point)) {
            // The micro sign and the Greek letter are parts of a unit.
            return unit == '\u00b5' || unit == '\u03bc' ? unit : '\u00aa';
        }
        if (Character.isDigit(point)) {
            return '\u0660';
        }
        return Character.charCount(point) == 1 ? unit : low ? '\ufdd1' : '\ufdd0';
    }
}
