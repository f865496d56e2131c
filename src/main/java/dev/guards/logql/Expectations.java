package dev.guards.logql;

import dev.guards.text.Suggest;
import dev.guards.text.Text;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import java.util.ArrayList;
import java.util.List;

/** Puts the first syntax error into words: what was found, what could have stood there. */
final class Expectations extends BaseErrorListener {
    private static final int MOST = 6;
    private static final List<String> STAGES = List.of("json", "logfmt", "regexp", "pattern", "unpack", "line_format", "label_format",
            "decolorize", "drop", "keep", "unwrap");

    private final Text text;

    Expectations(Text text) {
        this.text = text;
    }

    @Override
    public void syntaxError(Recognizer<?, ?> recognizer, Object offending, int line, int column, String message, RecognitionException cause) {
        Parser parser = (Parser) recognizer;
        Token token = cause != null && cause.getOffendingToken() != null ? cause.getOffendingToken() : (Token) offending;
        Refused special = special(token, parser);
        if (special != null) {
            throw special;
        }
        Token name = uncalled(parser, token);
        if (name != null) {
            throw Refused.at(name, "unexpected name `" + name.getText() + "`", uncalledHelp(name, token));
        }
        StringBuilder words = new StringBuilder("unexpected ").append(found(token));
        String expected = expected(parser, token);
        if (!expected.isEmpty()) {
            words.append(", expected ").append(expected);
        }
        throw Refused.at(token, words.toString(), help(token, parser));
    }

    /** The name before the token when it stands where an expression begins and nothing makes it a call; else null. */
    private static Token uncalled(Parser parser, Token token) {
        Token before = before(token, parser);
        boolean calls = parser.getExpectedTokens().contains(LogQLLexer.OPEN_PAREN) && parser.getExpectedTokens().contains(LogQLLexer.BY);
        return before != null && before.getType() == LogQLLexer.IDENTIFIER && calls ? before : null;
    }

    private Refused special(Token token, Parser parser) {
        return switch (token.getType()) {
            case LogQLLexer.OPEN_STRING -> Refused.at(token, "the string is not closed", "");
            case LogQLLexer.OPEN_RANGE -> Refused.at(token, "the range is not closed: ] is missing", "");
            case LogQLLexer.QUOTED -> Refused.at(token, "strings stand in double quotes or backticks, not in single quotes",
                    "\"" + token.getText().substring(1, token.getText().length() - 1) + "\"");
            case LogQLLexer.OTHER -> Refused.at(token, "unexpected character `" + token.getText() + "`", "");
            default -> null;
        };
    }

    private static String found(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "end of the query";
            case LogQLLexer.STRING -> "string " + shortened(token.getText());
            case LogQLLexer.RANGE -> "range " + token.getText();
            default -> "`" + shortened(token.getText()) + "`";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }

    private static String expected(Parser parser, Token token) {
        IntervalSet set = parser.getExpectedTokens();
        List<String> words = new ArrayList<>();
        boolean operator = false;
        boolean stage = false;
        for (int type : set.toList()) {
            switch (type) {
                case LogQLLexer.HOLE, LogQLLexer.HOLED, LogQLLexer.IP, LogQLLexer.SELECTOR_HOLE, LogQLLexer.NAME_HOLE,
                        LogQLLexer.KEYWORD_HOLE, LogQLLexer.GROUPING_HOLE, LogQLLexer.SIDE_HOLE -> {
                }
                case LogQLLexer.ADD, LogQLLexer.SUB, LogQLLexer.MUL, LogQLLexer.DIV, LogQLLexer.MOD, LogQLLexer.POW, LogQLLexer.LESS,
                        LogQLLexer.LESS_EQUAL, LogQLLexer.GREATER, LogQLLexer.GREATER_EQUAL, LogQLLexer.EQUAL_EQUAL, LogQLLexer.AND,
                        LogQLLexer.UNLESS -> operator = true;
                case LogQLLexer.JSON, LogQLLexer.LOGFMT, LogQLLexer.REGEXP, LogQLLexer.PATTERN, LogQLLexer.UNPACK, LogQLLexer.UNWRAP,
                        LogQLLexer.LINE_FORMAT, LogQLLexer.LABEL_FORMAT, LogQLLexer.DECOLORIZE, LogQLLexer.DROP, LogQLLexer.KEEP -> stage = true;
                case Token.EOF -> words.add("end of the query");
                case LogQLLexer.IDENTIFIER -> words.add("a name");
                case LogQLLexer.STRING -> words.add("a string");
                case LogQLLexer.NUMBER -> words.add("a number");
                case LogQLLexer.DURATION -> words.add("a duration");
                case LogQLLexer.BYTES -> words.add("a size");
                case LogQLLexer.RANGE -> words.add("a range");
                case LogQLLexer.SIDE_PAREN -> words.add("`(`");
                default -> words.add("`" + name(parser, type) + "`");
            }
        }
        if (stage) {
            words.add(0, "a stage such as json, logfmt or line_format");
        }
        if (operator) {
            words.add("an operator");
        }
        return words.size() > MOST ? "" : join(words);
    }

    private static String name(Parser parser, int type) {
        String literal = parser.getVocabulary().getLiteralName(type);
        return literal != null ? literal.substring(1, literal.length() - 1) : parser.getVocabulary().getSymbolicName(type).toLowerCase(java.util.Locale.ROOT);
    }

    private static String join(List<String> words) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            joined.append(i == 0 ? "" : i == words.size() - 1 ? " or " : ", ").append(words.get(i));
        }
        return joined.toString();
    }

    private static String uncalledHelp(Token name, Token behind) {
        if (RangeFunction.of(name.getText()) != null || VectorFunction.of(name.getText()) != null) {
            return "a ( is missing behind it";
        }
        return behind.getType() == LogQLLexer.OPEN_BRACE ? "a metric with a selector is PromQL; LogQL selects streams: {label=\"value\"}"
                : "a stream selector stands in braces: {label=\"value\"}";
    }

    private String help(Token token, Parser parser) {
        if (token.getType() == LogQLLexer.IDENTIFIER && text.value().startsWith("@", token.getStartIndex())) {
            return "LogQL has no @";
        }
        Token name = before(token, parser);
        Token pipe = name == null ? null : before(name, parser);
        if (pipe != null && name.getType() == LogQLLexer.IDENTIFIER && pipe.getType() == LogQLLexer.PIPE) {
            String near = Suggest.nearest(name.getText().toLowerCase(java.util.Locale.ROOT), STAGES);
            return near == null ? "" : "did you mean the stage `" + near + "`?";
        }
        return "";
    }

    private static Token before(Token token, Parser parser) {
        for (int i = token.getTokenIndex() - 1; i >= 0; i--) {
            if (parser.getTokenStream().get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return parser.getTokenStream().get(i);
            }
        }
        return null;
    }
}
