package dev.guards.promql;

import dev.guards.text.Span;
import java.util.List;

/**
 * A range vector selector.
 *
 * @param selector without modifiers, but for {@code anchored} or {@code smoothed} in front of the brackets
 * @param range    what the brackets hold
 */
public record MatrixSelector(Span span, VectorSelector selector, Duration range, Modifiers modifiers) implements Expr {
    MatrixSelector with(Span span, Modifiers modifiers) {
        return new MatrixSelector(span, selector, range, modifiers);
    }

    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
        return List.of(selector);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.matrix(this);
    }
}
