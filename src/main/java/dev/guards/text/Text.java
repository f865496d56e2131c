package dev.guards.text;

import java.util.function.Supplier;

/**
 * A string that knows where each of its characters stands in a file, through escapes, folding and embedding: the value
 * of a JSON or YAML scalar, or a part of it. A document embedded in a scalar (a prometheus.yml in a ConfigMap) is read
 * from its {@code Text}, so everything found in it points into the outermost file.
 */
public final class Text implements CharSequence {
    private final Source source;
    private final String value;
    private final Span span;
    /** Offset in the source of each character, and behind the last one; null while unknown or when characters run on. */
    private int[] offsets;
    private Supplier<int[]> lazyOffsets;

    private Text(Source source, String value, Span span, int[] offsets, Supplier<int[]> lazyOffsets) {
        this.source = source;
        this.value = value;
        this.span = span;
        this.offsets = offsets;
        this.lazyOffsets = lazyOffsets;
    }

    /** A run of the source as it stands. */
    public static Text of(Source source, int start, int end) {
        return new Text(source, source.text().substring(start, end), source.span(start, end), null, null);
    }

    /** A text of no file, for expressions given on the command line and for tests. */
    public static Text of(String value) {
        return new Source("", value).whole();
    }

    /** A value that is not written anywhere but follows from what stands at a place: every character is there. */
    public static Text at(Span span, String value) {
        return span.source().whole().decoded(value, span.start(), span.end(), () -> {
            int[] offsets = new int[value.length() + 1];
            java.util.Arrays.fill(offsets, span.start());
            offsets[value.length()] = span.end();
            return offsets;
        });
    }

    /**
     * A value decoded from a part of this text.
     *
     * @param start   where the part begins in this text, quotes not included
     * @param end     behind its last character
     * @param offsets on demand: for each character of {@code decoded}, and for the end, the index in this text it comes from
     */
    public Text decoded(String decoded, int start, int end, Supplier<int[]> offsets) {
        if (end - start == decoded.length() && value.startsWith(decoded, start)) {
            return slice(start, end);
        }
        Supplier<int[]> inFile = () -> {
            int[] inner = offsets.get();
            if (inner.length != decoded.length() + 1) {
                throw new IllegalStateException("offsets do not fit the decoded text at " + span(start, end));
            }
            int[] outer = new int[inner.length];
            for (int i = 0; i < inner.length; i++) {
                outer[i] = offset(inner[i]);
            }
            return outer;
        };
        return new Text(source, decoded, span(start, end), null, inFile);
    }

    /** The part {@code [start, end)}. */
    public Text slice(int start, int end) {
        Span part = span(start, end);
        String partValue = value.substring(start, end);
        if (isVerbatim()) {
            return new Text(source, partValue, part, null, null);
        }
        int[] all = offsets();
        int[] own = new int[end - start + 1];
        System.arraycopy(all, start, own, 0, own.length);
        return new Text(source, partValue, part, own, null);
    }

    /** True when the file holds this text character by character, so a span can be replaced without re-encoding. */
    public boolean isVerbatim() {
        return offsets == null && lazyOffsets == null;
    }

    public Source source() {
        return source;
    }

    public String value() {
        return value;
    }

    /** The place of the whole text, without the quotes of a quoted scalar. */
    public Span span() {
        return span;
    }

    /** The place of the characters {@code [start, end)}. */
    public Span span(int start, int end) {
        int from = offset(start);
        int to = end == start ? from : offset(end);
        return source.span(from, Math.max(from, to));
    }

    /** Offset in the source of the character at {@code index}; of the end for {@code length()}. */
    public int offset(int index) {
        if (isVerbatim()) {
            return span.start() + index;
        }
        return offsets()[index];
    }

    /** The first character that stands at or behind an offset of the source; {@code length()} when none does. */
    public int index(int offset) {
        int low = 0;
        int high = length();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offset(middle) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int[] offsets() {
        if (offsets == null) {
            offsets = lazyOffsets.get();
            lazyOffsets = null;
        }
        return offsets;
    }

    @Override
    public int length() {
        return value.length();
    }

    @Override
    public char charAt(int index) {
        return value.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return value.substring(start, end);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Same characters; the place does not count. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Text t && t.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
