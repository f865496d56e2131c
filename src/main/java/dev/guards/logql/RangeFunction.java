package dev.guards.logql;

/** Functions over a log range, with what each wants. Source: the grammar's documentation and facts/logql.json. */
public enum RangeFunction {
    COUNT_OVER_TIME(Unwrapped.FORBIDDEN, false), RATE(Unwrapped.OPTIONAL, false), RATE_COUNTER(Unwrapped.REQUIRED, false),
    BYTES_OVER_TIME(Unwrapped.FORBIDDEN, false), BYTES_RATE(Unwrapped.FORBIDDEN, false), ABSENT_OVER_TIME(Unwrapped.OPTIONAL, false),
    SUM_OVER_TIME(Unwrapped.REQUIRED, false), AVG_OVER_TIME(Unwrapped.REQUIRED, true), MIN_OVER_TIME(Unwrapped.REQUIRED, true),
    MAX_OVER_TIME(Unwrapped.REQUIRED, true), FIRST_OVER_TIME(Unwrapped.REQUIRED, true), LAST_OVER_TIME(Unwrapped.REQUIRED, true),
    STDDEV_OVER_TIME(Unwrapped.REQUIRED, true), STDVAR_OVER_TIME(Unwrapped.REQUIRED, true),
    QUANTILE_OVER_TIME(Unwrapped.REQUIRED, true);

    /** Whether the range has to end in an unwrap stage. */
    public enum Unwrapped { REQUIRED, OPTIONAL, FORBIDDEN }

    private final Unwrapped unwrapped;
    private final boolean grouping;
    private final String word = name().toLowerCase(java.util.Locale.ROOT);

    RangeFunction(Unwrapped unwrapped, boolean grouping) {
        this.unwrapped = unwrapped;
        this.grouping = grouping;
    }

    public String word() {
        return word;
    }

    public Unwrapped unwrapped() {
        return unwrapped;
    }

    public boolean takesGrouping() {
        return grouping;
    }

    public boolean takesParameter() {
        return this == QUANTILE_OVER_TIME;
    }

    /** @param word in any case; null for a word that is no such function */
    public static RangeFunction of(String word) {
        for (RangeFunction function : values()) {
            if (function.word.equalsIgnoreCase(word)) {
                return function;
            }
        }
        return null;
    }
}
