package dev.guards.config.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled JMESPath expression (jmespath.org/specification), as the json stage uses it. Values are null, Boolean, Double,
 * String, {@code List} and {@code Map} of those.
 */
public final class JmesPath {
    /** Not a JMESPath expression; the position is an index into the expression. */
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

    /** What an expression does with a value. */
    interface Step {
        Object of(Object value);
    }

    private final Step step;

    private JmesPath(Step step) {
        this.step = step;
    }

    public static JmesPath parse(String expression) throws SyntaxException {
        Reader reader = new Reader(expression);
        Step step = reader.expression(0);
        reader.expectEnd();
        return new JmesPath(step);
    }

    /** @throws IllegalArgumentException when a function gets what it cannot take, as the evaluation fails in Promtail */
    public Object of(Object document) {
        return step.of(document);
    }

    static boolean isTruthy(Object value) {
        return !(value == null || Boolean.FALSE.equals(value) || "".equals(value)
                || value instanceof List<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static Object project(Object list, Step each) {
        if (!(list instanceof List<?> items)) {
            return null;
        }
        List<Object> found = new ArrayList<>();
        for (Object item : items) {
            Object value = each.of(item);
            if (value != null) {
                found.add(value);
            }
        }
        return found;
    }

    private static Object compare(String op, Object left, Object right) {
        if (op.equals("==") || op.equals("!=")) {
            return java.util.Objects.equals(left, right) == op.equals("==");
        }
        if (!(left instanceof Double a) || !(right instanceof Double b)) {
            return null;
        }
        return switch (op) {
            case "<" -> a < b;
            case "<=" -> a <= b;
            case ">" -> a > b;
            default -> a >= b;
        };
    }

    /** A precedence climber; binding powers as in the specification's reference parser. */
    private static final class Reader {
        private static final int PIPE = 1;
        private static final int OR = 2;
        private static final int AND = 3;
        private static final int COMPARE = 5;
        private static final int PROJECTION = 10;
        private static final int STAR = 20;
        private static final int DOT = 40;
        private static final int NOT = 45;
        private static final int BRACKET = 55;
        private static final Step IDENTITY = v -> v;

        private final JmesLexer tokens;

        Reader(String expression) throws SyntaxException {
            tokens = new JmesLexer(expression);
        }

        void expectEnd() throws SyntaxException {
            if (!tokens.is("")) {
                throw tokens.unexpected();
            }
        }

        Step expression(int power) throws SyntaxException {
            Step left = prefix();
            while (power < binding(tokens.kind())) {
                left = infix(left);
            }
            return left;
        }

        private static int binding(String kind) {
            return switch (kind) {
                case "|" -> PIPE;
                case "||" -> OR;
                case "&&" -> AND;
                case "==", "!=", "<", "<=", ">", ">=" -> COMPARE;
                case "[]" -> 9;
                case "[?" -> 21;
                case "." -> DOT;
                case "[" -> BRACKET;
                default -> 0;
            };
        }

        private Step prefix() throws SyntaxException {
            String kind = tokens.kind();
            switch (kind) {
                case "name", "quoted" -> {
                    String name = tokens.take();
                    return kind.equals("name") && tokens.accept("(") ? JmesFunctions.call(name, arguments(), tokens) : field(name);
                }
                case "literal" -> {
                    Object literal = tokens.literal();
                    return v -> literal;
                }
                case "@" -> {
                    tokens.take();
                    return IDENTITY;
                }
                case "!" -> {
                    tokens.take();
                    Step inner = expression(NOT);
                    return v -> !isTruthy(inner.of(v));
                }
                case "(" -> {
                    tokens.take();
                    Step inner = expression(0);
                    tokens.expect(")");
                    return inner;
                }
                case "*", "[]", "[?", "[" -> {
                    return kind.equals("*") ? values(IDENTITY) : bracket(IDENTITY, true);
                }
                case "{" -> {
                    return multiHash();
                }
                default -> throw tokens.unexpected();
            }
        }

        private Step infix(Step left) throws SyntaxException {
            String kind = tokens.kind();
            switch (kind) {
                case "." -> {
                    tokens.take();
                    return tokens.is("*") ? values(left) : then(left, afterDot());
                }
                case "[", "[]", "[?" -> {
                    return bracket(left, false);
                }
                case "|" -> {
                    tokens.take();
                    return then(left, expression(PIPE));
                }
                case "||", "&&" -> {
                    tokens.take();
                    Step right = expression(kind.equals("||") ? OR : AND);
                    return v -> {
                        Object first = left.of(v);
                        return isTruthy(first) == kind.equals("||") ? first : right.of(v);
                    };
                }
                default -> {
                    tokens.take();
                    Step right = expression(COMPARE);
                    return v -> compare(kind, left.of(v), right.of(v));
                }
            }
        }

        private Step afterDot() throws SyntaxException {
            if (tokens.is("[")) {
                tokens.take();
                return multiList();
            }
            if (!tokens.is("name") && !tokens.is("quoted") && !tokens.is("{")) {
                throw tokens.unexpected();
            }
            return expression(DOT);
        }

        private Step bracket(Step left, boolean atStart) throws SyntaxException {
            String kind = tokens.take();
            if (kind.equals("[]")) {
                Step rest = projected();
                return v -> project(flatten(left.of(v)), rest);
            }
            if (kind.equals("[?")) {
                Step condition = expression(0);
                tokens.expect("]");
                Step rest = projected();
                return v -> project(left.of(v), item -> isTruthy(condition.of(item)) ? rest.of(item) : null);
            }
            if (tokens.is("number") || tokens.is(":")) {
                return indexOrSlice(left);
            }
            if (tokens.is("*") && tokens.nextIs("]")) {
                tokens.take();
                tokens.take();
                Step rest = projected();
                return v -> project(left.of(v), rest);
            }
            if (!atStart) {
                throw tokens.unexpected();
            }
            return multiList();
        }

        private Step indexOrSlice(Step left) throws SyntaxException {
            Integer[] parts = new Integer[3];
            int part = 0;
            while (!tokens.is("]")) {
                if (tokens.accept(":")) {
                    if (++part > 2) {
                        throw tokens.unexpected();
                    }
                } else {
                    parts[part] = tokens.number();
                }
            }
            tokens.expect("]");
            if (part == 0) {
                int index = parts[0];
                return v -> element(left.of(v), index);
            }
            Step rest = projected();
            return v -> project(JmesFunctions.slice(left.of(v), parts[0], parts[1], parts[2]), rest);
        }

        private static Object element(Object value, int index) {
            if (!(value instanceof List<?> list)) {
                return null;
            }
            int at = index < 0 ? index + list.size() : index;
            return at >= 0 && at < list.size() ? list.get(at) : null;
        }

        private Step values(Step left) throws SyntaxException {
            tokens.expect("*");
            Step rest = projected();
            return v -> left.of(v) instanceof Map<?, ?> map ? project(new ArrayList<>(map.values()), rest) : null;
        }

        /** What follows a projection applies to each element. */
        private Step projected() throws SyntaxException {
            if (binding(tokens.kind()) < PROJECTION) {
                return IDENTITY;
            }
            if (tokens.is("[") || tokens.is("[?")) {
                return rest(bracket(IDENTITY, false), STAR);
            }
            if (tokens.accept(".")) {
                return tokens.is("*") ? values(IDENTITY) : rest(afterDot(), STAR);
            }
            throw tokens.unexpected();
        }

        private Step rest(Step first, int power) throws SyntaxException {
            Step left = first;
            while (power < binding(tokens.kind())) {
                left = infix(left);
            }
            return left;
        }

        private Step multiList() throws SyntaxException {
            List<Step> parts = new ArrayList<>();
            do {
                parts.add(expression(0));
            } while (tokens.accept(","));
            tokens.expect("]");
            return v -> {
                if (v == null) {
                    return null;
                }
                List<Object> list = new ArrayList<>();
                parts.forEach(p -> list.add(p.of(v)));
                return list;
            };
        }

        private Step multiHash() throws SyntaxException {
            tokens.expect("{");
            Map<String, Step> parts = new LinkedHashMap<>();
            do {
                if (!tokens.is("name") && !tokens.is("quoted")) {
                    throw tokens.unexpected();
                }
                String key = tokens.take();
                tokens.expect(":");
                parts.put(key, expression(0));
            } while (tokens.accept(","));
            tokens.expect("}");
            return v -> {
                if (v == null) {
                    return null;
                }
                Map<String, Object> map = new LinkedHashMap<>();
                parts.forEach((k, p) -> map.put(k, p.of(v)));
                return map;
            };
        }

        private List<Step> arguments() throws SyntaxException {
            List<Step> arguments = new ArrayList<>();
            while (!tokens.is(")")) {
                if (tokens.accept("&")) {
                    Step reference = expression(0);
                    arguments.add(v -> reference);
                } else {
                    arguments.add(expression(0));
                }
                if (!tokens.accept(",")) {
                    break;
                }
            }
            tokens.expect(")");
            return arguments;
        }

        private static Step field(String name) {
            return v -> v instanceof Map<?, ?> map ? map.get(name) : null;
        }

        private static Step then(Step first, Step second) {
            return v -> second.of(first.of(v));
        }

        private static Object flatten(Object value) {
            if (!(value instanceof List<?> list)) {
                return null;
            }
            List<Object> flat = new ArrayList<>();
            for (Object item : list) {
                if (item instanceof List<?> inner) {
                    flat.addAll(inner);
                } else {
                    flat.add(item);
                }
            }
            return flat;
        }
    }
}
