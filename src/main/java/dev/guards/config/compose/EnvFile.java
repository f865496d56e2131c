package dev.guards.config.compose;

import dev.guards.text.Source;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** {@code NAME=value} lines of a {@code .env} file: comments, {@code export}, quotes. References to other variables are put in by the reader. */
public final class EnvFile {
    /** One line; the value is null for a name alone, which is passed on from the shell. */
    public record Line(Text name, Text value) {
    }

    private EnvFile() {
    }

    public static List<Line> read(Source source) {
        List<Line> lines = new ArrayList<>();
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.lineText(number);
            int start = source.lineStart(number);
            int at = skipBlanks(line, 0);
            if (line.startsWith("export ", at)) {
                at = skipBlanks(line, at + 7);
            }
            if (at == line.length() || line.charAt(at) == '#') {
                continue;
            }
            int equals = line.indexOf('=', at);
            int nameEnd = trimmedEnd(line, at, equals < 0 ? line.length() : equals);
            Text name = Text.of(source, start + at, start + nameEnd);
            lines.add(new Line(name, equals < 0 ? null : value(source, line, start, skipBlanks(line, equals + 1))));
        }
        return lines;
    }

    private static Text value(Source source, String line, int lineStart, int at) {
        if (at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\'')) {
            int close = line.indexOf(line.charAt(at), at + 1);
            if (close > 0) {
                return Text.of(source, lineStart + at + 1, lineStart + close);
            }
        }
        int end = line.length();
        int comment = line.indexOf(" #", at);
        if (comment >= 0) {
            end = comment;
        }
        return Text.of(source, lineStart + at, lineStart + trimmedEnd(line, at, end));
    }

    private static int skipBlanks(String line, int at) {
        int next = at;
        while (next < line.length() && Character.isWhitespace(line.charAt(next))) {
            next++;
        }
        return next;
    }

    private static int trimmedEnd(String line, int start, int end) {
        int last = end;
        while (last > start && Character.isWhitespace(line.charAt(last - 1))) {
            last--;
        }
        return last;
    }
}
