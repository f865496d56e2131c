package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;

/** A range, a resolution or an offset: a length of time in seconds, or an expression that gives one. */
public sealed interface Duration {
    Span span();

    /** The length in seconds; NaN when it depends on the query's step or range, or on a hole. */
    double seconds();

    /** Whether it is the number 0, which Prometheus takes as no offset at all. */
    default boolean isZero() {
        return this instanceof Literal literal && literal.seconds == 0;
    }

    /** @param hasUnit {@code 5m} as opposed to {@code 300} */
    record Literal(Span span, double seconds, boolean hasUnit) implements Duration {
    }

    /** {@code step()} or {@code range()}. */
    record OfQuery(Span span, boolean isStep) implements Duration {
        @Override
        public double seconds() {
            return Double.NaN;
        }
    }

    /** {@code min_of(a, b)} or {@code max_of(a, b)}. */
    record Extreme(Span span, boolean isMax, Duration left, Duration right) implements Duration {
        @Override
        public double seconds() {
            return isMax ? Math.max(left.seconds(), right.seconds()) : Math.min(left.seconds(), right.seconds());
        }
    }

    /** A minus sign in front of anything but a literal. */
    record Negative(Span span, Duration inner) implements Duration {
        @Override
        public double seconds() {
            return -inner.seconds();
        }
    }

    /** Arithmetic: one of {@code + - * / % ^}. */
    record Arithmetic(Span span, BinaryOp op, Duration left, Duration right) implements Duration {
        @Override
        public double seconds() {
            double a = left.seconds();
            double b = right.seconds();
            return switch (op) {
                case ADD -> a + b;
                case SUB -> a - b;
                case MUL -> a * b;
                case DIV -> a / b;
                case MOD -> a % b;
                case POW -> Math.pow(a, b);
                default -> Double.NaN;
            };
        }
    }

    /** In parentheses; never directly in another pair. */
    record Wrapped(Span span, Duration inner) implements Duration {
        @Override
        public double seconds() {
            return inner.seconds();
        }
    }

    /** {@code $__rate_interval}, {@code ${n}m}: filled by Grafana. */
    record Hole(Span span, Template text) implements Duration {
        @Override
        public double seconds() {
            return Double.NaN;
        }
    }
}
