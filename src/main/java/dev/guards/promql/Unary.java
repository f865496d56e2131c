package dev.guards.promql;

import dev.guards.text.Span;
import java.util.List;

/** A sign in front of anything but a number. */
public record Unary(Span span, boolean minus, Expr inner) implements Expr {
    @Override
    public ValueType type() {
        return inner.type();
    }

    @Override
    public List<Expr> children() {
        return List.of(inner);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.unary(this);
    }
}
