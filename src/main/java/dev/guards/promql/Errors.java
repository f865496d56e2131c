package dev.guards.promql;

import dev.guards.text.Span;
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
    void add(int start, int end, String message, String help) {
        int from = Math.min(start, text.length());
        int to = Math.min(Math.max(end, from), text.length());
        found.add(new SyntaxError(text.span(from, to), from, to, message, help));
    }

    void at(Token token, String message) {
        add(token.getStartIndex(), token.getStopIndex() + 1, message, "");
    }

    void at(Span span, String message) {
        add(index(span.start()), index(span.end()), message, "");
    }

    /** Where the query's text has the character of a place in the file. */
    int index(int offset) {
        return text.isVerbatim() ? offset - text.span().start() : text.index(offset);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<SyntaxError> all() {
        return List.copyOf(found);
    }
}
