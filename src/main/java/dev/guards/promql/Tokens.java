package dev.guards.promql;

import java.util.Arrays;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * All tokens of one query, judged: words have their type, and a token that Prometheus' lexer refuses (a bad number or
 * string, a parenthesis too many, a variable in plain PromQL) is an {@code ERROR}, where the parser then stops.
 */
final class Tokens implements TokenStream {
    private final String text;
    private final PromQLLexer lexer;
    private Token[] tokens = new Token[64];
    private int[] types = new int[64];
    private int size;
    private int at;
    private boolean comments;
    private final Options options;
    private int depth;
    private boolean brace;
    private boolean bracket;
    /** Whether the open brackets, or any brackets so far, hold a length: only then is a colon one. */
    private boolean lengthHere;
    private boolean lengthBefore;
    private String problem;
    private int problemStart;

    private Tokens(String text, Options options) {
        this.text = text;
        this.options = options;
        this.lexer = new PromQLLexer(new Characters(text));
        lexer.removeErrorListeners();
    }

    static Tokens of(String text, Options options) {
        Tokens tokens = new Tokens(text, options);
        tokens.read();
        return tokens;
    }

    private void read() {
        int type;
        do {
            CommonToken token = (CommonToken) lexer.nextToken();
            type = judge(token, token.getType());
            if (type == PromQLLexer.COMMENT) {
                comments = true;
                continue;
            }
            token.setType(type);
            add(token, type);
        } while (type != Token.EOF && type != PromQLLexer.ERROR);
        if (type == Token.EOF && problem == null) {
            problem = unclosed();
        }
    }

    /** The type that the parser sees. */
    private int judge(CommonToken token, int type) {
        int start = token.getStartIndex();
        int end = token.getStopIndex() + 1;
        switch (type) {
            case PromQLLexer.NAME:
                return Words.type(token.getText());
            case PromQLLexer.RANGE_NAME:
                int word = Words.typeInRange(token.getText());
                return word == PromQLLexer.ERROR ? error(Unexpected.character(this, start), start) : word;
            case PromQLLexer.STRING:
                String wrong = Strings.problem(text, start, end);
                return wrong == null ? type : error(wrong, start);
            case PromQLLexer.OPEN_STRING:
                String open = Strings.problem(text, start, end + 1);
                return error(open != null ? open : text.charAt(start) == '`' ? "unterminated raw string" : "unterminated quoted string", start);
            case PromQLLexer.NUMBER:
                lengthHere = true;
                lengthBefore |= bracket;
                String bad = Numerals.problem(token.getText(), end == text.length());
                return bad == null ? type : error(bad, start);
            case PromQLLexer.HOLE, PromQLLexer.TEMPLATED:
                lengthHere = true;
                lengthBefore |= bracket;
                int dollar = options.holes() ? 0 : plainStart(start);
                return options.holes() ? type : error(Unexpected.character(this, dollar), dollar);
            case PromQLLexer.LEFT_PAREN, PromQLLexer.FILL, PromQLLexer.GROUP_SIDE_LABELS:
                return ++depth > Limits.PARENTHESES
                        ? error("parentheses are nested deeper than " + Limits.PARENTHESES + " levels", start) : type;
            case PromQLLexer.RIGHT_PAREN:
                return --depth < 0 ? error("unexpected right parenthesis ')'", end) : type;
            case PromQLLexer.COLON:
                return bracket && !lengthHere && !lengthBefore
                        ? error("unexpected colon before duration in duration expression", end) : type;
            case PromQLLexer.COMMENT:
                // Between brackets, Prometheus knows comments only behind the first number.
                return bracket && !lengthHere ? error(Unexpected.character(this, start), start) : type;
            case PromQLLexer.LEFT_BRACE:
                brace = true;
                return type;
            case PromQLLexer.LEFT_BRACKET:
                bracket = true;
                lengthHere = false;
                return type;
            case PromQLLexer.RIGHT_BRACE, PromQLLexer.RIGHT_BRACKET:
                brace = false;
                bracket = false;
                return type;
            case PromQLLexer.ERROR:
                return error(Unexpected.character(this, start), start);
            default:
                return type;
        }
    }

    /** Where plain PromQL stops to understand a token with a variable in it. */
    private int plainStart(int start) {
        int dollar = text.indexOf('$', start);
        int bracketed = text.indexOf("[[", start);
        return dollar < 0 ? bracketed : bracketed < 0 ? dollar : Math.min(dollar, bracketed);
    }

    private int error(String message, int at) {
        problem = message;
        problemStart = at;
        return PromQLLexer.ERROR;
    }

    /** What the end of the text leaves open, in the order in which Prometheus looks; null when nothing. */
    private String unclosed() {
        problemStart = text.length();
        if (brace) {
            return "unexpected end of input inside braces";
        }
        if (bracket && !lengthHere) {
            return "unexpected end of input in duration expression";
        }
        return depth > 0 ? "unclosed left parenthesis" : bracket ? "unclosed left bracket" : null;
    }

    private void add(CommonToken token, int type) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
            types = Arrays.copyOf(types, size * 2);
        }
        if (type == PromQLLexer.LEFT_PAREN && size > 1 && types[size - 1] == PromQLLexer.HOLE && types[size - 2] == PromQLLexer.AGGREGATION) {
            types[size - 1] = PromQLLexer.GROUPING_HOLE;
            ((CommonToken) tokens[size - 1]).setType(PromQLLexer.GROUPING_HOLE);
        }
        token.setTokenIndex(size);
        tokens[size] = token;
        types[size++] = type;
    }

    String text() {
        return text;
    }

    boolean hasComments() {
        return comments;
    }

    /** What the lexer has against the last token: an error, or an end that comes too early; null when nothing. */
    String problem() {
        return problem;
    }

    /** Where that begins. */
    int problemStart() {
        return problemStart;
    }

    boolean inBraces() {
        return brace;
    }

    boolean inBrackets() {
        return bracket;
    }

    /** Whether a number stands in the open brackets. */
    boolean sawLength() {
        return lengthHere;
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
        return lexer;
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
        return text.substring(tokens[interval.a].getStartIndex(), tokens[interval.b].getStopIndex() + 1);
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
