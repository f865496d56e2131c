package dev.guards.analysis;

import dev.guards.promql.Expr;
import dev.guards.promql.ValueType;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
        for (Row row : rows) {
            if (row.labels().isOpen()) {
                return true;
            }
        }
        return false;
    }

    public Presence presence(String label) {
        boolean always = !rows.isEmpty();
        boolean possible = false;
        for (Row row : rows) {
            always &= row.labels().has(label);
            possible |= row.labels().mayHave(label);
        }
        return always ? Presence.GUARANTEED : possible ? Presence.POSSIBLE : Presence.IMPOSSIBLE;
    }

    /** At least the values that the label has, the empty text for its absence; none when there are no series. */
    public ValueSet values(String label) {
        ValueSet all = ValueSet.none();
        for (Row row : rows) {
            all = all.union(row.labels().get(label));
        }
        return all;
    }

    /** Labels that every series has, sorted. */
    public Set<String> guaranteed() {
        return names(Presence.GUARANTEED);
    }

    /** Labels that some series may have, the guaranteed ones not included, sorted; more when {@link #isOpen()}. */
    public Set<String> possible() {
        return names(Presence.POSSIBLE);
    }

    private Set<String> names(Presence presence) {
        Set<String> names = new TreeSet<>();
        for (Row row : rows) {
            for (String name : row.labels().names()) {
                if (!names.contains(name) && presence(name) == presence) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
