package dev.guards.promql;

/** What an expression evaluates to. */
public enum ValueType {
    SCALAR("scalar", "scalar"), VECTOR("vector", "instant vector"), MATRIX("matrix", "range vector"), STRING("string", "string"),
    /** Not known before Grafana fills the holes. */
    UNKNOWN("unknown", "unknown");

    private final String id;
    private final String words;

    ValueType(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** As the HTTP API names it. */
    public String id() {
        return id;
    }

    /** As error messages name it. */
    public String words() {
        return words;
    }

    /** Whether a value of this type may stand where the other is wanted. */
    boolean fits(ValueType wanted) {
        return this == wanted || this == UNKNOWN || wanted == UNKNOWN;
    }
}
