package dev.guards.syntax;

import java.util.Arrays;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** The tokens of one text for a parser of ANTLR, all scanned before it begins; the last one is {@link Token#EOF} or an error. */
public class TokenList implements TokenStream {
    private final String text;
    private ScannedToken[] tokens = new ScannedToken[64];
    private int[] types = new int[64];
    private int size;
    private int at;

    protected TokenList(String text) {
        this.text = text;
    }

    /** @param end behind the token's last character */
    protected final void add(int type, int start, int end) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
            types = Arrays.copyOf(types, size * 2);
        }
        tokens[size] = new ScannedToken(text, type, start, end, size);
        types[size++] = type;
    }

    /** Gives a token that the neighbours show to be something else its proper type. */
    protected final void retype(int index, int type) {
        tokens[index].setType(type);
        types[index] = type;
    }

    /** The type of the token at an index; 0 when there is none. */
    protected final int type(int index) {
        return index < 0 || index >= size ? 0 : types[index];
    }

    /** The text that was scanned. */
    public final String text() {
        return text;
    }

    @Override
    public Token LT(int offset) {
        int index = offset > 0 ? at + offset - 1 : at + offset;
        return index < 0 ? null : tokens[Math.min(index, size - 1)];
    }

    @Override
    public int LA(int offset) {
        int index = offset > 0 ? at + offset - 1 : at + offset;
        return index < 0 ? 0 : types[Math.min(index, size - 1)];
    }

    @Override
    public Token get(int index) {
        return tokens[index];
    }

    @Override
    public void consume() {
        if (at < size - 1) {
            at++;
        }
    }

    @Override
    public int mark() {
        return 0;
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
        return size;
    }

    @Override
    public TokenSource getTokenSource() {
        return null;
    }

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }

    @Override
    public String getText() {
        return text;
    }

    @Override
    public String getText(Interval interval) {
        return getText(tokens[interval.a], tokens[interval.b]);
    }

    @Override
    public String getText(RuleContext context) {
        return getText(context.getSourceInterval());
    }

    @Override
    public String getText(Token start, Token stop) {
        return text.substring(start.getStartIndex(), stop.getStopIndex() + 1);
    }
}
