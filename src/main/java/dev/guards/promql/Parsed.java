package dev.guards.promql;

import dev.guards.text.Text;
import java.util.List;
import java.util.Set;

/**
 * The outcome of parsing one query.
 *
 * @param expr        null when there are errors
 * @param errors      as Prometheus finds them, the first one first; it reports only that
 * @param requires    what a server has to switch on to accept the query; empty when there are errors
 * @param hasComments whether printing the expression would lose comments
 */
public record Parsed(Text text, Expr expr, List<SyntaxError> errors, Set<Feature> requires, boolean hasComments) {
    public boolean isValid() {
        return errors.isEmpty();
    }
}
