package dev.guards.logql;

import java.util.ArrayList;
import java.util.List;

/**
 * The small language of the {@code pattern} stage and of {@code |>}: literals, {@code <name>} captures and {@code <_>} for a
 * part that is not kept. What is no capture, such as {@code <a b>}, is literal.
 */
public final class LinePattern {
    /**
     * A run of the pattern.
     *
     * @param capture whether {@code text} is the name of a capture
     */
    public record Node(boolean capture, String text) {
        public boolean isUnnamed() {
            return capture && text.equals("_");
        }
    }

    private final List<Node> nodes;

    private LinePattern(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** Reads any text; what is wrong with it depends on its use. */
    public static LinePattern parse(String pattern) {
        List<Node> nodes = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            int end = captureEnd(pattern, i);
            if (end < 0) {
                literal.append(pattern.charAt(i++));
            } else {
                if (literal.length() > 0) {
                    nodes.add(new Node(false, literal.toString()));
                    literal.setLength(0);
                }
                nodes.add(new Node(true, pattern.substring(i + 1, end)));
                i = end + 1;
            }
        }
        if (literal.length() > 0) {
            nodes.add(new Node(false, literal.toString()));
        }
        return new LinePattern(List.copyOf(nodes));
    }

    /** Index of the {@code >} that ends a capture starting at {@code start}; -1 when none does. */
    private static int captureEnd(String pattern, int start) {
        if (pattern.charAt(start) != '<') {
            return -1;
        }
        int end = start + 1;
        while (end < pattern.length() && isWord(pattern.charAt(end), end > start + 1)) {
            end++;
        }
        return end > start + 1 && end < pattern.length() && pattern.charAt(end) == '>' ? end : -1;
    }

    private static boolean isWord(char c, boolean inside) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || inside && c >= '0' && c <= '9';
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Named captures in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Node node : nodes) {
            if (node.capture() && !node.isUnnamed()) {
                names.add(node.text());
            }
        }
        return List.copyOf(names);
    }

    /** Why the {@code pattern} stage refuses it; null when it does not. */
    public String flawAsParser() {
        if (nodes.isEmpty()) {
            return "the pattern is empty";
        }
        String flaw = adjacentCaptures();
        if (flaw != null) {
            return flaw;
        }
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                return "two captures are called <" + names.get(i) + ">";
            }
        }
        return names.isEmpty() ? "the pattern has no named capture" : null;
    }

    /** Why a line filter refuses it; null when it does not. */
    public String flawAsFilter() {
        String flaw = adjacentCaptures();
        if (flaw != null) {
            return flaw;
        }
        for (Node node : nodes) {
            if (node.capture() && !node.isUnnamed()) {
                return "a line filter cannot capture <" + node.text() + ">";
            }
        }
        return null;
    }

    private String adjacentCaptures() {
        for (int i = 1; i < nodes.size(); i++) {
            if (nodes.get(i - 1).capture() && nodes.get(i).capture()) {
                return "nothing stands between <" + nodes.get(i - 1).text() + "> and <" + nodes.get(i).text() + ">";
            }
        }
        return null;
    }

    /** What the named captures hold in a line, in order, as far as the line follows the pattern. */
    public List<String> captures(String line) {
        List<String> captures = new ArrayList<>();
        walk(line, captures);
        return captures;
    }

    /** Whether the line follows the pattern to its end. */
    public boolean matches(String line) {
        return nodes.isEmpty() ? line.isEmpty() : walk(line, new ArrayList<>());
    }

    /** Takes the captures one after the other; a capture that holds nothing keeps the line from matching. */
    private boolean walk(String line, List<String> captures) {
        int at = 0;
        int first = 0;
        boolean matches = true;
        if (!nodes.isEmpty() && !nodes.get(0).capture()) {
            String literal = nodes.get(0).text();
            int found = line.indexOf(literal);
            if (found < 0) {
                return false;
            }
            matches = found == 0;
            at = found + literal.length();
            first = 1;
        }
        for (int i = first; i < nodes.size(); i += 2) {
            boolean last = i + 1 == nodes.size();
            String delimiter = last ? "" : nodes.get(i + 1).text();
            int end = last ? line.length() : line.indexOf(delimiter, at);
            String held = line.substring(at, end < 0 ? line.length() : end);
            if (!nodes.get(i).isUnnamed()) {
                captures.add(held);
            }
            if (end < 0) {
                return false;
            }
            matches &= !held.isEmpty();
            at = end + delimiter.length();
        }
        return matches && at == line.length();
    }
}
