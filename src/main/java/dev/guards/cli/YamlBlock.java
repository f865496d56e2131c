package dev.guards.cli;

import dev.guards.guard.Edit.Replacement;
import dev.guards.text.Mapping;
import dev.guards.text.Span;

/** A value as a literal block of YAML, two columns deeper than its key. */
final class YamlBlock {
    private YamlBlock() {
    }

    /** Null where YAML allows no block: inside of brackets or braces. What stands behind the value, a comment, stays on its line. */
    static Replacement of(Mapping.Entry entry, String value) {
        Span span = entry.value().span();
        String all = span.source().text();
        boolean wholeLines = span.text().endsWith("\n");
        int end = wholeLines ? span.end() : lineEnd(all, span.end());
        String behind = all.substring(span.end(), end);
        if (!behind.isBlank() && !behind.stripLeading().startsWith("#")) {
            return null;
        }
        String newline = all.startsWith("\r", lineEnd(all, span.start())) ? "\r\n" : "\n";
        String indent = newline + " ".repeat(entry.key().span().column() + 1);
        StringBuilder out = new StringBuilder(value.startsWith(" ") ? "|2-" : "|-").append(behind);
        for (String line : value.split("\n")) {
            out.append(indent).append(line);
        }
        return new Replacement(new Span(span.source(), span.start(), end), wholeLines ? out.append(newline).toString() : out.toString());
    }

    /** Where the line of a place ends, in front of its line break. */
    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
