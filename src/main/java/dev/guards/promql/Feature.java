package dev.guards.promql;

/** A part of the language that a server has to switch on ({@code --enable-feature}). */
public enum Feature {
    EXPERIMENTAL_FUNCTIONS("experimental-functions", "promql-experimental-functions"),
    /** On by default since Prometheus 3.14. */
    DURATION_EXPRESSIONS("duration-expressions", "promql-duration-expr"),
    EXTENDED_RANGE_SELECTORS("extended-range-selectors", "promql-extended-range-selectors"),
    BINOP_FILL_MODIFIERS("binop-fill-modifiers", "promql-binop-fill-modifiers");

    private final String id;
    private final String flag;

    Feature(String id, String flag) {
        this.id = id;
        this.flag = flag;
    }

    public String id() {
        return id;
    }

    /** The value that {@code --enable-feature} takes. */
    public String flag() {
        return flag;
    }
}
