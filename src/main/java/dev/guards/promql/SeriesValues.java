package dev.guards.promql;

import java.util.function.DoubleConsumer;

/** Consecutive values of a {@link SeriesDescription} that one item of the notation stands for. */
public sealed interface SeriesValues {
    /** How many; not negative. */
    long count();

    /** {@code _}: nothing is scraped. */
    record Gap(long count) implements SeriesValues {
    }

    /** {@code stale}: the series ends here. */
    record Stale() implements SeriesValues {
        @Override
        public long count() {
            return 1;
        }
    }

    /** {@code 1+2x3}: floats that each differ from the one before by {@code step}, minus zero when they are all alike. */
    record Floats(double first, double step, long count) implements SeriesValues {
        /** Adds step by step, as Prometheus does: rounding errors add up too. */
        public void forEach(DoubleConsumer action) {
            double value = first;
            for (long i = 0; i < count; i++) {
                action.accept(value);
                value += step;
            }
        }
    }

    /**
     * <code>{{..}}+{{..}}x3</code>: native histograms.
     *
     * @param step    what is added each time; null when they are all alike
     * @param falling whether the step is subtracted instead
     */
    record Histograms(HistogramDescription first, HistogramDescription step, boolean falling, long count) implements SeriesValues {
    }
}
