package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import java.util.ArrayList;
import java.util.List;

/** The {@code metrics} macros and the {@code prometheus} crate. */
final class RustMetrics {
    private final Code code;

    RustMetrics(Code code) {
        this.code = code;
    }

    void scan() {
        for (int i = 0; i + 2 < code.size(); i++) {
            if (!code.token(i).isWord()) {
                continue;
            }
            String word = code.token(i).text();
            if (code.token(i + 1).is("!") && (code.token(i + 2).is("(") || code.token(i + 2).is("[") || code.token(i + 2).is("{"))) {
                macro(word, i, i + 2);
            } else if (code.token(i + 1).is(":") && code.token(i + 3).is("new") && code.token(i + 4).is("(")) {
                constructor(word, i + 4);
            } else if (word.equals("PrefixLayer") || word.equals("set_global_prefix")) {
                code.unknown(i);
            }
        }
    }

    private void macro(String word, int at, int open) {
        MetricType type = switch (word) {
            case "counter", "increment_counter", "absolute_counter", "describe_counter" -> MetricType.COUNTER;
            case "gauge", "increment_gauge", "decrement_gauge", "describe_gauge" -> MetricType.GAUGE;
            case "histogram", "describe_histogram" -> MetricType.HISTOGRAM;
            default -> null;
        };
        if (type != null) {
            if (code.mentions("metrics")) {
                emitted(type, word.startsWith("describe_"), at, code.arguments(open));
            }
        } else if (word.startsWith("register_") && code.mentions("prometheus")) {
            registered(word.substring("register_".length()), at, open);
        }
    }

    /** {@code counter!("name", "label" => value)}. */
    private void emitted(MetricType type, boolean described, int at, List<int[]> arguments) {
        int first = 0;
        // counter!(target: "x", level: ..., "name")
        while (first < arguments.size() && code.token(arguments.get(first)[0]).isWord() && code.token(arguments.get(first)[0] + 1).is(":")
                && !code.token(arguments.get(first)[0] + 2).is(":")) {
            first++;
        }
        String name = first < arguments.size() ? code.text(arguments.get(first)) : null;
        List<String> labels = new ArrayList<>();
        for (int[] argument : arguments.subList(Math.min(arguments.size(), first + 1), arguments.size())) {
            boolean pair = argument[1] - argument[0] > 3 && code.token(argument[0] + 1).is("=") && code.token(argument[0] + 2).is(">");
            String label = pair ? code.text(new int[] {argument[0], argument[0] + 1}) : null;
            boolean value = !pair && arguments.indexOf(argument) == first + 1 && arguments.size() == first + 2;
            if (label != null && labels != null) {
                labels.add(label);
            } else if (pair || value) {
                labels = null;
                break;
            }
        }
        if (!described) {
            code.declare(name == null ? null : Code.exposed(name), type, labels, at);
        } else if (name != null) {
            code.describe(Code.exposed(name), type, at);
        }
    }

    /** {@code register_int_counter_vec!("name", "help", &["label"])}. */
    private void registered(String kind, int at, int open) {
        MetricType type = type(kind);
        if (type == null) {
            return;
        }
        List<int[]> arguments = code.arguments(open);
        String name = arguments.isEmpty() ? null : code.text(arguments.get(0));
        int last = arguments.size() - 1;
        if (name == null && !arguments.isEmpty()) {
            name = fromOpts(arguments.get(0));
        }
        List<String> labels = List.of();
        if (kind.contains("vec")) {
            labels = null;
            for (int i = 1; i <= last && labels == null; i++) {
                labels = code.list(arguments.get(i));
            }
        }
        code.declare(name, type, labels, at);
    }

    /** {@code IntCounterVec::new(Opts::new("name", "help"), &["label"])}. */
    private void constructor(String word, int open) {
        MetricType type = code.mentions("prometheus") ? type(word.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase()) : null;
        if (type == null || word.endsWith("Opts")) {
            return;
        }
        List<int[]> arguments = code.arguments(open);
        if (arguments.size() < 2 && !word.equals("Histogram") && arguments.isEmpty()) {
            return;
        }
        String name = code.text(arguments.get(0));
        name = name == null ? fromOpts(arguments.get(0)) : name;
        List<String> labels = word.endsWith("Vec") ? arguments.size() > 1 ? code.list(arguments.get(1)) : null : List.of();
        code.declare(name, type, labels, open - 4);
    }

    private String fromOpts(int[] argument) {
        if (code.token(argument[1] - 1).is(")")) {
            for (int i = argument[0]; i < argument[1]; i++) {
                boolean plain = code.token(i).is("(") && code.close(i) == argument[1] - 1;
                if (plain && argument[1] > i + 2) {
                    List<int[]> inner = code.arguments(i);
                    return inner.isEmpty() ? null : code.text(inner.get(0));
                }
            }
        }
        return null;
    }

    private static MetricType type(String kind) {
        String bare = kind.replace("int_", "").replace("local_", "").replace("_vec", "").replace("_with_registry", "");
        return switch (bare) {
            case "counter" -> MetricType.COUNTER;
            case "gauge" -> MetricType.GAUGE;
            case "histogram" -> MetricType.HISTOGRAM;
            default -> null;
        };
    }
}
