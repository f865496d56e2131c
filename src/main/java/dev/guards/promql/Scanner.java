package dev.guards.promql;

import dev.guards.syntax.Characters;
import dev.guards.template.Template;
import org.antlr.v4.runtime.Token;

/**
 * PromQL's tokens one by one, exactly as {@code PromQLLexer.g4} has them: the longest of what may begin at a place. Linear in
 * the length of the text.
 */
final class Scanner {
    private enum Mode { DEFAULT, BRACES, RANGE }

    private static final int[] OPERATORS = operators();

    private final String text;
    private Mode mode = Mode.DEFAULT;
    private int start;
    private int end;

    Scanner(String text) {
        this.text = text;
    }

    private static int[] operators() {
        int[] types = new int[128];
        types['+'] = PromQLLexer.ADD_SUB;
        types['-'] = PromQLLexer.ADD_SUB;
        types['*'] = PromQLLexer.MUL_OP;
        types['/'] = PromQLLexer.MUL_OP;
        types['%'] = PromQLLexer.MUL_OP;
        types['^'] = PromQLLexer.MUL_OP;
        types[','] = PromQLLexer.COMMA;
        types['('] = PromQLLexer.LEFT_PAREN;
        types[')'] = PromQLLexer.RIGHT_PAREN;
        return types;
    }

    /** Where the token begins that {@link #next} found. */
    int start() {
        return start;
    }

    /** Behind that token. */
    int end() {
        return end;
    }

    /** Moves to the next token, comments included; gives its type. */
    int next() {
        start = end;
        while (isSpace(at(start))) {
            start++;
        }
        end = start + 1;
        int c = at(start);
        if (c < 0) {
            end = start;
            return Token.EOF;
        }
        if (c == '#') {
            end = lineEnd(start);
            return PromQLLexer.COMMENT;
        }
        return switch (mode) {
            case DEFAULT -> main(c);
            case BRACES -> braces(c);
            case RANGE -> range(c);
        };
    }

    private int main(int c) {
        if (c == '"' || c == '\'' || c == '`') {
            return string(c);
        }
        int templated = templated();
        if (templated != 0) {
            return templated;
        }
        if (Characters.isDigit(c) || c == '.' && Characters.isDigit(at(start + 1))) {
            return number();
        }
        if (Characters.isNameStart(c) || c == ':') {
            return name();
        }
        int next = at(end);
        switch (c) {
            case '{':
                mode = Mode.BRACES;
                return PromQLLexer.LEFT_BRACE;
            case '[':
                mode = Mode.RANGE;
                return PromQLLexer.LEFT_BRACKET;
            case '@':
                return PromQLLexer.AT;
            case '=', '!':
                return next == '=' ? longer(PromQLLexer.COMPARISON) : PromQLLexer.ERROR;
            case '<', '>':
                return next == '=' || next == '/' ? longer(PromQLLexer.COMPARISON) : PromQLLexer.COMPARISON;
            default:
                return operator(c);
        }
    }

    private int braces(int c) {
        if (c == '"' || c == '\'' || c == '`') {
            return string(c);
        }
        int templated = templated();
        if (templated != 0) {
            return templated;
        }
        if (Characters.isNameStart(c)) {
            end = Characters.wordEnd(text, start);
            return PromQLLexer.IDENTIFIER;
        }
        int next = at(end);
        switch (c) {
            case ',':
                return PromQLLexer.COMMA;
            case '}':
                mode = Mode.DEFAULT;
                return PromQLLexer.RIGHT_BRACE;
            case '=':
                return next == '~' ? longer(PromQLLexer.MATCH_OP) : PromQLLexer.MATCH_OP;
            case '!':
                return next == '=' || next == '~' ? longer(PromQLLexer.MATCH_OP) : PromQLLexer.ERROR;
            default:
                return PromQLLexer.ERROR;
        }
    }

    private int range(int c) {
        int templated = templated();
        if (templated != 0) {
            return templated;
        }
        if (Characters.isDigit(c) || c == '.' && Characters.isDigit(at(start + 1))) {
            return number();
        }
        if (Characters.isNameStart(c)) {
            while (Characters.isNameStart(at(end))) {
                end++;
            }
            return PromQLLexer.RANGE_NAME;
        }
        if (c == ']') {
            mode = Mode.DEFAULT;
            return PromQLLexer.RIGHT_BRACKET;
        }
        return c == ':' ? PromQLLexer.COLON : operator(c);
    }

    private int longer(int type) {
        end++;
        return type;
    }

    private static int operator(int c) {
        int type = c < OPERATORS.length ? OPERATORS[c] : 0;
        return type == 0 ? PromQLLexer.ERROR : type;
    }

    /** A string; without its closing quote it ends with the line, a raw one with the text. */
    private int string(int quote) {
        int at = start + 1;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                end = at + 1;
                return PromQLLexer.STRING;
            }
            if (quote != '`') {
                if (c == '\n' || c == '\\' && at + 1 == text.length()) {
                    break;
                }
                at += c == '\\' ? 1 : 0;
            }
        }
        end = at;
        return PromQLLexer.OPEN_STRING;
    }

    private int number() {
        end = start + (at(start) == '.' ? 2 : 1);
        for (int c = at(end); Characters.isWord(c) || c == '.'; c = at(end)) {
            int sign = at(end + 1);
            end += (c == 'e' || c == 'E') && (sign == '+' || sign == '-') ? 2 : 1;
        }
        return PromQLLexer.NUMBER;
    }

    private int name() {
        while (Characters.isWord(at(end)) || at(end) == ':') {
            end++;
        }
        int length = end - start;
        boolean fill = length == 4 && is("fill") || length == 9 && is("fill_left") || length == 10 && is("fill_right");
        if (fill || length == 10 && is("group_left") || length == 11 && is("group_right")) {
            int paren = end;
            while (isSpace(at(paren)) || !fill && at(paren) == '#') {
                paren = at(paren) == '#' ? lineEnd(paren) : paren + 1;
            }
            if (at(paren) == '(') {
                end = paren + 1;
                return fill ? PromQLLexer.FILL : PromQLLexer.GROUP_SIDE_LABELS;
            }
        }
        return PromQLLexer.NAME;
    }

    private boolean is(String word) {
        return text.regionMatches(true, start, word, 0, word.length());
    }

    /** One variable, or a name or number with variables in it; 0 when there is neither. */
    private int templated() {
        int reference = Template.referenceEnd(text, start);
        int run = reference > 0 ? start : wordEnd(start);
        if (reference < 0) {
            reference = run > start ? Template.referenceEnd(text, run) : -1;
            if (reference < 0) {
                return 0;
            }
        }
        boolean alone = run == start;
        int behind = reference;
        for (int next = behind; next >= 0; next = wordEnd(behind) > behind ? wordEnd(behind) : Template.referenceEnd(text, behind)) {
            alone &= next == reference;
            behind = next;
        }
        end = behind;
        return alone ? PromQLLexer.HOLE : PromQLLexer.TEMPLATED;
    }

    /** Behind what the mode takes for parts of a name or number. */
    private int wordEnd(int from) {
        int at = from;
        for (int c = at(at); Characters.isWord(c) || mode != Mode.BRACES && c == '.' || mode == Mode.DEFAULT && c == ':'; c = at(at)) {
            at++;
        }
        return at;
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int at(int index) {
        return index < text.length() ? text.charAt(index) : -1;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
