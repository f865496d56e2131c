package dev.guards.config.helm;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;

/** Writes a tree as YAML in its flow style, which is JSON but for what needs no quotes. */
final class Flow {
    private Flow() {
    }

    static String write(Node node) {
        StringBuilder out = new StringBuilder();
        append(node, out);
        return out.toString();
    }

    private static void append(Node node, StringBuilder out) {
        if (node instanceof Mapping) {
            String separator = "{";
            for (Mapping.Entry entry : node.entries()) {
                out.append(separator);
                quoted(entry.key().value(), out);
                out.append(": ");
                append(entry.value(), out);
                separator = ", ";
            }
            out.append(node.entries().isEmpty() ? "{}" : "}");
        } else if (node instanceof Sequence) {
            String separator = "[";
            for (Node item : node.items()) {
                out.append(separator);
                append(item, out);
                separator = ", ";
            }
            out.append(node.items().isEmpty() ? "[]" : "]");
        } else if (node instanceof Scalar scalar && scalar.type() != Scalar.Type.TEXT) {
            out.append(scalar.isNull() ? "null" : scalar.text().value());
        } else {
            quoted(node.string(""), out);
        }
    }

    private static void quoted(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}
