package dev.guards.promql;

/**
 * What follows a selector or a subquery.
 *
 * @param offset null when not given
 * @param at     null when not given
 * @param range  how the ends of a range are met; null when not said
 */
public record Modifiers(Duration offset, At at, RangeMode range) {
    public static final Modifiers NONE = new Modifiers(null, null, null);

    /** Behaviour at the ends of a range; behind the feature flag {@link Feature#EXTENDED_RANGE_SELECTORS}. */
    public enum RangeMode {
        ANCHORED, SMOOTHED;

        public String word() {
            return this == ANCHORED ? "anchored" : "smoothed";
        }
    }

    Modifiers withOffset(Duration offset) {
        return new Modifiers(offset, at, range);
    }

    Modifiers withAt(At at) {
        return new Modifiers(offset, at, range);
    }

    Modifiers withRange(RangeMode range) {
        return new Modifiers(offset, at, range);
    }
}
