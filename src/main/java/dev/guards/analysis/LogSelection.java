package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.logql.Selector;
import java.util.List;

/**
 * What a stream selector finds.
 *
 * @param rows        what it may match
 * @param candidates  all streams that are known
 * @param cause       why it matches nothing; null when it may match something
 * @param assumesHost true when it is empty only under the assumption that the host runs what the environment describes
 * @param unproved    why it is unknown; empty unless it is
 */
public record LogSelection(Selector selector, List<LogRow> rows, List<LogRow> candidates, LogCause cause, boolean assumesHost,
        List<Evidence> unproved) {
    public LogSelection {
        rows = List.copyOf(rows);
        candidates = List.copyOf(candidates);
        unproved = List.copyOf(unproved);
    }

    public Verdict verdict() {
        for (LogRow row : rows) {
            if (row.certain()) {
                return Verdict.DATA;
            }
        }
        return rows.isEmpty() ? Verdict.EMPTY : Verdict.UNKNOWN;
    }
}
