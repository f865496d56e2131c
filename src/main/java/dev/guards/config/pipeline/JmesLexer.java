package dev.guards.config.pipeline;

import dev.guards.text.JsonReader;
import dev.guards.text.ReadException;
import dev.guards.text.Text;

/** The tokens of a JMESPath expression, one at a time. The kind of an operator is its text, of the end the empty text. */
final class JmesLexer {
    private static final String[] OPERATORS = {"[?", "[]", "||", "&&", "==", "!=", "<=", ">=", "<", ">", "[", "]", "(", ")",
        "{", "}", ".", ",", ":", "*", "@", "&", "|", "!"};

    private final String text;
    private int at;
    private int start;
    private String kind;
    private String value;
    private Object literal;

    JmesLexer(String text) throws JmesPath.SyntaxException {
        this.text = text;
        next();
    }

    String kind() {
        return kind;
    }

    boolean is(String wanted) {
        return kind.equals(wanted);
    }

    /** The text of the current token, which is consumed. */
    String take() throws JmesPath.SyntaxException {
        String taken = value;
        next();
        return taken;
    }

    boolean accept(String wanted) throws JmesPath.SyntaxException {
        if (!is(wanted)) {
            return false;
        }
        next();
        return true;
    }

    void expect(String wanted) throws JmesPath.SyntaxException {
        if (!accept(wanted)) {
            throw new JmesPath.SyntaxException("expected `" + wanted + "`, found " + found(), start);
        }
    }

    Object literal() throws JmesPath.SyntaxException {
        Object taken = literal;
        next();
        return taken;
    }

    int number() throws JmesPath.SyntaxException {
        if (!is("number")) {
            throw unexpected();
        }
        int position = start;
        try {
            return Integer.parseInt(take());
        } catch (NumberFormatException e) {
            throw new JmesPath.SyntaxException("number out of range", position);
        }
    }

    boolean nextIs(String operator) {
        int look = at;
        while (look < text.length() && text.charAt(look) == ' ') {
            look++;
        }
        return text.startsWith(operator, look);
    }

    JmesPath.SyntaxException unexpected() {
        return new JmesPath.SyntaxException("unexpected " + found(), start);
    }

    JmesPath.SyntaxException failure(String message) {
        return new JmesPath.SyntaxException(message, start);
    }

    private String found() {
        return kind.isEmpty() ? "end of the expression" : "`" + text.substring(start, at) + "`";
    }

    private void next() throws JmesPath.SyntaxException {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        start = at;
        if (at == text.length()) {
            token("", "");
            return;
        }
        char c = text.charAt(at);
        if (isLetter(c)) {
            while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
                at++;
            }
            token("name", text.substring(start, at));
        } else if (isDigit(c) || c == '-' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            for (at++; at < text.length() && isDigit(text.charAt(at)); at++) {
                continue;
            }
            token("number", text.substring(start, at));
        } else if (c == '"' || c == '\'' || c == '`') {
            quoted(c);
        } else {
            operator(c);
        }
    }

    private void operator(char c) throws JmesPath.SyntaxException {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                token(operator, operator);
                return;
            }
        }
        throw new JmesPath.SyntaxException("unknown character `" + c + "`", at);
    }

    private void quoted(char quote) throws JmesPath.SyntaxException {
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            at += text.charAt(at) == '\\' ? 1 : 0;
        }
        if (at >= text.length()) {
            throw new JmesPath.SyntaxException("unclosed `" + quote + "`", start);
        }
        String inner = text.substring(start + 1, at++);
        if (quote == '\'') {
            literal = inner.replace("\\'", "'");
            token("literal", inner);
        } else if (quote == '`') {
            literal = json(inner.replace("\\`", "`"), true);
            token("literal", inner);
        } else {
            token("quoted", String.valueOf(json("\"" + inner + "\"", false)));
        }
    }

    /** A JSON literal; a bare word is a text, as older JMESPath had it. */
    private Object json(String json, boolean bareWords) throws JmesPath.SyntaxException {
        try {
            return JsonValue.of(JsonReader.read(Text.of(json), p -> { }));
        } catch (ReadException e) {
            if (bareWords) {
                return json.strip();
            }
            throw new JmesPath.SyntaxException("invalid quoted name", start);
        }
    }

    private void token(String newKind, String newValue) {
        kind = newKind;
        value = newValue;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
