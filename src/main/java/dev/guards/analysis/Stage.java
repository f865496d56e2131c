package dev.guards.analysis;

/** How far a value is from what the exporter said. */
public enum Stage {
    /** As stored: a counter only grows. */
    RAW,
    /** Growth per second or per range: {@code rate}, {@code irate}, {@code increase}. */
    RATE,
    /** Raw values of several series combined: resets of single counters can no longer be told. */
    AGGREGATED,
    /** Anything else. */
    DERIVED
}
