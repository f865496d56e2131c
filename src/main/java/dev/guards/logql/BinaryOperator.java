package dev.guards.logql;

/** The operators between metric expressions. */
public enum BinaryOperator {
    OR("or"), AND("and"), UNLESS("unless"),
    EQUAL("=="), NOT_EQUAL("!="), LESS("<"), LESS_EQUAL("<="), GREATER(">"), GREATER_EQUAL(">="),
    ADD("+"), SUB("-"), MUL("*"), DIV("/"), MOD("%"), POW("^");

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** {@code and}, {@code or}, {@code unless}: on series, not on values. */
    public boolean isSet() {
        return this == OR || this == AND || this == UNLESS;
    }

    public boolean isComparison() {
        return ordinal() >= EQUAL.ordinal() && ordinal() <= GREATER_EQUAL.ordinal();
    }

    /** @param word in lower case */
    static BinaryOperator of(String word) {
        for (BinaryOperator operator : values()) {
            if (operator.symbol.equals(word)) {
                return operator;
            }
        }
        throw new IllegalArgumentException(word);
    }

    /** The value of the operation on two numbers, comparisons as 1 and 0, division by zero as NaN: as Loki does it. */
    double apply(double a, double b) {
        return switch (this) {
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> b == 0 ? Double.NaN : a / b;
            case MOD -> b == 0 ? Double.NaN : a % b;
            case POW -> Math.pow(a, b);
            case OR, AND, UNLESS -> throw new IllegalStateException("set operation on numbers");
        };
    }
}
