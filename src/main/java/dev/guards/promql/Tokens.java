package dev.guards.promql;

import dev.guards.syntax.TokenList;
import dev.guards.template.Template;
import dev.guards.text.Text;
import org.antlr.v4.runtime.Token;

/**
 * All tokens of one query, judged: words have their type, and a token that Prometheus' lexer refuses (a bad number or
 * string, a parenthesis too many, a variable in plain PromQL) is an {@code ERROR}, where the parser then stops.
 */
final class Tokens extends TokenList {
    private final String text;
    private final Scanner scanner;
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
        super(text);
        this.text = text;
        this.options = options;
        this.scanner = new Scanner(text);
    }

    static Tokens of(String text, Options options) {
        Tokens tokens = new Tokens(text, options);
        tokens.read();
        return tokens;
    }

    private void read() {
        int type;
        do {
            type = scanner.next();
            int start = scanner.start();
            int end = scanner.end();
            type = judge(type, start, end);
            if (type == PromQLLexer.COMMENT) {
                comments = true;
            } else {
                add(type, start, end);
                bindGroupingHole();
            }
        } while (type != Token.EOF && type != PromQLLexer.ERROR);
        if (type == Token.EOF && problem == null) {
            problem = unclosed();
        }
    }

    /** The type that the parser sees. */
    private int judge(int type, int start, int end) {
        switch (type) {
            case PromQLLexer.NAME:
                return Words.type(text.substring(start, end));
            case PromQLLexer.RANGE_NAME:
                int word = Words.typeInRange(text.substring(start, end));
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
                String bad = Numerals.problem(text.substring(start, end), end == text.length());
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

    /** A variable between an aggregation and a parenthesis is its grouping. */
    private void bindGroupingHole() {
        int last = size() - 1;
        if (type(last) == PromQLLexer.LEFT_PAREN && type(last - 1) == PromQLLexer.HOLE && type(last - 2) == PromQLLexer.AGGREGATION) {
            retype(last - 1, PromQLLexer.GROUPING_HOLE);
        }
    }

    /**
     * Whether the right value of a variable might still make sense of the text, though the parser had to stop: the variable
     * stands there, or right before, parentheses in between aside. What is left open at the end no variable closes.
     */
    boolean isOpen() {
        int before = index() - 1;
        if (type(before) == PromQLLexer.RIGHT_PAREN) {
            int open = 0;
            do {
                open += type(before) == PromQLLexer.RIGHT_PAREN ? 1 : opens(type(before)) ? -1 : 0;
                before--;
            } while (open > 0);
        } else if (type(before) == PromQLLexer.LEFT_PAREN) {
            before--;
        }
        if (type(before) == PromQLLexer.BY || type(before) == PromQLLexer.WITHOUT) {
            before--;
        }
        return problem == null && (isVariable(index()) || isVariable(index() - 1) || isVariable(before));
    }

    private static boolean opens(int type) {
        return type == PromQLLexer.LEFT_PAREN || type == PromQLLexer.FILL || type == PromQLLexer.GROUP_SIDE_LABELS;
    }

    private boolean isVariable(int index) {
        int type = type(index);
        return (type == PromQLLexer.HOLE || type == PromQLLexer.TEMPLATED || type == PromQLLexer.GROUPING_HOLE)
                && Template.parse(Text.of(get(index).getText())).hasVariables();
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
}
