package dev.guards.template;

import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A text in which Grafana replaces variable references before anybody else reads it: {@code $x}, {@code ${x}},
 * {@code ${x.field:format}}, {@code [[x:format]]}. Grafana does not look at quotes, so references count everywhere.
 * Equal when the texts are; the place does not count.
 */
public final class Template {
    private final Text text;
    private final List<Part> parts;
    private final boolean holes;

    private Template(Text text, List<Part> parts, boolean holes) {
        this.text = text;
        this.parts = parts;
        this.holes = holes;
    }

    /** Finds the references in a text. What only looks like one ({@code $ }, <code>${}</code>) is literal text. */
    public static Template parse(Text text) {
        String value = text.value();
        if (value.indexOf('$') < 0 && value.indexOf("[[") < 0) {
            return literal(text);
        }
        List<Part> parts = new ArrayList<>();
        int literalStart = 0;
        boolean holes = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            Hole hole = c == '$' || c == '[' ? hole(text, value, i) : null;
            if (hole != null) {
                if (literalStart < i) {
                    parts.add(new Literal(text.slice(literalStart, i)));
                }
                parts.add(hole);
                holes = true;
                literalStart = i + hole.text().length();
                i = literalStart - 1;
            }
        }
        if (!holes) {
            return literal(text);
        }
        if (literalStart < value.length()) {
            parts.add(new Literal(text.slice(literalStart, value.length())));
        }
        return new Template(text, List.copyOf(parts), true);
    }

    /** A text in which nothing is replaced, whatever it looks like. */
    public static Template literal(Text text) {
        return new Template(text, text.isEmpty() ? List.of() : List.of(new Literal(text)), false);
    }

    private static Hole hole(Text text, String value, int start) {
        if (value.startsWith("[[", start)) {
            return bracketed(text, value, start);
        }
        if (value.startsWith("${", start)) {
            return braced(text, value, start);
        }
        int end = value.charAt(start) == '$' ? wordEnd(value, start + 1) : start + 1;
        return end == start + 1 ? null
                : new Hole(text.slice(start, end), value.substring(start + 1, end), "", "", Hole.Syntax.DOLLAR);
    }

    private static Hole bracketed(Text text, String value, int start) {
        int nameEnd = wordEnd(value, start + 2);
        int formatEnd = nameEnd;
        if (nameEnd < value.length() && value.charAt(nameEnd) == ':') {
            formatEnd = wordEnd(value, nameEnd + 1);
            if (formatEnd == nameEnd + 1) {
                return null;
            }
        }
        if (nameEnd == start + 2 || !value.startsWith("]]", formatEnd)) {
            return null;
        }
        String format = formatEnd == nameEnd ? "" : value.substring(nameEnd + 1, formatEnd);
        return new Hole(text.slice(start, formatEnd + 2), value.substring(start + 2, nameEnd), "", format, Hole.Syntax.BRACKETS);
    }

    private static Hole braced(Text text, String value, int start) {
        int nameEnd = wordEnd(value, start + 2);
        int close = value.indexOf('}', nameEnd);
        if (nameEnd == start + 2 || close < 0) {
            return null;
        }
        int pathEnd = nameEnd;
        if (value.charAt(nameEnd) == '.' || value.charAt(nameEnd) == '[') {
            int colon = value.indexOf(':', nameEnd);
            pathEnd = colon < 0 || colon > close ? close : colon;
        }
        boolean formatted = value.charAt(pathEnd) == ':';
        if (pathEnd != close && !formatted || formatted && pathEnd + 1 == close
                || pathEnd == nameEnd + 1 && value.charAt(nameEnd) == '.') {
            return null;
        }
        int pathStart = pathEnd > nameEnd && value.charAt(nameEnd) == '.' ? nameEnd + 1 : nameEnd;
        return new Hole(text.slice(start, close + 1), value.substring(start + 2, nameEnd),
                value.substring(pathStart, pathEnd), formatted ? value.substring(pathEnd + 1, close) : "", Hole.Syntax.BRACES);
    }

    private static int wordEnd(String value, int start) {
        int end = start;
        while (end < value.length() && isWord(value.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /** The whole, as written. */
    public Text text() {
        return text;
    }

    public Span span() {
        return text.span();
    }

    /** In order, without gaps; literals never stand side by side. */
    public List<Part> parts() {
        return parts;
    }

    public boolean hasHoles() {
        return holes;
    }

    /** True when it is one reference and nothing else. */
    public boolean isHole() {
        return holes && parts.size() == 1;
    }

    /** The text when nothing in it is replaced, else null. */
    public String literal() {
        return holes ? null : text.value();
    }

    /** The references, in order. */
    public List<Hole> holes() {
        List<Hole> found = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Hole hole) {
                found.add(hole);
            }
        }
        return found;
    }

    /**
     * The text as Grafana sends it.
     *
     * @param fillings      gives what a variable holds; null for a name that is not known, which stays as it is written
     * @param defaultFormat for references that name none
     */
    public String fill(Function<String, Filling> fillings, String defaultFormat) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            Filling filling = part instanceof Hole hole ? fillings.apply(hole.name()) : null;
            out.append(filling == null ? part.text().value() : filling.fill((Hole) part, defaultFormat));
        }
        return out.toString();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Template t && t.holes == holes && t.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text.value();
    }
}
