package dev.guards.text;

/** A half-open range {@code [start, end)} of one source's text. */
public record Span(Source source, int start, int end) implements Comparable<Span> {
    public Span {
        if (start < 0 || end < start || end > source.text().length()) {
            throw new IllegalArgumentException("span " + start + ".." + end + " outside of " + source);
        }
    }

    /** 1-based. */
    public int line() {
        return source.line(start);
    }

    /** 1-based, in code points. */
    public int column() {
        return source.column(start);
    }

    /** Line of the last character; the line of the start when empty. */
    public int endLine() {
        return source.line(Math.max(start, end - 1));
    }

    /** Column just behind the last character. */
    public int endColumn() {
        return end == start ? column() : source.column(end - 1) + 1;
    }

    public String text() {
        return source.text().substring(start, end);
    }

    /** Whether another span begins within this one, or just behind it, where what is missing at the end is reported. */
    public boolean holds(Span other) {
        return other.source == source && other.start >= start && other.start <= end;
    }

    /** The smallest span that covers both; this span when the other lies in another source. */
    public Span to(Span other) {
        return other.source != source ? this
                : new Span(source, Math.min(start, other.start), Math.max(end, other.end));
    }

    /** {@code path:line:column}. */
    public String place() {
        return source.path() + ":" + line() + ":" + column();
    }

    /** By path, then start, then end. */
    @Override
    public int compareTo(Span other) {
        int byPath = source.path().compareTo(other.source.path());
        if (byPath != 0) {
            return byPath;
        }
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Span s && s.source == source && s.start == start && s.end == end;
    }

    @Override
    public int hashCode() {
        return (System.identityHashCode(source) * 31 + start) * 31 + end;
    }

    @Override
    public String toString() {
        return place();
    }
}
