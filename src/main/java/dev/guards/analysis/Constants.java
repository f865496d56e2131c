package dev.guards.analysis;

import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.NumberLiteral;
import dev.guards.promql.Unary;

/** Numbers that a query states itself. */
final class Constants {
    private Constants() {
    }

    /** The value of every sample of an expression; null when it depends on anything but the query. */
    static Double of(Expr expr) {
        Expr bare = expr.bare();
        if (bare instanceof NumberLiteral n) {
            return n.value();
        }
        if (bare instanceof Unary u) {
            Double inner = of(u.inner());
            return inner == null || !u.minus() ? inner : Double.valueOf(-inner);
        }
        if (bare instanceof Call c && c.is("vector")) {
            return of(c.arguments().get(0));
        }
        if (bare instanceof Call c && c.is("pi")) {
            return Math.PI;
        }
        return bare instanceof Binary b && b.op() != null && b.op().isArithmetic() ? arithmetic(b) : null;
    }

    private static Double arithmetic(Binary binary) {
        Double left = of(binary.left());
        Double right = of(binary.right());
        if (left == null || right == null) {
            return null;
        }
        switch (binary.op()) {
            case ADD:
                return left + right;
            case SUB:
                return left - right;
            case MUL:
                return left * right;
            case DIV:
                return left / right;
            default:
                return null;
        }
    }

    /** Whether a comparison of these operands lets nothing through, whatever exists. Nothing but {@code !=} holds for NaN. */
    static boolean neverHolds(BinaryOp op, Expr leftExpr, Expr rightExpr) {
        Double left = of(leftExpr);
        Double right = of(rightExpr);
        boolean notANumber = left != null && left.isNaN() || right != null && right.isNaN();
        if (!op.isComparison() || notANumber) {
            return op.isComparison() && op != BinaryOp.NOT_EQUAL;
        }
        if (left == null || right == null) {
            return false;
        }
        double a = left;
        double b = right;
        switch (op) {
            case EQUAL:
                return a != b;
            case NOT_EQUAL:
                return a == b;
            case LESS:
                return a >= b;
            case LESS_OR_EQUAL:
                return a > b;
            case GREATER:
                return a <= b;
            default:
                return a < b;
        }
    }
}
