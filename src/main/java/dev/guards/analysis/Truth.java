package dev.guards.analysis;

import dev.guards.analysis.SampleRange.Outcome;
import dev.guards.catalog.MetricType;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.HoleExpr;
import dev.guards.promql.VectorSelector;

/**
 * Whether a condition holds for every sample, for none, or depends on them. {@code ALWAYS} takes for granted that the series exist which
 * it selects.
 *
 * @param because the comparison, or the constant, that decides; null when nothing in the expression is a condition
 */
public record Truth(Outcome outcome, Expr because) {
    private static final Truth DEPENDS = new Truth(Outcome.DEPENDS, null);
    private static final Truth PRESENT = new Truth(Outcome.ALWAYS, null);

    /** The truth of an expression that has been analysed. */
    public static Truth of(Expr expr, Analysis analysis) {
        return new Judge(analysis, new SampleRanges(analysis)).judge(expr);
    }

    /** Judges expressions of one query. */
    private record Judge(Analysis analysis, SampleRanges ranges) {
        Truth judge(Expr expr) {
            Expr bare = expr.bare();
            if (bare instanceof Binary binary) {
                return binary(binary);
            }
            if (bare instanceof Call call) {
                return call(call);
            }
            if (bare instanceof VectorSelector selector) {
                return isAlwaysThere(selector) ? PRESENT : DEPENDS;
            }
            if (bare instanceof HoleExpr) {
                return DEPENDS;
            }
            Truth inner = PRESENT;
            for (Expr child : bare instanceof Aggregate aggregate ? java.util.List.of(aggregate.inner()) : bare.children()) {
                inner = both(inner, judge(child));
            }
            return inner;
        }

        /** Series that come and go with what they tell, such as those of pending alerts, are a condition themselves. */
        private boolean isAlwaysThere(VectorSelector selector) {
            Flow flow = analysis.of(selector);
            boolean told = selector.metricName() == null || selector.metricName().startsWith("ALERTS");
            return !told && (flow == null || flow.rows().stream().noneMatch(r -> r.member() != null && r.member().family().type() == MetricType.INFO));
        }

        private Truth binary(Binary binary) {
            if (binary.op() == null) {
                return DEPENDS;
            }
            Truth left = judge(binary.left());
            Truth right = judge(binary.right());
            BinaryOp op = binary.op();
            if (op == BinaryOp.OR) {
                Truth always = left.isConstant() ? left : right.isConstant() ? right : DEPENDS;
                return left.outcome == Outcome.NEVER && right.outcome == Outcome.NEVER ? left : always;
            }
            if (op.isSet()) {
                Truth never = op == BinaryOp.AND && right.outcome == Outcome.NEVER ? right : DEPENDS;
                return left.outcome == Outcome.NEVER ? left : never;
            }
            Truth operands = both(left, right);
            return op.isComparison() && !binary.bool() && operands.outcome != Outcome.NEVER ? compared(binary, operands) : operands;
        }

        private Truth compared(Binary binary, Truth operands) {
            boolean fills = binary.matching().fillLeft() != null || binary.matching().fillRight() != null;
            Outcome outcome = fills ? Outcome.DEPENDS : ranges.of(binary.left()).compare(binary.op(), ranges.of(binary.right()));
            boolean decided = outcome == Outcome.NEVER || outcome == Outcome.ALWAYS && operands.outcome == Outcome.ALWAYS;
            return decided ? new Truth(outcome, binary) : DEPENDS;
        }

        private Truth call(Call call) {
            if (call.is("absent") || call.is("absent_over_time")) {
                return judge(call.arguments().get(0)).outcome == Outcome.NEVER ? new Truth(Outcome.ALWAYS, call) : DEPENDS;
            }
            if (call.is("vector")) {
                return new Truth(Outcome.ALWAYS, call);
            }
            if (call.function() == null || call.is("info")) {
                return DEPENDS;
            }
            Truth arguments = PRESENT;
            for (Expr argument : call.arguments()) {
                arguments = both(arguments, judge(argument));
            }
            return arguments;
        }

        private static Truth both(Truth a, Truth b) {
            if (a.outcome == Outcome.NEVER || b.outcome == Outcome.NEVER) {
                return a.outcome == Outcome.NEVER ? a : b;
            }
            return a.outcome == Outcome.DEPENDS || b.outcome == Outcome.DEPENDS ? DEPENDS : a.because != null ? a : b;
        }
    }

    private boolean isConstant() {
        return outcome == Outcome.ALWAYS && because != null;
    }
}
