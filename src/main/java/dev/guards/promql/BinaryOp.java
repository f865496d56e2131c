package dev.guards.promql;

/** A binary operator. */
public enum BinaryOp {
    OR("or", 1), AND("and", 2), UNLESS("unless", 2),
    EQUAL("==", 3), NOT_EQUAL("!=", 3), LESS("<", 3), LESS_OR_EQUAL("<=", 3), GREATER(">", 3), GREATER_OR_EQUAL(">=", 3),
    /** Keeps the buckets of a native histogram below a value. */
    TRIM_UPPER("</", 3),
    /** Keeps the buckets of a native histogram above a value. */
    TRIM_LOWER(">/", 3),
    ADD("+", 4), SUB("-", 4), MUL("*", 5), DIV("/", 5), MOD("%", 5), ATAN2("atan2", 5), POW("^", 6);

    /** Binds unary plus and minus: tighter than {@code *}, looser than {@code ^}. */
    static final int UNARY_LEVEL = 5;

    private final String symbol;
    private final int level;

    BinaryOp(String symbol, int level) {
        this.symbol = symbol;
        this.level = level;
    }

    /** Words in lower case. */
    public String symbol() {
        return symbol;
    }

    /** 1 binds loosest. */
    int level() {
        return level;
    }

    public boolean isSet() {
        return level <= 2;
    }

    /** The six that {@code bool} may follow; trim operators do not count. */
    public boolean isComparison() {
        return level == 3 && this != TRIM_UPPER && this != TRIM_LOWER;
    }

    public boolean isArithmetic() {
        return level > 3;
    }

    /** The operator of a symbol, or of a word in any case; null when there is none. */
    static BinaryOp of(String symbol) {
        for (BinaryOp op : values()) {
            if (op.symbol.equalsIgnoreCase(symbol)) {
                return op;
            }
        }
        return null;
    }
}
