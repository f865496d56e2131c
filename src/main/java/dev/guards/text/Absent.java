package dev.guards.text;

/** Nothing is there; the span is an empty one at the start of the nearest parent that exists. */
public record Absent(Span span) implements Node {
    public Absent {
        span = span.source().span(span.start(), span.start());
    }

    @Override
    public String kind() {
        return "nothing";
    }

    @Override
    public boolean isPresent() {
        return false;
    }
}
