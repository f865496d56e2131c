package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.promql.VectorSelector;
import java.util.List;

/**
 * What a selector finds.
 *
 * @param rows        what it may match
 * @param candidates  the series of the metric before the matchers; open ones not included
 * @param cause       why it is empty; null when it is not
 * @param assumesHost true when it is empty only under the assumption that the host runs what the environment describes
 * @param unproved    why it is unknown; empty unless it is
 */
public record Selection(VectorSelector selector, List<Row> rows, List<Row> candidates, Cause cause, boolean assumesHost,
        List<Evidence> unproved) {
    public Selection {
        rows = List.copyOf(rows);
        candidates = List.copyOf(candidates);
        unproved = List.copyOf(unproved);
    }

    public Verdict verdict() {
        return Rows.verdict(rows);
    }
}
