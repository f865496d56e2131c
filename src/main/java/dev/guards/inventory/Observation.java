package dev.guards.inventory;

import dev.guards.regex.ValueSet;
import java.util.List;
import java.util.Map;

/**
 * Series that an exporter has about one thing it observes: a container, a Kubernetes object.
 *
 * @param values      labels that are known better than the catalogue knows them, absent ones too; others stay as they are
 * @param openNames   names that may exist besides those of the family; null for the family's own
 * @param condition   what it depends on that there is such a series; empty when it always is, as far as this thing counts; null when
 *                    even what the catalogue makes a condition is known to hold for it
 * @param basis       what it rests on that the exporter observes this thing
 */
public record Observation(Map<String, ValueSet> values, ValueSet openNames, String condition, Basis basis, List<Evidence> evidence) {
    /** What it rests on that an exporter observes something. */
    public enum Basis {
        /** It is there whatever else runs: the machine itself, the system's own pods. */
        ALWAYS,
        /** The environment describes it, and is assumed to run where the exporter looks. */
        DESCRIBED,
        /** Nothing: what else may run there, for the question whether emptiness hangs on that assumption. */
        UNSEEN
    }

    public Observation {
        values = Map.copyOf(values);
        evidence = List.copyOf(evidence);
    }

    Observation unconditional() {
        return new Observation(values, openNames, null, basis, evidence);
    }

    /** The labels of a sample with what is observed put in. */
    Labels applyTo(Labels sample) {
        Labels labels = openNames == null ? sample : sample.withOpenNames(openNames);
        return labels.with(values);
    }
}
