package dev.guards.text;

import java.util.Arrays;

/**
 * One file, or standard input, as it was read. Offsets are UTF-16 code units of {@link #text()}, 0-based; lines and
 * columns are computed from them when they are printed and never stored.
 */
public final class Source {
    private final String path;
    private final String location;
    private final String text;
    private int[] lineStarts;

    /** @param path as users see it: relative to the root of the run, with {@code /} */
    public Source(String path, String text) {
        this(path, path, text);
    }

    /** @param location as programs find it that run beside guards: relative to the working directory where that is possible */
    public Source(String path, String location, String text) {
        this.path = path;
        this.location = location;
        this.text = text;
    }

    public String path() {
        return path;
    }

    /** The path from the working directory; the path itself for what lies outside of it. */
    public String location() {
        return location;
    }

    public String text() {
        return text;
    }

    public Span span(int start, int end) {
        return new Span(this, start, end);
    }

    /** The whole content, each character at its own place. */
    public Text whole() {
        return Text.of(this, 0, text.length());
    }

    /** 1-based. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts(), Math.min(offset, text.length()));
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** 1-based, in code points. */
    public int column(int offset) {
        int clipped = Math.min(offset, text.length());
        int start = lineStarts()[line(clipped) - 1];
        return text.codePointCount(start, clipped) + 1;
    }

    public int lineCount() {
        return lineStarts().length;
    }

    /** Offset of the first character of a 1-based line. */
    public int lineStart(int line) {
        return lineStarts()[line - 1];
    }

    /** The text of a 1-based line without its line break. */
    public String lineText(int line) {
        int start = lineStarts()[line - 1];
        int end = line < lineStarts().length ? lineStarts()[line] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Offset of a 1-based line and a 1-based column in code points, clipped to the text. */
    public int offset(int line, int column) {
        int[] starts = lineStarts();
        if (line > starts.length) {
            return text.length();
        }
        int start = starts[Math.max(line, 1) - 1];
        int end = start + lineText(Math.max(line, 1)).length();
        int steps = Math.min(Math.max(column - 1, 0), text.codePointCount(start, end));
        return text.offsetByCodePoints(start, steps);
    }

    private int[] lineStarts() {
        if (lineStarts == null) {
            int[] starts = new int[Math.max(16, text.length() / 32)];
            int count = 1;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean lineEnd = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
                if (lineEnd) {
                    if (count == starts.length) {
                        starts = Arrays.copyOf(starts, count * 2);
                    }
                    starts[count++] = i + 1;
                }
            }
            lineStarts = Arrays.copyOf(starts, count);
        }
        return lineStarts;
    }

    @Override
    public String toString() {
        return path;
    }
}
