package dev.guards.promql;

import dev.guards.text.Span;
import java.util.List;

/** An expression in parentheses. */
public record Paren(Span span, Expr inner) implements Expr {
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
        return visitor.paren(this);
    }
}
