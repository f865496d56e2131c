package dev.guards.guard.semantic;

import dev.guards.analysis.Flow;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Expr;
import dev.guards.template.Template;

/** Labels that an operator or an aggregation names and that its operands do not have. */
final class MatchedLabels {
    private MatchedLabels() {
    }

    /** The side of an operator that lacks a label which every series of the other has; null when none does. */
    static Expr sideWithout(StackQuery query, Binary binary, Template label) {
        Flow left = query.analysis().of(binary.left());
        Flow right = query.analysis().of(binary.right());
        if (binary.op() == BinaryOp.OR || binary.op() == BinaryOp.UNLESS) {
            return null;
        }
        return isMissing(left, label) && isAlwaysThere(right, label) ? binary.left()
                : isMissing(right, label) && isAlwaysThere(left, label) ? binary.right() : null;
    }

    /** Whether {@code on} names a label that keeps the two sides apart. */
    static boolean isParted(StackQuery query, Binary binary) {
        if (binary.matching().on()) {
            for (Template label : binary.matching().labels()) {
                if (sideWithout(query, binary, label) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a label is surely on none of the series; an operand without series has another finding. */
    static boolean isMissing(Flow operand, Template label) {
        return operand != null && !label.hasHoles() && !operand.rows().isEmpty()
                && operand.presence(label.literal()) == Flow.Presence.IMPOSSIBLE;
    }

    private static boolean isAlwaysThere(Flow operand, Template label) {
        return operand != null && !label.hasHoles() && operand.presence(label.literal()) == Flow.Presence.GUARANTEED;
    }
}
