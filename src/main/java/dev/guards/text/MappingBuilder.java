package dev.guards.text;

import java.util.ArrayList;
import java.util.List;

/** Makes a mapping that stands in no file but follows from one; keys and plain values stand at the place that causes them. */
public final class MappingBuilder {
    private final Span cause;
    private final List<Mapping.Entry> entries = new ArrayList<>();

    public MappingBuilder(Span cause) {
        this.cause = cause;
    }

    /** Nothing is added when the value is absent. */
    public MappingBuilder put(String key, Node value) {
        if (value.isPresent()) {
            entries.add(new Mapping.Entry(Text.at(cause, key), value));
        }
        return this;
    }

    public MappingBuilder put(String key, Text value) {
        return put(key, new Scalar(Scalar.Type.TEXT, value, value.span()));
    }

    public MappingBuilder put(String key, String value) {
        return put(key, Text.at(cause, value));
    }

    public MappingBuilder put(String key, List<? extends Node> items) {
        return put(key, new Sequence(List.copyOf(items), cause));
    }

    /** A list of plain values. */
    public MappingBuilder putTexts(String key, List<String> values) {
        List<Node> items = new ArrayList<>();
        for (String value : values) {
            items.add(new Scalar(Scalar.Type.TEXT, Text.at(cause, value), cause));
        }
        return put(key, items);
    }

    public Mapping build() {
        return new Mapping(entries, cause);
    }
}
