package dev.guards.catalog;

import java.util.Locale;

/** The type of a metric family, as the {@code # TYPE} line of an exposition has it. */
public enum MetricType {
    COUNTER, GAUGE, HISTOGRAM, SUMMARY,
    /** A histogram without classic buckets: one series under the family's own name. */
    NATIVE_HISTOGRAM,
    /** A gauge that is always 1 and carries facts as labels; PromQL treats it as a gauge. */
    INFO,
    /** Unknown or untyped. */
    UNTYPED;

    /** As written in catalogue files and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The type a word names ({@code unknown}, {@code gaugehistogram} and {@code stateset} as their nearest); null when it names none. */
    public static MetricType of(String word) {
        return switch (word) {
            case "counter" -> COUNTER;
            case "gauge", "stateset" -> GAUGE;
            case "histogram", "gaugehistogram" -> HISTOGRAM;
            case "summary" -> SUMMARY;
            case "native histogram", "native_histogram" -> NATIVE_HISTOGRAM;
            case "info" -> INFO;
            case "untyped", "unknown" -> UNTYPED;
            default -> null;
        };
    }
}
