package dev.guards.inventory;

import java.util.List;

/**
 * Why no series of some name exists.
 *
 * @param message  lower case, no final period
 * @param remedy   another metric name for {@code RENAMED} and {@code REMOVED}, else what to do in words; empty when nothing is known
 * @param exporter the exporter that would make it; empty when not known
 */
public record Missing(Reason reason, String message, String remedy, String exporter, List<Evidence> evidence) {
    /** Kinds of reasons, in the order in which they are looked for. */
    public enum Reason {
        /** It is there, or may be. */
        NOT_MISSING,
        /** Another server of the environment has it. */
        OTHER_SERVER,
        /** Metric relabelling drops it. */
        DROPPED_BY_RELABEL,
        /** A collector or option of the exporter is off. */
        DISABLED,
        /** Newer than the deployed version. */
        NOT_YET,
        REMOVED,
        RENAMED,
        /** On another path or port of the exporter. */
        OTHER_ENDPOINT,
        /** {@code _bucket} of a gauge, bare name of a histogram. */
        SUFFIX,
        /** The exporter runs, no job scrapes it. */
        NOT_SCRAPED,
        /** The exporter is known and is not in the stack. */
        EXPORTER_NOT_IN_STACK,
        /** The exporter can have data only in Kubernetes, and this is not. */
        WRONG_ENVIRONMENT,
        /** A rule records it, whose expression never has a result; its place comes first in the evidence. */
        RECORD_EMPTY,
        /** Every job is known and none makes it. */
        NOBODY_MAKES_IT
    }

    public Missing {
        evidence = List.copyOf(evidence);
    }
}
