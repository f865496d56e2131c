package dev.guards.logql;

/** Aggregations of samples. */
public enum VectorFunction {
    SUM, AVG, COUNT, MIN, MAX, STDDEV, STDVAR, TOPK, BOTTOMK, APPROX_TOPK, SORT, SORT_DESC;

    private final String word = name().toLowerCase(java.util.Locale.ROOT);

    public String word() {
        return word;
    }

    public boolean takesParameter() {
        return this == TOPK || this == BOTTOMK || this == APPROX_TOPK;
    }

    /** Whether series come out as they went in, only fewer or in another order. */
    public boolean keepsSeries() {
        return takesParameter() || this == SORT || this == SORT_DESC;
    }

    /** @param word in any case; null for a word that is no such aggregation */
    public static VectorFunction of(String word) {
        for (VectorFunction function : values()) {
            if (function.word.equalsIgnoreCase(word)) {
                return function;
            }
        }
        return null;
    }
}
