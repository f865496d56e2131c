package dev.guards.catalog.source;

import java.util.ArrayList;
import java.util.List;

/** Divides source code into words, texts and signs; comments are skipped, whatever they hold. Never fails. */
final class Lexer {
    private final String code;
    private final Language language;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String code, Language language) {
        this.code = code;
        this.language = language;
    }

    static List<Token> tokens(String code, Language language) {
        Lexer lexer = new Lexer(code, language);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < code.length()) {
            char c = code.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (language == Language.PYTHON ? c == '#' : code.startsWith("//", at)) {
                int end = code.indexOf('\n', at);
                at = end < 0 ? code.length() : end;
            } else if (language != Language.PYTHON && code.startsWith("/*", at)) {
                blockComment();
            } else if (Character.isJavaIdentifierStart(c)) {
                wordOrPrefixedText();
            } else if (c == '"' || c == '\'' || c == '`' && language != Language.PYTHON) {
                quote(at, "");
            } else {
                tokens.add(new Token(Token.Kind.SIGN, String.valueOf(c), at, ++at));
            }
        }
    }

    private void blockComment() {
        int depth = 0;
        do {
            if (code.startsWith("/*", at) && (depth == 0 || language == Language.RUST)) {
                depth++;
                at += 2;
            } else if (code.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < code.length());
    }

    private void wordOrPrefixedText() {
        int start = at;
        while (at < code.length() && (Character.isJavaIdentifierPart(code.charAt(at)) && code.charAt(at) != '$'
                || code.charAt(at) == '$' && language == Language.SCRIPT)) {
            at++;
        }
        if (at == start) {
            // C# writes $"..." for an interpolated text.
            at++;
        }
        String word = code.substring(start, at);
        char next = at < code.length() ? code.charAt(at) : ' ';
        boolean prefix = word.length() <= 2 && switch (language) {
            case RUST -> (word.equals("r") || word.equals("br") || word.equals("b")) && (next == '"' || next == '#');
            case PYTHON -> "rbfuRBFU".indexOf(word.charAt(0)) >= 0 && (next == '"' || next == '\'');
            case CSHARP -> word.equals("$") && next == '"';
            default -> false;
        };
        if (prefix) {
            quote(start, word);
        } else {
            tokens.add(new Token(Token.Kind.WORD, word, start, at));
        }
    }

    /** A text that begins at a quote, with what stood in front of it. */
    private void quote(int start, String prefix) {
        if (language == Language.RUST && prefix.endsWith("r")) {
            rawRust(start);
            return;
        }
        char mark = code.charAt(at);
        if (language == Language.RUST && mark == '\'' && !isRustCharacter()) {
            at++;
            return;
        }
        boolean triple = (language == Language.PYTHON || language == Language.JAVA)
                && code.startsWith(String.valueOf(mark).repeat(3), at);
        String close = triple ? String.valueOf(mark).repeat(3) : String.valueOf(mark);
        boolean raw = language == Language.GO && mark == '`' || language == Language.PYTHON && prefix.toLowerCase().contains("r")
                || language == Language.CSHARP && at > 0 && code.charAt(at - 1) == '@';
        boolean computed = language == Language.PYTHON && prefix.toLowerCase().contains("f") || prefix.equals("$");
        at += close.length();
        StringBuilder text = new StringBuilder();
        while (at < code.length() && !code.startsWith(close, at)) {
            char c = code.charAt(at);
            if (c == '\n' && !triple && mark != '`' && language != Language.RUST) {
                break;
            }
            computed |= c == '$' && at + 1 < code.length() && (code.charAt(at + 1) == '{' && (mark == '`' || language == Language.JAVA)
                    || language == Language.JAVA && Character.isJavaIdentifierStart(code.charAt(at + 1)));
            if (c == '\\' && !raw && at + 1 < code.length()) {
                at++;
                c = code.charAt(at) == 'n' ? '\n' : code.charAt(at);
            }
            text.append(c);
            at++;
        }
        at = Math.min(code.length(), at + close.length());
        tokens.add(new Token(computed ? Token.Kind.COMPUTED : Token.Kind.TEXT, text.toString(), start, at));
    }

    /** {@code 'a'} and {@code '\n'} are characters, {@code 'a} alone is a lifetime. */
    private boolean isRustCharacter() {
        return code.startsWith("\\", at + 1) || at + 2 < code.length() && code.charAt(at + 2) == '\'';
    }

    private void rawRust(int start) {
        int hashes = 0;
        while (at < code.length() && code.charAt(at) == '#') {
            hashes++;
            at++;
        }
        if (at >= code.length() || code.charAt(at) != '"') {
            // A raw identifier: r#type.
            return;
        }
        String close = '"' + "#".repeat(hashes);
        int end = code.indexOf(close, at + 1);
        end = end < 0 ? code.length() : end;
        tokens.add(new Token(Token.Kind.TEXT, code.substring(at + 1, end), start, Math.min(code.length(), end + close.length())));
        at = Math.min(code.length(), end + close.length());
    }
}
