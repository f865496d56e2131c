package dev.guards.config.prometheus;

import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import java.util.function.Consumer;

/** Collects what a server would refuse, and knows what other parts of the configuration decide. */
final class Checker {
    static final String RULE = "prometheus-config-invalid";

    private final Consumer<Problem> problems;
    /** Names of labels and metrics as the global section wants them. */
    final NameScheme names;

    Checker(NameScheme names, Consumer<Problem> problems) {
        this.names = names;
        this.problems = problems;
    }

    Consumer<Problem> problems() {
        return problems;
    }

    void refuse(Span span, String message, String help) {
        problems.accept(new Problem(RULE, span, message, help));
    }

    void refuse(Node node, String message) {
        refuse(node.span(), message, "");
    }

    /** Refuses when two or more of these fields are given. */
    void atMostOne(Node node, String message, String... fields) {
        Node second = null;
        int count = 0;
        for (String field : fields) {
            if (isGiven(node.get(field))) {
                count++;
                second = node.get(field);
            }
        }
        if (count > 1) {
            refuse(second, message);
        }
    }

    static boolean isGiven(Node node) {
        return node.isPresent() && !node.isNull() && !"".equals(node.string());
    }

    /** As Go's {@code %q} for what occurs in configurations. */
    static String quoted(CharSequence text) {
        return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\uFFFD", "\\xff") + "\"";
    }
}
