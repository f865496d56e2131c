package dev.guards.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;

/** A token that is nothing but a part of a text; indexes are UTF-16 offsets of the text. */
public final class ScannedToken implements Token {
    private final String text;
    private final int start;
    private final int end;
    private final int index;
    private int type;

    ScannedToken(String text, int type, int start, int end, int index) {
        this.text = text;
        this.type = type;
        this.start = start;
        this.end = end;
        this.index = index;
    }

    void setType(int type) {
        this.type = type;
    }

    @Override
    public int getType() {
        return type;
    }

    @Override
    public int getStartIndex() {
        return start;
    }

    /** The last character's offset; one less than the start at the end of the text. */
    @Override
    public int getStopIndex() {
        return end - 1;
    }

    @Override
    public String getText() {
        return type == EOF ? "<EOF>" : text.substring(start, end);
    }

    @Override
    public int getTokenIndex() {
        return index;
    }

    @Override
    public int getChannel() {
        return DEFAULT_CHANNEL;
    }

    /** Unknown: lines and columns are counted in the file that holds the text. */
    @Override
    public int getLine() {
        return 0;
    }

    @Override
    public int getCharPositionInLine() {
        return -1;
    }

    @Override
    public TokenSource getTokenSource() {
        return null;
    }

    @Override
    public CharStream getInputStream() {
        return null;
    }

    @Override
    public String toString() {
        return getText();
    }
}
