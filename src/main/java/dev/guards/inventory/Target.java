package dev.guards.inventory;

import dev.guards.catalog.Recognition;
import dev.guards.environment.Workload;
import dev.guards.regex.ValueSet;
import java.util.List;

/**
 * A scrape target after relabelling; one object may stand for many (the instances of a service, an open discovery).
 *
 * @param discovered labels before relabelling, meta labels and defaults included
 * @param labels     labels stored on its series
 * @param address    {@code __address__} as scraped
 * @param path       the metrics path as scraped
 * @param workload   the container behind the address; null when it is not one of the environment
 * @param exporter   what it exposes; null when it is not recognised: then it may expose whatever no exporter owns
 * @param certainty  whether the target exists whenever the environment runs
 * @param condition  what it depends on; empty when certain
 * @param problems   why scraping it fails
 */
public record Target(String job, Labels discovered, Labels labels, ValueSet address, ValueSet path, Workload workload,
        Recognition exporter, Certainty certainty, String condition, List<TargetProblem> problems, List<Evidence> evidence) {
    public Target {
        problems = List.copyOf(problems);
        evidence = List.copyOf(evidence);
    }

    /** True when nothing, or nothing certain, is known of what it exposes. */
    public boolean isOpen() {
        return exporter == null || !exporter.isWhole();
    }

    /** False when a problem makes every scrape fail for sure. */
    public boolean isReachable() {
        for (TargetProblem problem : problems) {
            if (problem.kind() != TargetProblem.Kind.PROFILE_ONLY) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is only believed to be there, under a condition. */
    public boolean isConditional() {
        return certainty == Certainty.CONDITIONAL;
    }
}
