package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * An aggregation.
 *
 * @param operator  null when the name has holes
 * @param grouping  null when none is given: everything goes into one group
 * @param parameter the first of two arguments; null when there is one only
 */
public record Aggregate(Span span, Template name, Aggregator operator, Grouping grouping, Expr parameter, Expr inner)
        implements Expr {
    @Override
    public ValueType type() {
        return ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
        return parameter == null ? List.of(inner) : List.of(parameter, inner);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.aggregate(this);
    }
}
