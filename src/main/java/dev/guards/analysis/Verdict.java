package dev.guards.analysis;

/** The three answers to "can this return data". */
public enum Verdict {
    /** The configuration produces series that it selects. */
    DATA,
    /** No run of the configuration can produce one. */
    EMPTY,
    /** A link of the proof is missing. */
    UNKNOWN
}
