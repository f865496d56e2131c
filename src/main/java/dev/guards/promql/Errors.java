package dev.guards.promql;

import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Collects what is wrong with one query, with its places. */
final class Errors {
    private final Text text;
    private final List<SyntaxError> found = new ArrayList<>(0);

    Errors(Text text) {
        this.text = text;
    }

    /** @param start 0-based in the query's text */
    void add(int start, int end, String message) {
        add(start, end, message, "");
    }

    void add(int start, int end, String message, String help) {
        int from = Math.min(start, text.length());
        int to = Math.min(Math.max(end, from), text.length());
        found.add(new SyntaxError(text.span(from, to), from, to, message, help));
    }

    void at(Token token, String message) {
        add(token.getStartIndex(), token.getStopIndex() + 1, message);
    }

    /** An error about an expression, whose place is looked up in the query's text. */
    void at(Located place, String message) {
        add(place.start(), place.end(), message);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<SyntaxError> all() {
        return List.copyOf(found);
    }

    /** A place in the query's text. */
    record Located(int start, int end) {
    }
}
