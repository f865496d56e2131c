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
        int lastBrace = value.lastIndexOf('}');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean unclosed = i > lastBrace && value.startsWith("${", i);
            int end = (c == '$' || c == '[') && !unclosed ? referenceEnd(value, i) : -1;
            if (end > 0) {
                if (literalStart < i) {
                    parts.add(new Literal(text.slice(literalStart, i)));
                }
                parts.add(hole(text.slice(i, end), value.substring(i, end)));
                holes = true;
                literalStart = end;
                i = end - 1;
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

    /** Behind the reference that begins at an index; -1 when none begins there. */
    public static int referenceEnd(String value, int start) {
        if (value.startsWith("[[", start)) {
            return bracketedEnd(value, start);
        }
        if (value.startsWith("${", start)) {
            return bracedEnd(value, start);
        }
        int end = value.startsWith("$", start) ? wordEnd(value, start + 1) : start;
        return end > start + 1 ? end : -1;
    }

    private static int bracketedEnd(String value, int start) {
        int nameEnd = wordEnd(value, start + 2);
        int end = nameEnd;
        if (nameEnd < value.length() && value.charAt(nameEnd) == ':') {
            end = wordEnd(value, nameEnd + 1);
            if (end == nameEnd + 1) {
                return -1;
            }
        }
        return nameEnd > start + 2 && value.startsWith("]]", end) ? end + 2 : -1;
    }

    private static int bracedEnd(String value, int start) {
        int nameEnd = wordEnd(value, start + 2);
        int at = nameEnd;
        char next = at < value.length() ? value.charAt(at) : ' ';
        if (next == '.' || next == '[') {
            do {
                at++;
            } while (at < value.length() && value.charAt(at) != ':' && value.charAt(at) != '}');
        }
        if (nameEnd == start + 2 || at == value.length() || next == '.' && at == nameEnd + 1) {
            return -1;
        }
        if (value.charAt(at) == '}') {
            return at + 1;
        }
        int close = value.charAt(at) == ':' ? value.indexOf('}', at) : -1;
        return close > at + 1 ? close + 1 : -1;
    }

    /** @param written what {@link #referenceEnd} found */
    private static Hole hole(Text whole, String written) {
        int nameStart = written.startsWith("[[") || written.startsWith("${") ? 2 : 1;
        int nameEnd = wordEnd(written, nameStart);
        String name = written.substring(nameStart, nameEnd);
        if (nameStart == 1) {
            return new Hole(whole, name, "", "", Hole.Syntax.DOLLAR);
        }
        boolean brackets = written.charAt(0) == '[';
        int close = written.length() - (brackets ? 2 : 1);
        int colon = written.indexOf(':', nameEnd);
        int pathStart = written.charAt(nameEnd) == '.' ? nameEnd + 1 : nameEnd;
        return new Hole(whole, name, written.substring(pathStart, colon < 0 ? close : colon),
                colon < 0 ? "" : written.substring(colon + 1, close), brackets ? Hole.Syntax.BRACKETS : Hole.Syntax.BRACES);
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

    /** Whether a dashboard's variable is among the references: one that may hold any text, unlike the time macros. */
    public boolean hasVariables() {
        for (Hole hole : holes()) {
            Macro macro = Macro.of(hole.name());
            if (macro == null || macro.kind() == Macro.Kind.TEXT) {
                return true;
            }
        }
        return false;
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
