package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * A string.
 *
 * @param span  with its quotes
 * @param value unquoted. A byte that is no UTF-8, which an escape can make, is the lone surrogate {@code U+DC00 + byte}
 */
public record StringLiteral(Span span, Template value) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.STRING;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.string(this);
    }
}
