package dev.guards.promql;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/** Stops at the first token that cannot follow, and says so as Prometheus does: what was found, where, what was wanted. */
final class Unexpected extends DefaultErrorStrategy {
    private static final String LENGTH = "number, duration, step(), or range()";

    /** The parser's only way to give up. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int start;
        final int end;
        /** The innermost construct that was not read to its end; null when the parser was through. */
        final transient ParserRuleContext context;
        /** Whether a token stands at the place, and not just characters that are none. */
        final boolean atToken;

        Stop(String message, int start, int end) {
            this(message, start, end, null, true);
        }

        private Stop(String message, int start, int end, ParserRuleContext context, boolean atToken) {
            super(message, null, false, false);
            this.start = start;
            this.end = end;
            this.context = context;
            this.atToken = atToken;
        }
    }

    /** Called at each turn of a loop: a chain of operators that is refused anyway is not read to its end, as it may fill the memory. */
    @Override
    public void sync(Parser parser) {
        if (parser.getContext() instanceof PromQLParser.ExprContext chain && chain.rest.size() > Limits.DEPTH) {
            int start = chain.getStart().getStartIndex();
            throw new Stop("expression is nested deeper than " + Limits.DEPTH + " levels", start, start);
        }
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
    }

    @Override
    public void recover(Parser parser, RecognitionException e) {
        throw stop(parser);
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw stop(parser);
    }

    private static Stop stop(Parser parser) {
        Tokens tokens = (Tokens) parser.getInputStream();
        Token found = tokens.LT(1);
        int type = found.getType();
        boolean last = type == Token.EOF || type == PromQLLexer.ERROR;
        if (last && tokens.problem() != null) {
            return new Stop(tokens.problem(), tokens.problemStart(), tokens.text().length(), parser.getContext(), false);
        }
        if (type == Token.EOF && tokens.size() == 1) {
            return new Stop("no expression found in input", 0, 0, null, true);
        }
        int start = found.getStartIndex();
        int end = type == Token.EOF ? start : found.getStopIndex() + 1;
        if (type == PromQLLexer.FILL) {
            // As a metric's name it could stand here; the parenthesis cannot.
            start = parser.getContext() instanceof PromQLParser.QueryContext ? start : end - 1;
        }
        return new Stop("unexpected " + describe(found) + where(parser.getContext(), tokens), start, end, parser.getContext(), true);
    }

    /** What is wrong with a character that begins no token. */
    static String character(Tokens tokens, int at) {
        String text = tokens.text();
        int point = text.codePointAt(at);
        String shown = "'" + (point < ' ' ? "\\x" + (point < 16 ? "0" : "") + Integer.toHexString(point) : Character.toString(point)) + "'";
        String next = at + 1 < text.length() ? "'" + text.charAt(at + 1) + "'" : "end of input";
        if (tokens.inBraces()) {
            return point == '{' ? "unexpected left brace '{'"
                    : point == '!' ? "unexpected character after '!' inside braces: " + next
                    : "unexpected character inside braces: " + shown;
        }
        if (tokens.inBrackets()) {
            return !tokens.sawLength() ? "unexpected character in duration expression: " + shown
                    : point == '[' ? "unexpected left bracket '['"
                    : Character.isLetter(point) || point == '_' ? "unexpected character: " + shown + ", expected ':'"
                    : "unexpected " + shown + " in subquery or range, expected \":\" or \"]\"";
        }
        return switch (point) {
            case ']' -> "unexpected right bracket ']'";
            case '=' -> next.equals("'~'") ? "unexpected character after '=': '~'" : "unexpected \"=\"";
            case '!' -> "unexpected character after '!': " + next;
            default -> "unexpected character: " + shown;
        };
    }

    private static String describe(Token token) {
        String text = token.getText();
        return switch (token.getType()) {
            case Token.EOF -> "end of input";
            case PromQLLexer.IDENTIFIER -> "identifier \"" + text + "\"";
            case PromQLLexer.METRIC_NAME -> "metric identifier \"" + text + "\"";
            case PromQLLexer.STRING -> "string " + text;
            case PromQLLexer.NUMBER -> (Numerals.isDuration(text) ? "duration \"" : "number \"") + text + "\"";
            case PromQLLexer.HOLE, PromQLLexer.TEMPLATED -> "variable " + text;
            case PromQLLexer.ADD_SUB, PromQLLexer.MUL_OP, PromQLLexer.COMPARISON, PromQLLexer.SET_OPERATOR, PromQLLexer.ATAN2,
                    PromQLLexer.MATCH_OP -> text.equals("=") ? "\"=\"" : "<op:" + text.toLowerCase(java.util.Locale.ROOT) + ">";
            case PromQLLexer.AGGREGATION -> "<aggr:" + text.toLowerCase(java.util.Locale.ROOT) + ">";
            case PromQLLexer.BOOL, PromQLLexer.BY, PromQLLexer.WITHOUT, PromQLLexer.MATCHING, PromQLLexer.GROUP_SIDE,
                    PromQLLexer.OFFSET, PromQLLexer.RANGE_MODE -> "<" + text.toLowerCase(java.util.Locale.ROOT) + ">";
            case PromQLLexer.GROUP_SIDE_LABELS -> "<" + ((text.charAt(6) | 0x20) == 'l' ? "group_left" : "group_right") + ">";
            case PromQLLexer.FILL -> "\"(\"";
            default -> "\"" + text + "\"";
        };
    }

    /** In which construct the parser was, and what it could have read there. */
    private static String where(ParserRuleContext context, Tokens tokens) {
        int before = tokens.LA(-1);
        boolean atStart = before == PromQLLexer.LEFT_BRACE || before == PromQLLexer.LEFT_PAREN || before == PromQLLexer.COMMA;
        return switch (context.getRuleIndex()) {
            case PromQLParser.RULE_labels, PromQLParser.RULE_labelList, PromQLParser.RULE_labelTail, PromQLParser.RULE_label,
                    PromQLParser.RULE_side ->
                " in grouping opts, expected " + (atStart || before == PromQLLexer.GROUP_SIDE_LABELS ? "label"
                        : context.getStart() == tokens.LT(1) ? "\"(\"" : "\",\" or \")\"");
            case PromQLParser.RULE_matchers, PromQLParser.RULE_matcherTail ->
                " in label matching, expected " + (atStart ? "identifier or \"}\"" : "\",\" or \"}\"");
            case PromQLParser.RULE_matcher, PromQLParser.RULE_holeMatcher ->
                " in label matching, expected " + (before == PromQLLexer.MATCH_OP || before == PromQLLexer.HOLE ? "string" : "label matching operator");
            case PromQLParser.RULE_postfix -> postfix((PromQLParser.PostfixContext) context, before);
            case PromQLParser.RULE_duration, PromQLParser.RULE_durationOperand ->
                before == PromQLLexer.COLON ? " in subquery selector, expected " + LENGTH + ", or \"]\""
                        : (isInBrackets(context) ? " in subquery or range selector, expected " : " in offset, expected ") + LENGTH;
            default -> "";
        };
    }

    private static boolean isInBrackets(ParserRuleContext context) {
        ParserRuleContext outer = context;
        while (!(outer instanceof PromQLParser.PostfixContext)) {
            outer = outer.getParent();
        }
        return outer.getStart().getType() == PromQLLexer.LEFT_BRACKET;
    }

    private static String postfix(PromQLParser.PostfixContext context, int before) {
        if (before == PromQLLexer.AT || context.sign != null || context.bound != null) {
            return " in @, expected timestamp";
        }
        return context.colon == null ? " in subquery or range, expected \":\" or \"]\""
                : before == PromQLLexer.COLON ? " in subquery selector, expected " + LENGTH + ", or \"]\"" : " in subquery selector, expected \"]\"";
    }
}
