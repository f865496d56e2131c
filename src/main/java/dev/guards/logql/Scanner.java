package dev.guards.logql;

import dev.guards.syntax.Characters;
import dev.guards.template.Template;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/**
 * LogQL's tokens one by one, exactly as {@code LogQLLexer.g4} has them: the longest of what may begin at a place. Indexes are
 * UTF-16 offsets of the text.
 */
final class Scanner {
    private static final Map<String, Integer> KEYWORDS = new HashMap<>(64);
    private static final int LONGEST_KEYWORD = 12;

    static {
        keyword("and", LogQLLexer.AND);
        keyword("bool", LogQLLexer.BOOL);
        keyword("by", LogQLLexer.BY);
        keyword("decolorize", LogQLLexer.DECOLORIZE);
        keyword("drop", LogQLLexer.DROP);
        keyword("group_left", LogQLLexer.GROUP_LEFT);
        keyword("group_right", LogQLLexer.GROUP_RIGHT);
        keyword("ignoring", LogQLLexer.IGNORING);
        keyword("ip", LogQLLexer.IP);
        keyword("json", LogQLLexer.JSON);
        keyword("keep", LogQLLexer.KEEP);
        keyword("label_format", LogQLLexer.LABEL_FORMAT);
        keyword("line_format", LogQLLexer.LINE_FORMAT);
        keyword("logfmt", LogQLLexer.LOGFMT);
        keyword("offset", LogQLLexer.OFFSET);
        keyword("on", LogQLLexer.ON);
        keyword("or", LogQLLexer.OR);
        keyword("pattern", LogQLLexer.PATTERN);
        keyword("regexp", LogQLLexer.REGEXP);
        keyword("unless", LogQLLexer.UNLESS);
        keyword("unpack", LogQLLexer.UNPACK);
        keyword("unwrap", LogQLLexer.UNWRAP);
        keyword("without", LogQLLexer.WITHOUT);
    }

    private final String text;
    private int start;
    private int end;

    Scanner(String text) {
        this.text = text;
    }

    private static void keyword(String word, int type) {
        KEYWORDS.put(word, type);
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
        int templated = templated();
        if (templated != 0) {
            return templated;
        }
        if (Characters.isDigit(c) || c == '.' && Characters.isDigit(at(end))) {
            return number();
        }
        int name = nameEnd(start, true);
        if (name > start) {
            end = name;
            return keyword();
        }
        return c == '"' || c == '`' || c == '\'' ? string(c) : c == '[' ? range() : sign(c);
    }

