package dev.guards.inventory.stream;

import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;

/**
 * Something whose lines an agent reads, before relabelling.
 *
 * @param labels      meta labels and labels of its group
 * @param source      what it is, in words
 * @param basis  what it rests on that the agent reads it
 */
record LogTarget(Labels labels, String source, Certainty certainty, String condition, Observation.Basis basis, Evidence evidence) {
    LogTarget with(Labels newLabels) {
        return new LogTarget(newLabels, source, certainty, condition, basis, evidence);
    }

    LogTarget conditional(String on) {
        return new LogTarget(labels, source, Certainty.CONDITIONAL, condition.isEmpty() ? on : condition, basis, evidence);
    }
}
