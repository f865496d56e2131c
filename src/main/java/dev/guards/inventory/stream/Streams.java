package dev.guards.inventory.stream;

import dev.guards.environment.Environment;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.LogStream;
import java.util.List;

/**
 * The log streams of an environment.
 *
 * @param all         one row for each way a source's lines may take through an agent
 * @param unseen      what the agents would send of things that the environment does not describe, where they see the whole host
 * @param open        true when streams may exist that are not listed
 * @param openBecause why; empty when not open
 * @param lost        what is read but never stored as a stream, and why
 * @param metrics     what agents count on the way and expose themselves
 */
public record Streams(List<LogStream> all, List<LogStream> unseen, boolean open, List<Evidence> openBecause, List<Evidence> lost, List<AgentMetric> metrics) {
    public Streams {
        all = List.copyOf(all);
        unseen = List.copyOf(unseen);
        openBecause = List.copyOf(openBecause);
        lost = List.copyOf(lost);
        metrics = List.copyOf(metrics);
    }

    /** Runs the log agents and logging drivers of an environment. */
    public static Streams of(Environment environment) {
        StreamCollector collector = new StreamCollector(environment);
        PromtailStreams.collect(environment, collector);
        AlloyStreams.collect(environment, collector);
        FluentBitStreams.collect(environment, collector);
        DriverStreams.collect(environment, collector);
        OtherAgents.collect(environment, collector);
        return collector.streams();
    }
}
