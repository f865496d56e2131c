package dev.guards.promql;

import java.util.List;

/**
 * A native histogram between double braces. Nothing says that its parts fit each other: a count may be negative, and a
 * schema none that Prometheus has.
 *
 * @param schema          resolution; {@link #CUSTOM_BOUNDS} for bounds of its own
 * @param zeroCount       observations in the bucket around zero
 * @param zeroWidth       that bucket's upper bound
 * @param customValues    upper bounds, for {@link #CUSTOM_BOUNDS}
 * @param offset          index of the first positive bucket
 * @param negativeOffset  index of the first negative bucket
 * @param counterReset    {@code unknown}, {@code reset}, {@code not_reset} or {@code gauge}; empty when it is not said
 */
public record HistogramDescription(int schema, double sum, double count, double zeroCount, double zeroWidth, List<Double> customValues,
        int offset, List<Double> buckets, int negativeOffset, List<Double> negativeBuckets, String counterReset) {
    /** The schema of a histogram whose bounds are listed. */
    public static final int CUSTOM_BOUNDS = -53;

    /** Whether Prometheus can add the other histogram to this one, or subtract it. */
    boolean takes(HistogramDescription step) {
        return schema <= step.schema && (schema == CUSTOM_BOUNDS) == (step.schema == CUSTOM_BOUNDS);
    }
}
