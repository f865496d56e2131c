package dev.guards.config.pipeline;

import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The selector of a match stage: label matchers, then line filters. It is a language of its own, older and smaller than
 * LogQL: no parsers, no label filters, no {@code or}, and at least one matcher.
 */
public record StreamSelector(List<Matcher> matchers, List<LineFilter> filters) {
    /** A condition on the line. The regex is null for the two plain operators. */
    public record LineFilter(boolean negated, String text, Re2 regex) {
        public boolean accepts(String line) {
            boolean found = regex == null ? line.contains(text) : regex.find(line);
            return found != negated;
        }
    }

    /** @throws ReadException with the place of the first error, under the rule {@code pipeline-invalid} */
    public static StreamSelector parse(Text text) throws ReadException {
        return new Reader(text).selector();
    }

    private static final class Reader {
        private final Text text;
        private int at;

        Reader(Text text) {
            this.text = text;
        }

        StreamSelector selector() throws ReadException {
            List<Matcher> matchers = new ArrayList<>();
            expect("{");
            do {
                matchers.add(matcher());
            } while (accept(","));
            if (!accept("}")) {
                throw unexpected("`,` or `}`");
            }
            List<LineFilter> filters = new ArrayList<>();
            for (skipBlanks(); at < text.length(); skipBlanks()) {
                filters.add(filter());
            }
            return new StreamSelector(matchers, filters);
        }

        private Matcher matcher() throws ReadException {
            skipBlanks();
            int start = at;
            while (at < text.length() && isNameCharacter(text.charAt(at), at > start)) {
                at++;
            }
            if (at == start) {
                throw unexpected("a label name");
            }
            String name = text.value().substring(start, at);
            String op = operator("=~", "!~", "!=", "=");
            if (op == null) {
                throw unexpected("`=`, `!=`, `=~` or `!~`");
            }
            int valueAt = blanksEnd();
            String value = string();
            if (op.endsWith("~")) {
                compile(value, valueAt);
            }
            return new Matcher(name, Matcher.Op.of(op), value);
        }

        private LineFilter filter() throws ReadException {
            String op = operator("|=", "|~", "!=", "!~");
            if (op == null) {
                throw unexpected("`|=`, `|~`, `!=` or `!~`");
            }
            int valueAt = blanksEnd();
            String value = string();
            return new LineFilter(op.startsWith("!"), value, op.endsWith("~") ? compile(value, valueAt) : null);
        }

        private Re2 compile(String pattern, int start) throws ReadException {
            try {
                return Re2.compile(pattern);
            } catch (Re2Exception e) {
                throw failure(start, at, "regular expression does not compile: " + e.getMessage());
            }
        }

        private String string() throws ReadException {
            skipBlanks();
            int start = at;
            char quote = at < text.length() ? text.charAt(at) : 0;
            if (quote != '"' && quote != '`') {
                throw unexpected("a quoted text");
            }
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != quote; at++) {
                char c = text.charAt(at);
                if (c == '\n' && quote == '"') {
                    break;
                }
                if (c == '\\' && quote == '"' && at + 1 < text.length()) {
                    c = escaped(text.charAt(++at));
                }
                value.append(c);
            }
            if (at >= text.length() || text.charAt(at) != quote) {
                throw failure(start, text.length(), "literal not terminated");
            }
            at++;
            return value.toString();
        }

        private char escaped(char c) throws ReadException {
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case '\\', '"' -> c;
                default -> throw failure(at - 1, at + 1, "unknown escape `\\" + c + "`");
            };
        }

        private String operator(String... operators) {
            for (String operator : operators) {
                if (accept(operator)) {
                    return operator;
                }
            }
            return null;
        }

        private void expect(String token) throws ReadException {
            if (!accept(token)) {
                throw unexpected("`" + token + "`");
            }
        }

        private boolean accept(String token) {
            skipBlanks();
            boolean found = text.value().startsWith(token, at);
            at += found ? token.length() : 0;
            return found;
        }

        private int blanksEnd() {
            skipBlanks();
            return at;
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private ReadException unexpected(String expected) {
            skipBlanks();
            int end = Math.min(at + 1, text.length());
            return failure(at, end, "selector: unexpected "
                    + (at == text.length() ? "end" : "`" + text.charAt(at) + "`") + ", expected " + expected);
        }

        private ReadException failure(int start, int end, String message) {
            return new ReadException(new Problem(StageReader.INVALID, text.span(start, end), message,
                    "a match stage takes `{label=\"value\"}` and line filters only"));
        }

        private static boolean isNameCharacter(char c, boolean inside) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || inside && c >= '0' && c <= '9';
        }
    }
}
