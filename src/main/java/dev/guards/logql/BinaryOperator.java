package dev.guards.logql;

/** The operators between metric expressions. */
public enum BinaryOperator {
    OR("or", 1), AND("and", 2), UNLESS("unless", 2),
    EQUAL("==", 3), NOT_EQUAL("!=", 3), LESS("<", 3), LESS_EQUAL("<=", 3), GREATER(">", 3), GREATER_EQUAL(">=", 3),
    ADD("+", 4), SUB("-", 4), MUL("*", 5), DIV("/", 5), MOD("%", 5), POW("^", 6);

    private final String symbol;
    private final int level;

    BinaryOperator(String symbol, int level) {
        this.symbol = symbol;
        this.level = level;
    }

    /** 1 binds loosest. */
    int level() {
        return level;
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
