package dev.guards.analysis;

/** What the samples of a series are. */
public enum Samples {
    FLOAT,
    /** Native histograms. */
    HISTOGRAM,
    EITHER;

    boolean mayBeFloat() {
        return this != HISTOGRAM;
    }

    boolean mayBeHistogram() {
        return this != FLOAT;
    }

    Samples or(Samples other) {
        return this == other ? this : EITHER;
    }
}
