package dev.guards.config.helm;

import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Scalar;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Values of charts: merged, looked up and judged as Helm 3 does. */
final class Values {
    private Values() {
    }

    /** Mappings are merged, anything else is replaced, null removes. */
    static Node merge(Node base, Node over) {
        if (!over.isPresent()) {
            return base;
        }
        if (!(base instanceof Mapping) || !(over instanceof Mapping)) {
            return over;
        }
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Mapping.Entry entry : base.entries()) {
            Node change = over.get(entry.key().value());
            if (!change.isPresent()) {
                entries.add(entry);
            } else if (!change.isNull()) {
                entries.add(new Mapping.Entry(entry.key(), merge(entry.value(), change)));
            }
        }
        for (Mapping.Entry entry : over.entries()) {
            if (!base.has(entry.key().value()) && !entry.value().isNull()) {
                entries.add(entry);
            }
        }
        return new Mapping(entries, over.span());
    }

    /** The value at a path of keys joined by dots; a dot that belongs to a key stands behind a backslash. */
    static Node at(Node values, String path) {
        Node node = values;
        for (String key : keys(path)) {
            node = node.get(key);
        }
        return node;
    }

    private static List<String> keys(String path) {
        List<String> keys = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length()) {
                key.append(path.charAt(++i));
            } else if (c == '.') {
                keys.add(key.toString());
                key.setLength(0);
            } else {
                key.append(c);
            }
        }
        keys.add(key.toString());
        return keys;
    }

    /** The value put at a path of keys, as {@code --set} and Argo CD's parameters do. */
    static Node put(String path, Text value, Span cause) {
        Node node = scalar(value);
        List<String> keys = keys(path);
        for (int i = keys.size() - 1; i >= 0; i--) {
            node = new Mapping(List.of(new Mapping.Entry(Text.at(cause, keys.get(i)), node)), cause);
        }
        return node;
    }

    private static Node scalar(Text value) {
        String word = value.value();
        Scalar.Type type = word.equals("true") || word.equals("false") ? Scalar.Type.BOOLEAN : word.equals("null") ? Scalar.Type.NULL : Scalar.Type.TEXT;
        return new Scalar(type, value, value.span());
    }

    /** What templates take for true: anything but nothing, false, zero and what is empty. */
    static boolean isTrue(Node value) {
        if (!value.isPresent() || value.isNull() || value.isFalse()) {
            return false;
        }
        return value.text() != null ? !value.text().isEmpty() && !value.string().equals("0")
                : !value.items().isEmpty() || !value.entries().isEmpty();
    }

    /** The tree of a text with values; absent when it cannot be read, as a template for instance. */
    static Node read(Text text) {
        List<Problem> problems = new ArrayList<>();
        try {
            Node read = YamlReader.read(text, problems::add);
            return problems.isEmpty() ? read : new Absent(text.span());
        } catch (ReadException e) {
            return new Absent(text.span());
        }
    }
}
