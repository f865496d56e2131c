package dev.guards.analysis;

import dev.guards.promql.Expr;
import dev.guards.promql.ValueType;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import java.util.List;
import java.util.Set;

/**
 * What one expression of a query evaluates to, as far as it can be told.
 *
 * @param type  that of the expression; {@code UNKNOWN} where a hole decides
 * @param rows  every series of the result lies in one of them; one row without labels for scalars and strings
 * @param empty why there is none; null when there may be some
 */
public record Flow(Expr expr, ValueType type, List<Row> rows, Emptiness empty) {
    /**
     * Why a result is empty.
     *
     * @param span      the smallest part of the query that is to blame
     * @param message   lower case, no final period
     * @param selection the selector that matches nothing; null when none does not
     */
    public record Emptiness(Span span, String message, Selection selection) {
    }

    /** Whether series have a label. */
    public enum Presence { GUARANTEED, POSSIBLE, IMPOSSIBLE }

    public Flow {
        rows = List.copyOf(rows);
    }

    public Verdict verdict() {
        return Rows.verdict(rows);
    }

    /** True when labels may be there that are not listed. */
    public boolean isOpen() {
        return Rows.isOpen(rows);
    }

    public Presence presence(String label) {
        return Rows.presence(rows, label);
    }

    /** At least the values that the label has, the empty text for its absence; none when there are no series. */
    public ValueSet values(String label) {
        return Rows.values(rows, label);
    }

    /** Labels that every series has, sorted. */
    public Set<String> guaranteed() {
        return Rows.names(rows, Presence.GUARANTEED);
    }

    /** Labels that some series may have, the guaranteed ones not included, sorted; more when {@link #isOpen()}. */
    public Set<String> possible() {
        return Rows.names(rows, Presence.POSSIBLE);
    }
}
