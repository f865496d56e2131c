package dev.guards.logql;

import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;

/** Refuses a query with a stream selector that would match every stream. */
final class Requirements {
    void check(Expr expr) {
        for (Expr.LogQuery query : Walk.queries(expr)) {
            check(query.selector());
        }
    }

    private void check(Selector selector) {
        if (!selector.isComplete()) {
            return;
        }
        for (Selector.StreamMatcher matcher : selector.matchers()) {
            Matcher literal = matcher.literal();
            if (literal == null || excludesEmpty(literal)) {
                return;
            }
        }
        throw new Refused(selector.span(),
                selector.matchers().isEmpty() ? "the stream selector is empty" : "every matcher of the selector also matches streams without the label",
                "one matcher at least has to want a value: app=\"x\" or app=~\".+\"");
    }

    private static boolean excludesEmpty(Matcher matcher) {
        return matcher.op() == Matcher.Op.EQUAL && !matcher.value().isEmpty()
                || matcher.op() == Matcher.Op.MATCHES && !Re2.of(matcher.value()).matches("");
    }
}
