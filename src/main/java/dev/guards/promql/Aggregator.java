package dev.guards.promql;

/** An aggregation operator. */
public enum Aggregator {
    SUM("sum", null), AVG("avg", null), COUNT("count", null), MIN("min", null), MAX("max", null), GROUP("group", null),
    STDDEV("stddev", null), STDVAR("stdvar", null), TOPK("topk", ValueType.SCALAR), BOTTOMK("bottomk", ValueType.SCALAR),
    COUNT_VALUES("count_values", ValueType.STRING), QUANTILE("quantile", ValueType.SCALAR),
    LIMITK("limitk", ValueType.SCALAR), LIMIT_RATIO("limit_ratio", ValueType.SCALAR);

    private final String word;
    private final ValueType parameter;

    Aggregator(String word, ValueType parameter) {
        this.word = word;
        this.parameter = parameter;
    }

    /** In lower case; queries may write it in any case. */
    public String word() {
        return word;
    }

    /** The type of the first argument of those that take two; null for the others. */
    public ValueType parameter() {
        return parameter;
    }

    /** Whether it picks series, with all their labels, instead of combining them. */
    public boolean keepsSeries() {
        return this == TOPK || this == BOTTOMK || isExperimental();
    }

    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }

    /** The aggregator of a word in lower case; null when there is none. */
    static Aggregator of(String word) {
        for (Aggregator aggregator : values()) {
            if (aggregator.word.equals(word)) {
                return aggregator;
            }
        }
        return null;
    }
}
