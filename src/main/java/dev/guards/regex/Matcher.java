package dev.guards.regex;

/**
 * A label matcher as Prometheus and Loki have it: fully anchored RE2, and an absent label equals the empty text.
 *
 * @param value the text to compare with, or the pattern
 */
public record Matcher(String label, Op op, String value) {
    /** The four operators. */
    public enum Op {
        EQUAL("="), NOT_EQUAL("!="), MATCHES("=~"), NOT_MATCHES("!~");

        private final String symbol;

        Op(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_MATCHES;
        }

        public boolean isRegex() {
            return this == MATCHES || this == NOT_MATCHES;
        }

        public static Op of(String symbol) {
            for (Op op : values()) {
                if (op.symbol.equals(symbol)) {
                    return op;
                }
            }
            throw new IllegalArgumentException("no matcher operator: " + symbol);
        }
    }
}
