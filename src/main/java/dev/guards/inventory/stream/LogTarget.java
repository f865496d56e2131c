package dev.guards.inventory.stream;

import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;

/**
 * Something whose lines an agent reads, before relabelling.
 *
 * @param labels      meta labels and labels of its group
 * @param source      what it is, in words
 * @param hostAssumed true when an agent that sees the whole host may see others too
 */
record LogTarget(Labels labels, String source, Certainty certainty, String condition, boolean hostAssumed, Evidence evidence) {
    LogTarget with(Labels newLabels) {
        return new LogTarget(newLabels, source, certainty, condition, hostAssumed, evidence);
    }

    LogTarget conditional(String on) {
        return new LogTarget(labels, source, Certainty.CONDITIONAL, condition.isEmpty() ? on : condition, hostAssumed, evidence);
    }
}
