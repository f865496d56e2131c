package dev.guards.analysis;

import dev.guards.logql.Expr;
import dev.guards.regex.ValueSet;
import java.util.List;
import java.util.Set;

/**
 * What a log query, or a part of one, returns as far as it can be told: lines with labels, or series.
 *
 * @param rows  every line or series of the result lies in one of them
 * @param empty why there is none; null when there may be some
 */
public record LogFlow(Expr expr, List<Row> rows, LogCause empty) {
    public LogFlow {
        rows = List.copyOf(rows);
    }

    public Verdict verdict() {
        return Rows.verdict(rows);
    }

    /** True when labels may be there that are not listed. */
    public boolean isOpen() {
        return Rows.isOpen(rows);
    }

    public Flow.Presence presence(String label) {
        return Rows.presence(rows, label);
    }

    /** At least the values that the label has, the empty text for its absence. */
    public ValueSet values(String label) {
        return Rows.values(rows, label);
    }

    /** Labels that every line or series has, sorted. */
    public Set<String> guaranteed() {
        return Rows.names(rows, Flow.Presence.GUARANTEED);
    }

    /** Labels that some may have, the guaranteed ones not included, sorted; more when {@link #isOpen()}. */
    public Set<String> possible() {
        return Rows.names(rows, Flow.Presence.POSSIBLE);
    }
}
