package dev.guards.text;

import java.util.List;

/** A list of values, in the order of the file. */
public final class Sequence implements Node {
    private final List<Node> items;
    private final Span span;
    private final String tag;

    public Sequence(List<Node> items, Span span) {
        this(items, span, "");
    }

    public Sequence(List<Node> items, Span span, String tag) {
        this.items = List.copyOf(items);
        this.span = span;
        this.tag = tag;
    }

    @Override
    public String tag() {
        return tag;
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public List<Node> items() {
        return items;
    }

    @Override
    public String kind() {
        return "list";
    }

    @Override
    public String toString() {
        return items.toString();
    }
}
