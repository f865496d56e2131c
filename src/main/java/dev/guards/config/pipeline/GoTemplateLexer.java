package dev.guards.config.pipeline;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a Go template: literal text, and what stands between {@code {{} and {@code }}}, with blanks trimmed as {@code -} asks. */
final class GoTemplateLexer {
    enum Kind { LITERAL, WORD, FIELD, VARIABLE, STRING, NUMBER, SYMBOL, END_OF_ACTION, END }

    record Token(Kind kind, String text, int start) {
        boolean is(String symbol) {
            return text.equals(symbol) && (kind == Kind.SYMBOL || kind == Kind.WORD);
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int next;

    GoTemplateLexer(String text) throws GoTemplate.SyntaxException {
        this.text = text;
        boolean trimStart = false;
        while (at < text.length()) {
            int open = text.indexOf("{{", at);
            String literal = text.substring(at, open < 0 ? text.length() : open);
            boolean trimEnd = open >= 0 && text.startsWith("{{- ", open);
            literal = trimStart ? literal.stripLeading() : literal;
            literal = trimEnd ? literal.stripTrailing() : literal;
            if (!literal.isEmpty()) {
                tokens.add(new Token(Kind.LITERAL, literal, at));
            }
            if (open < 0) {
                break;
            }
            at = open + (trimEnd ? 4 : 2);
            trimStart = action(open);
        }
        tokens.add(new Token(Kind.END, "", text.length()));
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String symbol) {
        boolean found = peek().is(symbol);
        if (found) {
            take();
        }
        return found;
    }

    void expect(String symbol) throws GoTemplate.SyntaxException {
        if (!accept(symbol)) {
            throw failure("expected `" + symbol + "`");
        }
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    boolean atActionEnd() {
        return peek().kind() == Kind.END_OF_ACTION || atEnd();
    }

    void endAction() throws GoTemplate.SyntaxException {
        if (take().kind() != Kind.END_OF_ACTION) {
            throw failure("unexpected `" + peek().text() + "` in action");
        }
    }

    void skipAction() {
        while (!atActionEnd()) {
            take();
        }
        take();
    }

    GoTemplate.SyntaxException failure(String message) {
        return new GoTemplate.SyntaxException(message, peek().start());
    }

    /** Reads one action and returns whether the literal behind it loses its leading blanks. */
    private boolean action(int open) throws GoTemplate.SyntaxException {
        if (text.startsWith("/*", at)) {
            int close = text.indexOf("*/", at);
            int end = close < 0 ? -1 : text.indexOf("}}", close);
            if (end < 0) {
                throw new GoTemplate.SyntaxException("unclosed comment", open);
            }
            at = end + 2;
            return text.startsWith(" -", close + 2);
        }
        while (true) {
            int before = at;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                throw new GoTemplate.SyntaxException("unclosed action", open);
            }
            boolean trims = at > before && text.startsWith("-}}", at);
            if (trims || text.startsWith("}}", at)) {
                tokens.add(new Token(Kind.END_OF_ACTION, "", at));
                at += trims ? 3 : 2;
                return trims;
            }
            token();
        }
    }

    private void token() throws GoTemplate.SyntaxException {
        int start = at;
        char c = text.charAt(at);
        if (c == '"' || c == '`' || c == '\'') {
            string(c);
        } else if (c == '.' || c == '$') {
            at++;
            while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            tokens.add(new Token(c == '.' ? Kind.FIELD : Kind.VARIABLE, text.substring(start, at), start));
        } else if (Character.isDigit(c) || (c == '-' || c == '+') && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            for (at++; at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.'); at++) {
                continue;
            }
            tokens.add(new Token(Kind.NUMBER, text.substring(start, at), start));
        } else if (isWord(c)) {
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
            tokens.add(new Token(Kind.WORD, text.substring(start, at), start));
        } else if (text.startsWith(":=", at)) {
            at += 2;
            tokens.add(new Token(Kind.SYMBOL, ":=", start));
        } else if ("|()=,".indexOf(c) >= 0) {
            at++;
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c), start));
        } else {
            throw new GoTemplate.SyntaxException("unexpected `" + c + "` in action", at);
        }
    }

    private void string(char quote) throws GoTemplate.SyntaxException {
        int start = at;
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            char c = text.charAt(at);
            if (c == '\n' && quote != '`') {
                break;
            }
            if (c == '\\' && quote != '`' && at + 1 < text.length()) {
                escape(value);
            } else {
                value.append(c);
            }
        }
        if (at >= text.length() || text.charAt(at) != quote) {
            throw new GoTemplate.SyntaxException("unterminated quoted string", start);
        }
        at++;
        tokens.add(quote == '\'' ? new Token(Kind.NUMBER, Integer.toString(value.codePointAt(0)), start)
                : new Token(Kind.STRING, value.toString(), start));
    }

    private void escape(StringBuilder value) throws GoTemplate.SyntaxException {
        char c = text.charAt(++at);
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
        if (digits > 0 && at + digits < text.length()) {
            try {
                value.append((char) Integer.parseInt(text.substring(at + 1, at + 1 + digits), 16));
                at += digits;
                return;
            } catch (NumberFormatException e) {
                throw new GoTemplate.SyntaxException("invalid escape", at - 1);
            }
        }
        int known = "ntr\\\"'abfv".indexOf(c);
        if (known < 0) {
            throw new GoTemplate.SyntaxException("invalid escape", at - 1);
        }
        value.append("\n\t\r\\\"'\u0007\b\f\u000b".charAt(known));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
