package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/** An expression with a hole behind it, in which Grafana may put anything: {@code > 0}, {@code offset 1d}, {@code [5m]}. */
public record Suffixed(Span span, Expr inner, Template suffix) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.UNKNOWN;
    }

    @Override
    public List<Expr> children() {
        return List.of(inner);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.suffixed(this);
    }
}
