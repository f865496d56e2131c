package dev.guards.promql;

import dev.guards.promql.Errors.Located;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.IdentityHashMap;
import java.util.Map;

/** Where the expressions of one query stand in its text; their spans lie in the outermost file. */
final class Places {
    private final Text text;
    private final Map<Expr, Located> places = new IdentityHashMap<>();

    Places(Text text) {
        this.text = text;
    }

    Text text() {
        return text;
    }

    Span span(int start, int end) {
        return text.span(start, end);
    }

    <E extends Expr> E put(E expr, int start, int end) {
        places.put(expr, new Located(start, end));
        return expr;
    }

    Located of(Expr expr) {
        return places.get(expr);
    }

    int start(Expr expr) {
        return of(expr).start();
    }

    int end(Expr expr) {
        return of(expr).end();
    }
}
