package dev.guards.promql;

import dev.guards.text.Span;
import java.util.List;

/**
 * An expression evaluated over a range: {@code expr[1h:5m]}.
 *
 * @param step null when the default resolution is meant
 */
public record Subquery(Span span, Expr inner, Duration range, Duration step, Modifiers modifiers) implements Expr {
    Subquery with(Span span, Modifiers modifiers) {
        return new Subquery(span, inner, range, step, modifiers);
    }

    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
        return List.of(inner);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.subquery(this);
    }
}