    private int keyword() {
        Integer type = null;
        if (end - start <= LONGEST_KEYWORD) {
            String word = text.substring(start, end);
            type = KEYWORDS.get(word);
            if (type == null && isAscii(word)) {
                type = KEYWORDS.get(word.toLowerCase(java.util.Locale.ROOT));
            }
        }
        return type == null ? LogQLLexer.IDENTIFIER : type;
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private int sign(int c) {
        int next = at(end);
        switch (c) {
            case '{':
                return LogQLLexer.OPEN_BRACE;
            case '}':
                return LogQLLexer.CLOSE_BRACE;
            case '(':
                return LogQLLexer.OPEN_PAREN;
            case ')':
                return LogQLLexer.CLOSE_PAREN;
            case ',':
                return LogQLLexer.COMMA;
            case '+':
                return LogQLLexer.ADD;
            case '*':
                return LogQLLexer.MUL;
            case '%':
                return LogQLLexer.MOD;
            case '^':
                return LogQLLexer.POW;
            case '#':
                return lineComment();
            case '-':
                return minus(next);
            case '/':
                return slash(next);
            case '|':
                return next == '=' ? longer(LogQLLexer.PIPE_EXACT) : next == '~' ? longer(LogQLLexer.PIPE_MATCH)
                        : next == '>' ? longer(LogQLLexer.PIPE_PATTERN) : LogQLLexer.PIPE;
            case '!':
                return next == '=' ? longer(LogQLLexer.NOT_EQUAL) : next == '~' ? longer(LogQLLexer.NOT_MATCH)
                        : next == '>' ? longer(LogQLLexer.NOT_PATTERN) : LogQLLexer.OTHER;
            case '=':
                return next == '=' ? longer(LogQLLexer.EQUAL_EQUAL) : next == '~' ? longer(LogQLLexer.MATCH) : LogQLLexer.EQUAL;
            case '>':
                return next == '=' ? longer(LogQLLexer.GREATER_EQUAL) : LogQLLexer.GREATER;
            case '<':
                return next == '=' ? longer(LogQLLexer.LESS_EQUAL) : LogQLLexer.LESS;
            default:
                end = start + Character.charCount(text.codePointAt(start));
                return LogQLLexer.OTHER;
        }
    }

    private int longer(int type) {
        end++;
        return type;
    }

    private int lineComment() {
        int line = text.indexOf('\n', start);
        end = line < 0 ? text.length() : line;
        return LogQLLexer.COMMENT;
    }

    private int slash(int next) {
        if (next == '/') {
            lineComment();
            return LogQLLexer.BLOCK_COMMENT;
        }
        int close = next == '*' ? text.indexOf("*/", start + 2) : -1;
        if (close < 0) {
            return LogQLLexer.DIV;
        }
        end = close + 2;
        return LogQLLexer.BLOCK_COMMENT;
    }

    private int minus(int next) {
        int duration = durationEnd(start + 1);
        if (duration > 0) {
            end = duration;
            return LogQLLexer.DURATION;
        }
        int flag = start + 2;
        while (Characters.isLetter(at(flag)) || at(flag) == '-') {
            flag++;
        }
        if (next != '-' || flag == start + 2) {
            return LogQLLexer.SUB;
        }
        end = flag;
        return LogQLLexer.FLAG;
    }

    /** A string ends at its quote; without it a double-quoted one ends with the line, a raw one with the text. */
    private int string(int quote) {
        int at = start + 1;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                end = at + 1;
                return quote == '\'' ? LogQLLexer.QUOTED : LogQLLexer.STRING;
            }
            if (quote != '`') {
                if (c == '\n') {
                    break;
                }
                if (c == '\\') {
                    at++;
                    if (at(at) == '\n') {
                        break;
                    }
                }
            }
        }
        end = quote == '\'' ? start + 1 : Math.min(at, text.length());
        return quote == '\'' ? LogQLLexer.OTHER : LogQLLexer.OPEN_STRING;
    }

    /** Brackets with everything between them; those of a variable do not count. */
    private int range() {
        int close = -1;
        int open = start + 1;
        boolean reached = true;
        BitSet behindVariables = null;
        for (int at = start + 1; at <= text.length(); at++) {
            if (!reached && (behindVariables == null || !behindVariables.get(at))) {
                if (behindVariables == null || behindVariables.length() <= at) {
                    break;
                }
                continue;
            }
            open = at;
            int c = at(at);
            int variable = c == '$' || c == '[' ? Template.referenceEnd(text, at) : -1;
            if (variable > 0) {
                behindVariables = behindVariables == null ? new BitSet() : behindVariables;
                behindVariables.set(variable);
            }
            reached = c != ']';
            close = reached ? close : at + 1;
        }
        end = Math.max(close, Math.min(open, text.length()));
        return close == end ? LogQLLexer.RANGE : LogQLLexer.OPEN_RANGE;
    }

    /** A duration, a size or a number: what is longest, and the first of these when several are. */
    private int number() {
        int duration = durationEnd(start);
        int bytes = bytesEnd(start);
        int plain = plainEnd(start);
        end = Math.max(duration, Math.max(bytes, plain));
        return end == duration ? LogQLLexer.DURATION : end == bytes ? LogQLLexer.BYTES : LogQLLexer.NUMBER;
    }

    private int durationEnd(int from) {
        int found = -1;
        for (int amount = amountEnd(from); amount > 0; amount = amountEnd(found)) {
            int unit = unitEnd(amount);
            if (unit < 0) {
                break;
            }
            found = unit;
        }
        return found;
    }

    private int unitEnd(int at) {
        int c = at(at);
        int next = at(at + 1);
        return switch (c) {
            case 'n', 'u', '\u00b5', '\u03bc' -> next == 's' ? at + 2 : -1;
            case 'm' -> next == 's' ? at + 2 : at + 1;
            case 's', 'h', 'd', 'w', 'y' -> at + 1;
            default -> -1;
        };
    }

    private int bytesEnd(int from) {
        int at = amountEnd(from);
        if (at(at) == 'B') {
            return at + 1;
        }
        if (at(at) < 0 || "kKMGTP".indexOf(at(at)) < 0) {
            return -1;
        }
        at += at(at + 1) == 'i' ? 2 : 1;
        return at(at) == 'B' ? at + 1 : at;
    }

    private int plainEnd(int from) {
        int at = amountEnd(from);
        if ((at(at) | 0x20) == 'e') {
            at += at(at + 1) == '+' || at(at + 1) == '-' ? 2 : 1;
            at = digitsEnd(at);
        }
        return Math.max(at, radixEnd(from));
    }

    private int radixEnd(int from) {
        int mark = at(from) == '0' ? at(from + 1) | 0x20 : -1;
        if (mark == 'b' || mark == 'o') {
            int end = digitsEnd(from + 2);
            return end > from + 2 ? end : -1;
        }
        if (mark != 'x') {
            return -1;
        }
        int at = hexEnd(from + 2);
        at = at(at) == '.' ? hexEnd(at + 1) : at;
        if (at(at) < 0 || (at(at) | 0x20) != 'p') {
            return at;
        }
        at += at(at + 1) == '+' || at(at + 1) == '-' ? 2 : 1;
        while (Characters.isDigit(at(at))) {
            at++;
        }
        return at;
    }

    private int hexEnd(int from) {
        int at = from;
        while (Characters.isDigit(at(at)) || (at(at) | 0x20) >= 'a' && (at(at) | 0x20) <= 'f' || at(at) == '_') {
            at++;
        }
        return at;
    }

    /** Digits with or without a point; -1 when none begin here. */
    private int amountEnd(int from) {
        if (at(from) == '.') {
            return Characters.isDigit(at(from + 1)) ? digitsEnd(from + 1) : -1;
        }
        if (!Characters.isDigit(at(from))) {
            return -1;
        }
        int end = digitsEnd(from);
        return at(end) == '.' ? digitsEnd(end + 1) : end;
    }

    private int digitsEnd(int from) {
        int at = from;
        while (Characters.isDigit(at(at)) || at(at) == '_') {
            at++;
        }
        return at;
    }

    /** One variable, or a word or number with variables in it; 0 when there is neither. */
    private int templated() {
        int run = wordEnd(start);
        int reference = Template.referenceEnd(text, run);
        if (reference < 0) {
            return 0;
        }
        boolean alone = run == start;
        int behind = reference;
        for (int next = behind; next >= 0; next = wordEnd(behind) > behind ? wordEnd(behind) : Template.referenceEnd(text, behind)) {
            alone &= next == reference;
            behind = next;
        }
        end = behind;
        return alone ? LogQLLexer.HOLE : LogQLLexer.HOLED;
    }

    /** Behind letters, digits and points. */
    private int wordEnd(int from) {
        int at = from;
        for (int end = nameEnd(at, false); end > at || at(at) == '.'; end = nameEnd(at, false)) {
            at = end > at ? end : at + 1;
        }
        return at;
    }

    /** Behind letters and digits of any script; {@code from} when none are there, or when digits come first in a name. */
    private int nameEnd(int from, boolean letterFirst) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < 0x80) {
                if (!Characters.isWord(c) || letterFirst && at == from && Characters.isDigit(c)) {
                    break;
                }
                at++;
                continue;
            }
            int point = text.codePointAt(at);
            if (!Character.isLetter(point) && (letterFirst && at == from || !Character.isDigit(point))) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private int at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : -1;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
