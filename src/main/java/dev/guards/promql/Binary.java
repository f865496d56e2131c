package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * A binary expression.
 *
 * @param op       null when Grafana fills it in
 * @param operator as written
 * @param bool     a comparison that yields 0 or 1
 * @param matching {@link Matching#DEFAULT} when nothing is said
 */
public record Binary(Span span, BinaryOp op, Template operator, boolean bool, Matching matching, Expr left, Expr right)
        implements Expr {
    @Override
    public ValueType type() {
        if (op == null && (left.type() == ValueType.MATRIX || left.type() == ValueType.STRING)) {
            // The variable is no operator.
            return ValueType.UNKNOWN;
        }
        if (left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR) {
            return ValueType.SCALAR;
        }
        return left.type() == ValueType.VECTOR || right.type() == ValueType.VECTOR ? ValueType.VECTOR : ValueType.UNKNOWN;
    }

    @Override
    public List<Expr> children() {
        return List.of(left, right);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.binary(this);
    }
}
