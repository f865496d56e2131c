package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import dev.guards.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tokens of a file, with what scanners ask of them: calls, their arguments, named constants. */
final class Code {
    private final Source source;
    private final List<Token> tokens;
    private final Map<String, String> constants;
    private final List<Declaration> found;

    Code(Source source, Language language, Map<String, String> constants, List<Declaration> found) {
        this.source = source;
        this.tokens = Lexer.tokens(source.text(), language);
        this.constants = constants;
        this.found = found;
    }

    int size() {
        return tokens.size();
    }

    Token token(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new Token(Token.Kind.SIGN, "", 0, 0);
    }

    boolean mentions(String... words) {
        for (String word : words) {
            if (source.text().contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The index behind the bracket that closes the one at {@code open}. */
    int close(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.SIGN && "([{".contains(token.text())) {
                depth++;
            } else if (token.kind() == Token.Kind.SIGN && ")]}".contains(token.text()) && --depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** The arguments of the call whose bracket opens at {@code open}, as {@code [from, to)} token indices. */
    List<int[]> arguments(int open) {
        List<int[]> found = new ArrayList<>();
        int end = close(open);
        int from = open + 1;
        for (int i = from; i <= end && i <= tokens.size(); i++) {
            if (i == end || token(i).is(",")) {
                if (i > from) {
                    found.add(new int[] {from, i});
                }
                from = i + 1;
            } else if ("([{".contains(token(i).text()) && token(i).kind() == Token.Kind.SIGN) {
                i = close(i);
                i = Math.min(i, end - 1);
            }
        }
        return found;
    }

    /** The text of an argument: literal, or a constant with one value; null otherwise. */
    String text(int[] argument) {
        int from = argument[0];
        while (from < argument[1] && (token(from).is("&") || token(from).is("@"))) {
            from++;
        }
        if (argument[1] - from == 1 && token(from).isText()) {
            return token(from).text();
        }
        Token last = token(argument[1] - 1);
        boolean path = last.isWord();
        for (int i = from; i < argument[1] && path; i++) {
            path = token(i).isWord() || token(i).is(".") || token(i).is(":");
        }
        String constant = path ? constants.get(last.text()) : null;
        return constant == null || constant.isEmpty() ? null : constant;
    }

    /** The texts of a list such as {@code &["a", "b"]}, {@code []string{"a"}}, {@code new[] {"a"}}; null when one is not literal. */
    List<String> list(int[] argument) {
        int open = -1;
        // TypeScript: ['a'] as const
        int end = argument[1] > argument[0] + 2 && token(argument[1] - 2).is("as") ? argument[1] - 2 : argument[1];
        for (int i = argument[0]; i < end; i++) {
            String sign = token(i).text();
            boolean opens = token(i).kind() == Token.Kind.SIGN && (sign.equals("[") || sign.equals("{") || sign.equals("("));
            if (opens && close(i) == end - 1) {
                open = i;
                break;
            }
        }
        if (open < 0) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (int[] item : arguments(open)) {
            String text = text(item);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    /** The value of {@code key: value} or {@code key = value} among arguments or in a literal; null when it is not there. */
    int[] named(List<int[]> arguments, String key) {
        for (int[] argument : arguments) {
            Token name = token(argument[0]);
            if (argument[1] - argument[0] > 2 && (name.isWord() || name.isText()) && name.text().equals(key)
                    && (token(argument[0] + 1).is(":") || token(argument[0] + 1).is("="))) {
                return new int[] {argument[0] + 2, argument[1]};
            }
        }
        return null;
    }

    /** Adds a declaration; its place is the token at {@code at}. */
    void declare(String name, MetricType type, List<String> labels, int at) {
        found.add(new Declaration(name, type, labels, source.span(token(at).start(), token(at).end()), source.path(), false));
    }

    /** Adds a help text for a metric of which series are made elsewhere. */
    void describe(String name, MetricType type, int at) {
        found.add(new Declaration(name, type, null, source.span(token(at).start(), token(at).end()), source.path(), true));
    }

    /** Code that makes metrics in a way that is not understood. */
    void unknown(int at) {
        declare(null, MetricType.UNTYPED, null, at);
    }

    /** A name as Prometheus exposes it: other characters become {@code _}. */
    static String exposed(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == ':' ? c : '_');
        }
        return out.toString();
    }

    static String total(String name) {
        return name.endsWith("_total") ? name : name + "_total";
    }
}
