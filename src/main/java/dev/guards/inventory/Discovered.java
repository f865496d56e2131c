package dev.guards.inventory;

import dev.guards.environment.Workload;
import dev.guards.text.Span;
import java.util.List;

/**
 * A target as a discovery yields it.
 *
 * @param labels    {@code __address__}, meta labels and labels of its group
 * @param workload  the container behind it; null when it is found by its address, or is none of the environment
 * @param certainty whether it is there whenever the environment runs
 * @param condition what that depends on; empty when certain
 * @param place     the address in the configuration, or the discovery
 */
public record Discovered(Labels labels, Workload workload, Certainty certainty, String condition, Span place, List<Evidence> evidence) {
    public Discovered {
        evidence = List.copyOf(evidence);
    }

    /** The same target where another definition of its service runs. */
    Discovered leadingTo(Workload other) {
        String file = other.span().source().path();
        return new Discovered(labels, other, Certainty.CONDITIONAL, other.condition().isEmpty() ? "where `" + file + "` defines it"
                : other.condition(), place, evidence);
    }
}
