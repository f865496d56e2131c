package dev.guards.logql;

import dev.guards.text.Text;

/**
 * The outcome of reading a query.
 *
 * @param expr  null when the syntax is wrong
 * @param error null when Loki takes the query; an expression beside an error is one that Loki parses but cannot run, such as
 *              one with a broken template
 * @param hasComments whether printing the expression would lose comments
 */
public record Parsed(Text text, Expr expr, SyntaxError error, boolean hasComments) {
    public boolean ok() {
        return error == null;
    }

    /** True for a query that returns lines; a lone variable counts as a metric query. */
    public boolean isLog() {
        return expr instanceof Expr.LogQuery;
    }
}
