package dev.guards.text;

import java.util.List;
import java.util.Map;

/**
 * A located value of a JSON or YAML document. Navigation never fails: what is not there is an {@link Absent} node,
 * placed at the nearest parent that exists.
 */
public sealed interface Node permits Mapping, Sequence, Scalar, Absent {
    /** The place of the whole value, with quotes and brackets. */
    Span span();

    /** What it is, for messages: {@code mapping}, {@code list}, {@code text}, {@code number} ... */
    String kind();

    /** The value's own YAML tag, such as {@code !reset}; empty when it has none. */
    default String tag() {
        return "";
    }

    /** The value of a key; absent when there is none or this is not a mapping. */
    default Node get(String key) {
        return new Absent(span());
    }

    /** The value at the end of a path of keys. */
    default Node at(String... path) {
        Node node = this;
        for (String key : path) {
            node = node.get(key);
        }
        return node;
    }

    /** The elements of a list; none when this is not a list. */
    default List<Node> items() {
        return List.of();
    }

    /** The elements of a list, or this value alone when it is a scalar or mapping (many formats allow both). */
    default List<Node> itemsOrSelf() {
        return isPresent() && !isNull() ? this instanceof Sequence ? items() : List.of(this) : List.of();
    }

    /** Entries in the order of the file; none when this is not a mapping. */
    default List<Mapping.Entry> entries() {
        return List.of();
    }

    /** The scalar's text (numbers and booleans as written); null when this is no scalar, or the null scalar. */
    default Text text() {
        return null;
    }

    /** As {@link #text()}, without the place; null when absent. */
    default String string() {
        Text text = text();
        return text == null ? null : text.value();
    }

    default String string(String otherwise) {
        String value = string();
        return value == null ? otherwise : value;
    }

    /** The texts of a list of scalars, or of one scalar. */
    default List<Text> texts() {
        List<Text> found = new java.util.ArrayList<>();
        for (Node item : itemsOrSelf()) {
            if (item.text() != null) {
                found.add(item.text());
            }
        }
        return found;
    }

    /** Scalar entries as text, in order; non-scalar values are left out. */
    default Map<String, Text> textMap() {
        Map<String, Text> found = new java.util.LinkedHashMap<>();
        for (Mapping.Entry entry : entries()) {
            if (entry.value().text() != null) {
                found.put(entry.key().value(), entry.value().text());
            }
        }
        return found;
    }

    /** True for {@code true}, {@code yes}, {@code on} as the document's format reads them. */
    default boolean isTrue() {
        return false;
    }

    /** False for {@code false}; null and other values are not false. */
    default boolean isFalse() {
        return false;
    }

    default boolean isPresent() {
        return true;
    }

    default boolean isNull() {
        return false;
    }

    default boolean has(String key) {
        return get(key).isPresent();
    }
}
