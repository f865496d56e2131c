package dev.guards.config.compose;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Puts variables into the values of a Compose file: {@code $X}, {@code ${X}}, {@code ${X:-default}}, {@code ${X:?error}},
 * {@code ${X:+other}} and their forms without the colon. A variable that neither the {@code .env} file nor a default gives
 * may be set in the shell: it becomes {@link Unknown#MARK}.
 */
final class Interpolation {
    private static final int DEEPEST = 50;

    private final Map<String, String> variables;
    private final Consumer<Problem> problems;
    private final Set<String> unset = new TreeSet<>();
    private final Map<String, Text> required = new TreeMap<>();

    Interpolation(Map<String, String> variables, Consumer<Problem> problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** Variables that were asked for and have no value, sorted. */
    Set<String> unset() {
        return unset;
    }

    /** Those of them without which Compose does not start, with what it says then. */
    Map<String, Text> required() {
        return required;
    }

    Node apply(Node node) {
        if (node instanceof Mapping mapping) {
            List<Mapping.Entry> entries = new ArrayList<>();
            for (Mapping.Entry entry : mapping.entries()) {
                entries.add(new Mapping.Entry(entry.key(), apply(entry.value())));
            }
            return new Mapping(entries, mapping.span(), mapping.tag());
        }
        if (node instanceof Sequence sequence) {
            List<Node> items = new ArrayList<>();
            for (Node item : sequence.items()) {
                items.add(apply(item));
            }
            return new Sequence(items, sequence.span(), sequence.tag());
        }
        if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT && scalar.text().value().indexOf('$') >= 0) {
            return new Scalar(Scalar.Type.TEXT, apply(scalar.text()), scalar.span(), scalar.tag());
        }
        return node;
    }

    Text apply(Text text) {
        Expansion expansion = new Expansion(text);
        expansion.run(0, text.length(), 0, true);
        String value = expansion.out.toString();
        int[] offsets = Arrays.copyOf(expansion.from, value.length() + 1);
        offsets[value.length()] = text.length();
        return text.decoded(value, 0, text.length(), () -> offsets);
    }

    /** One text being expanded; remembers where in it each character comes from. */
    private final class Expansion {
        private final Text text;
        private final String value;
        private final StringBuilder out = new StringBuilder();
        private int[] from;

        Expansion(Text text) {
            this.text = text;
            this.value = text.value();
            this.from = new int[value.length() + 16];
        }

        private void emit(char c, int at) {
            if (out.length() + 1 >= from.length) {
                from = Arrays.copyOf(from, from.length * 2);
            }
            from[out.length()] = at;
            out.append(c);
        }

        private void emit(String piece, int at) {
            for (int i = 0; i < piece.length(); i++) {
                emit(piece.charAt(i), at);
            }
        }

        private void run(int start, int end, int depth, boolean live) {
            int at = start;
            while (at < end) {
                char c = value.charAt(at);
                if (c != '$' || at + 1 >= end) {
                    if (live) {
                        emit(c, at);
                    }
                    at++;
                } else if (value.charAt(at + 1) == '$') {
                    if (live) {
                        emit('$', at);
                    }
                    at += 2;
                } else if (value.charAt(at + 1) == '{') {
                    at = braced(at, end, depth, live);
                } else {
                    at = plain(at, end, live);
                }
            }
        }

        private int plain(int dollar, int end, boolean live) {
            int stop = nameEnd(dollar + 1, end);
            if (stop == dollar + 1) {
                // A shell's own `$(..)` and `$1` stay as they are.
                if (live) {
                    emit('$', dollar);
                }
                return dollar + 1;
            }
            if (live) {
                variable(value.substring(dollar + 1, stop), dollar);
            }
            return stop;
        }

        private int braced(int dollar, int end, int depth, boolean live) {
            int nameEnd = nameEnd(dollar + 2, end);
            int close = close(dollar + 2, end);
            if (nameEnd == dollar + 2 || close < 0 || depth > DEEPEST) {
                refuse(dollar, close < 0 ? end : close + 1, "invalid variable reference", "write `${NAME}` or `${NAME:-default}`");
                if (live) {
                    emit(Unknown.MARK, dollar);
                }
                return close < 0 ? end : close + 1;
            }
            String name = value.substring(dollar + 2, nameEnd);
            boolean colon = nameEnd < close && value.charAt(nameEnd) == ':';
            int operatorAt = colon ? nameEnd + 1 : nameEnd;
            if (!live || operatorAt >= close) {
                if (live) {
                    variable(name, dollar);
                }
                return close + 1;
            }
            String given = variables.get(name);
            boolean set = given != null && !(colon && given.isEmpty());
            switch (value.charAt(operatorAt)) {
                case '-' -> {
                    if (set) {
                        emit(given, dollar);
                    } else {
                        run(operatorAt + 1, close, depth + 1, true);
                    }
                }
                case '+' -> {
                    if (set) {
                        run(operatorAt + 1, close, depth + 1, true);
                    } else {
                        unset.add(name);
                        emit(Unknown.MARK, dollar);
                    }
                }
                case '?' -> {
                    if (!set) {
                        required.putIfAbsent(name, text.slice(operatorAt + 1, close));
                    }
                    variable(name, dollar);
                }
                default -> {
                    refuse(operatorAt, close, "invalid variable reference", "the forms are `:-`, `-`, `:?`, `?`, `:+` and `+`");
                    emit(Unknown.MARK, dollar);
                }
            }
            return close + 1;
        }

        private void variable(String name, int at) {
            String given = variables.get(name);
            if (given == null) {
                unset.add(name);
                emit(Unknown.MARK, at);
            } else {
                emit(given, at);
            }
        }

        private int nameEnd(int start, int end) {
            int stop = start;
            while (stop < end && isNameCharacter(value.charAt(stop), stop > start)) {
                stop++;
            }
            return stop;
        }

        /** The brace that closes a reference, references in its default skipped. */
        private int close(int start, int end) {
            int open = 1;
            for (int i = start; i < end; i++) {
                if (value.charAt(i) == '$' && i + 1 < end && value.charAt(i + 1) == '{') {
                    open++;
                    i++;
                } else if (value.charAt(i) == '}' && --open == 0) {
                    return i;
                }
            }
            return -1;
        }

        private void refuse(int start, int end, String message, String help) {
            problems.accept(new Problem(ComposeLoader.RULE, text.span(start, end), message, help));
        }
    }

    private static boolean isNameCharacter(char c, boolean inside) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || inside && c >= '0' && c <= '9';
    }
}
