package dev.guards.analysis;

import dev.guards.promql.BinaryOp;

/**
 * The closed interval that all samples of an expression lie in, in the metric's own unit; NaN aside, for which no comparison but
 * {@code !=} holds.
 */
public record SampleRange(double low, double high) {
    public static final SampleRange ALL = new SampleRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final SampleRange ONE = new SampleRange(1, 1);
    static final SampleRange UNIT = new SampleRange(0, 1);
    static final SampleRange NOT_NEGATIVE = new SampleRange(0, Double.POSITIVE_INFINITY);
    static final SampleRange COUNT = new SampleRange(1, Double.POSITIVE_INFINITY);

    /** How a comparison of two expressions turns out. */
    public enum Outcome { ALWAYS, NEVER, DEPENDS }

    /** Exactly this value; anything for what is no number. */
    static SampleRange of(double value) {
        return Double.isNaN(value) ? ALL : new SampleRange(value, value);
    }

    private static SampleRange of(double low, double high) {
        return Double.isNaN(low) || Double.isNaN(high) ? ALL : new SampleRange(low, high);
    }

    public boolean isBounded() {
        return !equals(ALL);
    }

    SampleRange hull(SampleRange other) {
        return new SampleRange(Math.min(low, other.low), Math.max(high, other.high));
    }

    SampleRange minus() {
        return new SampleRange(0 - high, 0 - low);
    }

    SampleRange plus(SampleRange other) {
        return of(low + other.low, high + other.high);
    }

    SampleRange times(SampleRange other) {
        double a = product(low, other.low);
        double b = product(low, other.high);
        double c = product(high, other.low);
        double d = product(high, other.high);
        return of(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    /** An end at infinity is never reached, so nothing times it is nothing. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    /** Division by what may be zero says nothing but the sign, if at all. */
    SampleRange over(SampleRange other) {
        if (other.low > 0 || other.high < 0) {
            return times(of(1 / other.high, 1 / other.low));
        }
        return low >= 0 && other.low >= 0 ? NOT_NEGATIVE : ALL;
    }

    /** The sum of any number of samples, at least one. */
    SampleRange summed() {
        return new SampleRange(low >= 0 ? low : Double.NEGATIVE_INFINITY, high <= 0 ? high : Double.POSITIVE_INFINITY);
    }

    boolean isWithin(SampleRange other) {
        return low >= other.low && high <= other.high;
    }

    /** How {@code this op other} turns out; a bound that is infinite decides nothing. */
    public Outcome compare(BinaryOp op, SampleRange other) {
        return switch (op) {
            case GREATER -> outcome(low > other.high, high <= other.low);
            case GREATER_OR_EQUAL -> outcome(low >= other.high, high < other.low);
            case LESS -> outcome(high < other.low, low >= other.high);
            case LESS_OR_EQUAL -> outcome(high <= other.low, low > other.high);
            case EQUAL -> outcome(low == high && other.low == low && other.high == high, high < other.low || low > other.high);
            case NOT_EQUAL -> outcome(high < other.low || low > other.high, low == high && other.low == low && other.high == high);
            default -> Outcome.DEPENDS;
        };
    }

    private static Outcome outcome(boolean always, boolean never) {
        return always ? Outcome.ALWAYS : never ? Outcome.NEVER : Outcome.DEPENDS;
    }

    /** In words, to follow "is": {@code between 0 and 1}, {@code at least 1}, {@code 1}. */
    public String describe() {
        if (!isBounded()) {
            return "anything";
        }
        if (low == high) {
            return number(low);
        }
        if (high == Double.POSITIVE_INFINITY) {
            return low == 0 ? "never negative" : "at least " + number(low);
        }
        return low == Double.NEGATIVE_INFINITY ? "at most " + number(high) : "between " + number(low) + " and " + number(high);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}
