package dev.guards.inventory;

import dev.guards.text.Span;
import java.util.List;

/**
 * A scrape job of the environment.
 *
 * @param name           job_name, or the component of an agent that scrapes
 * @param server         what scrapes it, in words: {@code prometheus}, {@code alloy}
 * @param targets        those that relabelling keeps
 * @param dropped        targets that relabelling drops for sure, with the evidence
 * @param open           true when targets may exist that are not listed
 * @param intervalMillis scrape interval; 0 when not known
 * @param timeoutMillis  scrape timeout; 0 when not known
 */
public record Job(String name, String server, Span span, List<Target> targets, List<Target> dropped, boolean open, long intervalMillis,
        long timeoutMillis, boolean honorLabels) {
    public Job {
        targets = List.copyOf(targets);
        dropped = List.copyOf(dropped);
    }
}
