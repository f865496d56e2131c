package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;

/** The condition of a label filter stage. */
public sealed interface Filter {
    Span span();

    /** Written {@code and}, with a comma, or with nothing between. */
    record And(Span span, Filter left, Filter right) implements Filter {
    }

    record Or(Span span, Filter left, Filter right) implements Filter {
    }

    /**
     * One label against one value.
     *
     * @param operator     null when it is a variable
     * @param operatorHole that variable; null else
     */
    record Comparison(Span span, Template label, Operator operator, Template operatorHole, Value value) implements Filter {
    }

    /** A variable that stands for a whole condition. */
    record Hole(Span span, Template template) implements Filter {
    }

    /** The operators; which of them a value takes depends on its type. */
    enum Operator {
        EQUAL("="), NOT_EQUAL("!="), MATCHES("=~"), NOT_MATCHES("!~"), SAME("=="),
        GREATER(">"), GREATER_EQUAL(">="), LESS("<"), LESS_EQUAL("<=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isRegex() {
            return this == MATCHES || this == NOT_MATCHES;
        }

        public boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_MATCHES;
        }

        static Operator of(String symbol) {
            for (Operator operator : values()) {
                if (operator.symbol.equals(symbol)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException(symbol);
        }
    }

    /** What a label is compared with; decides how its value is read. */
    sealed interface Value {
        Span span();
    }

    /** Compared as text. A bare variable is one too, though it may bring any type. */
    record TextValue(Quoted text) implements Value {
        @Override
        public Span span() {
            return text.span();
        }
    }

    record NumberValue(Span span, double value) implements Value {
    }

    record DurationValue(Span span, long nanos) implements Value {
    }

    record BytesValue(Span span, long bytes) implements Value {
    }

    /** {@code ip("10.0.0.0/8")}: an address, a range or a prefix. */
    record IpValue(Span span, Quoted pattern) implements Value {
    }
}
