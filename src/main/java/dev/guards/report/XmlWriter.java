package dev.guards.report;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes indented XML 1.0; characters that XML cannot hold are replaced. */
final class XmlWriter {
    private final Appendable out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean tagOpen;
    private boolean inText;

    XmlWriter(Appendable out) throws IOException {
        this.out = out;
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }

    XmlWriter start(String name) throws IOException {
        closeTag();
        indent();
        out.append('<').append(name);
        open.push(name);
        tagOpen = true;
        return this;
    }

    XmlWriter attribute(String name, Object value) throws IOException {
        out.append(' ').append(name).append("=\"").append(escape(String.valueOf(value), true)).append('"');
        return this;
    }

    XmlWriter text(String text) throws IOException {
        closeTag();
        out.append(escape(text, false));
        inText = true;
        return this;
    }

    XmlWriter end() throws IOException {
        String name = open.pop();
        if (tagOpen) {
            out.append("/>");
            tagOpen = false;
        } else {
            if (!inText) {
                indent();
            }
            out.append("</").append(name).append('>');
        }
        inText = false;
        if (open.isEmpty()) {
            out.append('\n');
        }
        return this;
    }

    private void closeTag() throws IOException {
        if (tagOpen) {
            out.append('>');
            tagOpen = false;
        }
    }

    private void indent() throws IOException {
        out.append('\n').append("  ".repeat(open.size()));
    }

    private static String escape(String text, boolean attribute) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append(attribute ? "&quot;" : "\"");
                case '\n', '\t', '\r' -> escaped.append(attribute ? "&#" + c + ";" : Character.toString(c));
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        }
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
