package dev.guards.config.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Go text template (pkg.go.dev/text/template) with the functions of Promtail's and Loki's stages. Control structures and the
 * usual functions are evaluated; the rest of the known functions make the result unknown.
 */
public final class GoTemplate {
    /** Not a template; the position is an index into its text. */
    public static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int position;

        SyntaxException(String message, int position) {
            super(message);
            this.position = position;
        }

        public int position() {
            return position;
        }
    }

    /** Execution stopped. When it is not an error of the template, then because its result cannot be told here. */
    public static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean error;

        Stop(String message, boolean error) {
            super(message, null, false, false);
            this.error = error;
        }

        /** True when Go's execution fails as well. */
        public boolean isError() {
            return error;
        }
    }

    /** A field that a map does not have prints like this. */
    static final String NO_VALUE = "<no value>";

    interface Piece {
        void run(Scope scope, StringBuilder out);
    }

    interface Term {
        Object of(Scope scope);
    }

    /** Dot, the root, and the variables that are visible. */
    static final class Scope {
        final Object dot;
        final Object root;
        final Map<String, Object> variables;

        Scope(Object dot, Object root, Map<String, Object> variables) {
            this.dot = dot;
            this.root = root;
            this.variables = variables;
        }

        Scope with(Object newDot) {
            return new Scope(newDot, root, new HashMap<>(variables));
        }
    }

    private final List<Piece> pieces;
    private final Set<String> fields;

    private GoTemplate(List<Piece> pieces, Set<String> fields) {
        this.pieces = pieces;
        this.fields = fields;
    }

    public static GoTemplate parse(String text) throws SyntaxException {
        Reader reader = new Reader(new GoTemplateLexer(text));
        return new GoTemplate(reader.template(), reader.fields);
    }

    /** Names of the data's top level that the template reads. */
    public Set<String> fields() {
        return fields;
    }

    /** Evaluates on text values. @throws Stop when it fails or cannot be told */
    public String render(Map<String, ?> data) {
        StringBuilder out = new StringBuilder();
        runAll(pieces, new Scope(data, data, new HashMap<>()), out);
        return out.toString();
    }

    private static void runAll(List<Piece> pieces, Scope scope, StringBuilder out) {
        for (Piece piece : pieces) {
            piece.run(scope, out);
        }
    }

    private static final class Reader {
        private static final Set<String> CLAUSES = Set.of("end", "else");
        private final GoTemplateLexer tokens;
        private final Set<String> fields = new LinkedHashSet<>();

        Reader(GoTemplateLexer tokens) {
            this.tokens = tokens;
        }

        List<Piece> template() throws SyntaxException {
            List<Piece> all = block();
            if (!tokens.atEnd()) {
                throw tokens.failure("unexpected {{" + tokens.peek().text() + "}}");
            }
            return all;
        }

        /** Pieces up to the end, or up to an action that starts with {@code end} or {@code else}, which is left. */
        private List<Piece> block() throws SyntaxException {
            List<Piece> pieces = new ArrayList<>();
            while (!tokens.atEnd() && !CLAUSES.contains(tokens.peek().text())) {
                pieces.add(piece());
            }
            return pieces;
        }

        private Piece piece() throws SyntaxException {
            GoTemplateLexer.Token token = tokens.peek();
            if (token.kind() == GoTemplateLexer.Kind.LITERAL) {
                tokens.take();
                return (scope, out) -> out.append(token.text());
            }
            switch (token.kind() == GoTemplateLexer.Kind.WORD ? token.text() : "") {
                case "if":
                    tokens.take();
                    return conditional(false);
                case "with":
                    tokens.take();
                    return conditional(true);
                case "range":
                    tokens.take();
                    return range();
                case "template", "define", "block", "break", "continue":
                    return unsupported();
                default:
                    return action();
            }
        }

        private Piece action() throws SyntaxException {
            boolean assigns = tokens.peek().kind() == GoTemplateLexer.Kind.VARIABLE
                    && (tokens.peek(1).is(":=") || tokens.peek(1).is("="));
            String variable = assigns ? tokens.take().text() : null;
            if (assigns) {
                tokens.take();
            }
            Term value = pipeline();
            tokens.endAction();
            if (assigns) {
                return (scope, out) -> scope.variables.put(variable, value.of(scope));
            }
            return (scope, out) -> out.append(print(value.of(scope)));
        }

        private Piece conditional(boolean with) throws SyntaxException {
            String variable = null;
            if (tokens.peek().kind() == GoTemplateLexer.Kind.VARIABLE && tokens.peek(1).is(":=")) {
                variable = tokens.take().text();
                tokens.take();
            }
            String name = variable;
            Term condition = pipeline();
            tokens.endAction();
            List<Piece> then = block();
            List<Piece> otherwise = otherwise();
            return (scope, out) -> {
                Object value = condition.of(scope);
                boolean holds = GoFunctions.isTrue(value);
                Scope inner = scope.with(with && holds ? value : scope.dot);
                if (name != null) {
                    inner.variables.put(name, value);
                }
                runAll(holds ? then : otherwise, inner, out);
            };
        }

        private List<Piece> otherwise() throws SyntaxException {
            if (tokens.atEnd()) {
                throw tokens.failure("unexpected end: a control structure is not closed with {{end}}");
            }
            if (tokens.take().text().equals("end")) {
                tokens.endAction();
                return List.of();
            }
            if (tokens.peek().is("if") || tokens.peek().is("with")) {
                return List.of(conditional(tokens.take().text().equals("with")));
            }
            tokens.endAction();
            List<Piece> pieces = block();
            if (tokens.atEnd() || !tokens.take().text().equals("end")) {
                throw tokens.failure("expected {{end}}");
            }
            tokens.endAction();
            return pieces;
        }

        /** Loops are read, so that what they use is known, and not run: no extracted value is a list. */
        private Piece range() throws SyntaxException {
            while (tokens.peek().kind() == GoTemplateLexer.Kind.VARIABLE && (tokens.peek(1).is(",") || tokens.peek(1).is(":="))) {
                tokens.take();
                tokens.take();
            }
            pipeline();
            tokens.endAction();
            block();
            otherwise();
            return (scope, out) -> {
                throw new Stop("range is not evaluated", false);
            };
        }

        private Piece unsupported() throws SyntaxException {
            String word = tokens.take().text();
            tokens.skipAction();
            if (word.equals("define") || word.equals("block")) {
                block();
                otherwise();
            }
            return (scope, out) -> {
                throw new Stop(word + " is not evaluated", false);
            };
        }

        private Term pipeline() throws SyntaxException {
            Term value = command(null);
            while (tokens.accept("|")) {
                value = command(value);
            }
            return value;
        }

        private Term command(Term piped) throws SyntaxException {
            GoTemplateLexer.Token first = tokens.peek();
            boolean isFunction = first.kind() == GoTemplateLexer.Kind.WORD && !Set.of("true", "false", "nil").contains(first.text());
            if (!isFunction) {
                if (piped != null) {
                    throw tokens.failure("a non-function is the end of a pipeline");
                }
                Term operand = operand();
                List<Term> extra = operands();
                return extra.isEmpty() ? operand : scope -> {
                    throw new Stop("a value is called with arguments", true);
                };
            }
            String name = tokens.take().text();
            if (!GoFunctions.isKnown(name)) {
                throw new SyntaxException("function \"" + name + "\" not defined", first.start());
            }
            List<Term> arguments = operands();
            if (piped != null) {
                arguments.add(piped);
            }
            return scope -> GoFunctions.call(name, arguments, scope);
        }

        private List<Term> operands() throws SyntaxException {
            List<Term> all = new ArrayList<>();
            while (!tokens.atActionEnd() && !tokens.peek().is("|") && !tokens.peek().is(")")) {
                if (tokens.peek().kind() == GoTemplateLexer.Kind.WORD && GoFunctions.isKnown(tokens.peek().text())) {
                    String name = tokens.take().text();
                    all.add(scope -> GoFunctions.call(name, List.of(), scope));
                } else {
                    all.add(operand());
                }
            }
            return all;
        }

        private Term operand() throws SyntaxException {
            GoTemplateLexer.Token token = tokens.take();
            switch (token.kind()) {
                case STRING:
                    return scope -> token.text();
                case NUMBER:
                    Object number = GoFunctions.number(token.text());
                    return scope -> number;
                case FIELD:
                    return field(token.text(), scope -> scope.dot, true);
                case VARIABLE:
                    int dot = token.text().indexOf('.');
                    String variable = dot < 0 ? token.text() : token.text().substring(0, dot);
                    Term base = variable.equals("$") ? scope -> scope.root : scope -> scope.variables.get(variable);
                    return dot < 0 ? base : field(token.text().substring(dot), base, variable.equals("$"));
                case WORD:
                    return word(token);
                default:
                    if (!token.is("(")) {
                        throw new SyntaxException("unexpected `" + token.text() + "` in command", token.start());
                    }
                    Term inner = pipeline();
                    tokens.expect(")");
                    return tokens.peek().kind() == GoTemplateLexer.Kind.FIELD ? field(tokens.take().text(), inner, false) : inner;
            }
        }

        private static Term word(GoTemplateLexer.Token token) throws SyntaxException {
            return switch (token.text()) {
                case "true" -> scope -> true;
                case "false" -> scope -> false;
                case "nil" -> scope -> null;
                default -> throw new SyntaxException("function \"" + token.text() + "\" not defined", token.start());
            };
        }

        private Term field(String path, Term base, boolean ofData) {
            if (path.equals(".")) {
                return base;
            }
            String[] names = path.substring(1).split("\\.");
            if (ofData) {
                fields.add(names[0]);
            }
            return scope -> {
                Object value = base.of(scope);
                for (String name : names) {
                    if (value == null) {
                        throw new Stop("nil pointer evaluating ." + name, true);
                    }
                    if (!(value instanceof Map<?, ?> map)) {
                        throw new Stop("can't evaluate field " + name, true);
                    }
                    value = map.get(name);
                    if (value instanceof Stop stop) {
                        throw stop;
                    }
                }
                return value;
            };
        }

        private static String print(Object value) {
            return value == null ? NO_VALUE : value.toString();
        }
    }

    /** A data value that is not known: reading it stops the execution. */
    public static Object unknown() {
        return new Stop("value is not known", false);
    }
}
