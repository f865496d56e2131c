package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * An operand that Grafana fills in: a metric name, a number, or a whole expression. A name with holes inside
 * ({@code up_$x}), or a hole with braces or a range behind it, is a {@link VectorSelector}. Also a whole query in which a
 * variable stands where nothing but syntax can stand, as in <code>up * ${side} down</code>.
 */
public record HoleExpr(Span span, Template text) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.UNKNOWN;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.hole(this);
    }
}
