package dev.guards.promql;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An expression. Immutable; equal when the trees are, places included. Trees are at most {@link Limits#DEPTH} deep, so
 * recursion over them is safe.
 */
public sealed interface Expr permits NumberLiteral, StringLiteral, VectorSelector, MatrixSelector, Subquery, Call,
        Aggregate, Binary, Unary, Paren, HoleExpr, Suffixed {
    /** The whole expression, modifiers included. */
    Span span();

    /** What it evaluates to; {@link ValueType#UNKNOWN} when that depends on what Grafana puts into a hole. */
    ValueType type();

    /** Operands, in the order of the text. */
    List<Expr> children();

    <R> R accept(Visitor<R> visitor);

    /** This expression and all below it, parents first, in the order of the text. */
    default List<Expr> parts() {
        List<Expr> parts = new ArrayList<>();
        addParts(this, parts);
        return parts;
    }

    private static void addParts(Expr expr, List<Expr> parts) {
        parts.add(expr);
        for (Expr child : expr.children()) {
            addParts(child, parts);
        }
    }

    /** Shows this expression and all below it, parents first, in the order of the text. */
    default void walk(Consumer<Expr> each) {
        each.accept(this);
        for (Expr child : children()) {
            child.walk(each);
        }
    }

    /** This expression without parentheses around it. */
    default Expr bare() {
        Expr inner = this;
        while (inner instanceof Paren paren) {
            inner = paren.inner();
        }
        return inner;
    }
}
