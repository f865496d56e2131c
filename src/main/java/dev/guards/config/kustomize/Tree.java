package dev.guards.config.kustomize;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changed copies of located trees; what does not change is shared. */
final class Tree {
    /** In a path: each element of a list. */
    static final String EACH = "*";

    private Tree() {
    }

    static Scalar text(Text value) {
        return new Scalar(Scalar.Type.TEXT, value, value.span());
    }

    static Mapping mapping(Span place, Map<Text, Node> content) {
        List<Mapping.Entry> entries = new ArrayList<>();
        content.forEach((key, value) -> entries.add(new Mapping.Entry(key, value)));
        return new Mapping(entries, place);
    }

    /** A mapping with a key set; a mapping of that key alone when the node is none. */
    static Node put(Node node, Text key, Node value) {
        List<Mapping.Entry> entries = new ArrayList<>();
        boolean replaced = false;
        for (Mapping.Entry entry : node.entries()) {
            boolean same = entry.key().equals(key);
            entries.add(same ? new Mapping.Entry(entry.key(), value) : entry);
            replaced |= same;
        }
        if (!replaced) {
            entries.add(new Mapping.Entry(key, value));
        }
        return new Mapping(entries, node.span());
    }

    static Node remove(Node node, String key) {
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Mapping.Entry entry : node.entries()) {
            if (!entry.key().value().equals(key)) {
                entries.add(entry);
            }
        }
        return new Mapping(entries, node.span());
    }

    static Node withItems(Node list, List<Node> items) {
        return new Sequence(items, list.span());
    }

    /** Changes what stands at the end of a path, wherever the path exists. */
    static Node update(Node node, String path, UnaryOperator<Node> change) {
        return update(node, path.split("/"), 0, null, change);
    }

    /**
     * Changes what stands at the end of a path; mappings that are missing on the way are made.
     *
     * @param cause the place that the made keys stand at; the change gets an absent node where there was nothing
     */
    static Node updateOrCreate(Node node, String path, Span cause, UnaryOperator<Node> change) {
        return update(node, path.split("/"), 0, cause, change);
    }

    private static Node update(Node node, String[] path, int at, Span cause, UnaryOperator<Node> change) {
        if (at == path.length) {
            return change.apply(node);
        }
        if (path[at].equals(EACH)) {
            List<Node> items = new ArrayList<>();
            boolean changed = false;
            for (Node item : node.items()) {
                Node updated = update(item, path, at + 1, null, change);
                items.add(updated);
                changed |= updated != item;
            }
            return changed ? withItems(node, items) : node;
        }
        Node child = node.get(path[at]);
        if (!child.isPresent() && cause == null) {
            return node;
        }
        Node updated = update(child, path, at + 1, cause, change);
        if (updated == child) {
            return node;
        }
        return put(node, child.isPresent() || cause == null ? keyOf(node, path[at]) : Text.at(cause, path[at]), updated);
    }

    private static Text keyOf(Node node, String key) {
        for (Mapping.Entry entry : node.entries()) {
            if (entry.key().value().equals(key)) {
                return entry.key();
            }
        }
        throw new IllegalArgumentException("no key " + key);
    }
}
