package dev.guards.catalog;

import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/** One sample line of an exposition: name, labels, value, and an optional time stamp or exemplar. */
final class ExpositionLine {
    private final Text text;
    private final int start;
    private final int end;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String name = "";
    private int at;

    ExpositionLine(Text text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    String name() {
        return name;
    }

    Map<String, String> labels() {
        return labels;
    }

    Span span() {
        return text.span(start, end);
    }

    void read() throws ReadException {
        name = peek() == '{' ? "" : identifier(true);
        if (peek() == '{') {
            at++;
            readLabels();
        }
        if (name.isEmpty()) {
            throw failure("a sample needs a metric name");
        }
        blanks();
        int from = at;
        while (at < end && peek() != ' ' && peek() != '\t') {
            at++;
        }
        if (!isNumber(text.value().substring(from, at))) {
            at = from;
            throw failure("expected the sample's value");
        }
        blanks();
        if (at < end && peek() != '#' && peek() != '-' && (peek() < '0' || peek() > '9')) {
            throw failure("text behind the sample's value");
        }
    }

    private static boolean isNumber(String word) {
        String bare = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
        if (bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity") || bare.equalsIgnoreCase("nan")) {
            return true;
        }
        if (bare.isEmpty() || Character.isLetter(bare.charAt(bare.length() - 1)) && !bare.startsWith("0x")) {
            return false;
        }
        try {
            Double.parseDouble(bare);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void readLabels() throws ReadException {
        blanks();
        while (peek() != '}') {
            String label = peek() == '"' ? quoted() : identifier(false);
            blanks();
            if (peek() == '=') {
                at++;
                blanks();
                if (peek() != '"') {
                    throw failure("expected a quoted label value");
                }
                if (labels.put(label, quoted()) != null) {
                    throw failure("label `" + label + "` stands twice");
                }
            } else if (name.isEmpty()) {
                name = label;
            } else {
                throw failure("expected `=` behind label `" + label + "`");
            }
            blanks();
            if (peek() == ',') {
                at++;
                blanks();
            } else if (peek() != '}') {
                throw failure("expected `,` or `}`");
            }
        }
        at++;
    }

    private String identifier(boolean colon) throws ReadException {
        int from = at;
        while (at < end && (Character.isLetterOrDigit(peek()) || peek() == '_' || colon && peek() == ':')) {
            at++;
        }
        if (at == from || text.charAt(from) >= '0' && text.charAt(from) <= '9') {
            at = from;
            throw failure(colon ? "expected a metric name" : "expected a label name");
        }
        return text.value().substring(from, at);
    }

    private String quoted() throws ReadException {
        StringBuilder out = new StringBuilder();
        int from = at++;
        while (peek() != '"') {
            char c = peek();
            if (c == '\\') {
                at++;
                c = peek() == 'n' ? '\n' : peek();
            }
            if (at >= end) {
                at = from;
                throw failure("label value without its closing quote");
            }
            out.append(c);
            at++;
        }
        at++;
        return out.toString();
    }

    private void blanks() {
        while (at < end && (peek() == ' ' || peek() == '\t')) {
            at++;
        }
    }

    /** The character here; a line feed at the end of the line. */
    private char peek() {
        return at < end ? text.charAt(at) : '\n';
    }

    private ReadException failure(String message) {
        return new ReadException(new Problem(Exposition.RULE, text.span(at, Math.min(at + 1, end)), message,
                "a capture is what the metrics endpoint returns, byte for byte"));
    }
}
