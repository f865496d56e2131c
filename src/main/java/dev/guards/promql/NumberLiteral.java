package dev.guards.promql;

import dev.guards.text.Span;
import java.util.List;

/**
 * A number; a duration counts in seconds. A sign in front belongs to it, as in Prometheus.
 *
 * @param isDuration written with a unit
 */
public record NumberLiteral(Span span, double value, boolean isDuration) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.SCALAR;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.number(this);
    }
}
