package dev.guards.promql;

/** Bounds that keep hostile input from hurting; no query that people write comes near. */
public final class Limits {
    /** Levels of an expression tree: operators, calls, parentheses. */
    public static final int DEPTH = 1000;
    /** Parentheses within each other. */
    static final int PARENTHESES = 400;

    private Limits() {
    }
}
