package dev.guards.logql;

import dev.guards.text.Span;
import java.util.List;
import java.util.Locale;

/** Precedence climbing over the flat list of operands and operators. */
final class OperatorChain {
    private static final String LEFT = "the left side of `";
    private static final String RIGHT = "the right side of `";

    private final ExprBuilder expressions;
    private final StageBuilder stages;
    private final LogQLParser.MetricContext context;
    private final List<LogQLParser.OperationContext> operations;
    private int next;

    OperatorChain(ExprBuilder expressions, StageBuilder stages, LogQLParser.MetricContext context) {
        this.expressions = expressions;
        this.stages = stages;
        this.context = context;
        this.operations = context.rest;
    }

    /** An {@link Expr.Metric}, or {@link Lines} in parentheses when no operator follows. */
    Object build() {
        return climb(expressions.operand(context.first), 0);
    }

    private Object climb(Object first, int least) {
        Object left = first;
        while (next < operations.size()) {
            LogQLParser.OperationContext operation = operations.get(next);
            if (operation.variable != null) {
                if (least > 0) {
                    break;
                }
                left = variable(operation, left);
                continue;
            }
            BinaryOperator operator = BinaryOperator.of(operation.op.getText().toLowerCase(Locale.ROOT));
            if (operator.level() < least) {
                break;
            }
            next++;
            Object operand = expressions.operand(operation.right);
            Object right = climb(operand, operator == BinaryOperator.POW ? operator.level() : operator.level() + 1);
            left = binary(operation, operator, ExprBuilder.metric(left, LEFT + operation.op.getText() + "`"),
                    ExprBuilder.metric(right, RIGHT + operation.op.getText() + "`"));
        }
        return left;
    }

    private Expr.Metric binary(LogQLParser.OperationContext operation, BinaryOperator operator, Expr.Metric left, Expr.Metric right) {
        Span span = left.span().to(right.span());
        boolean leftNumber = left instanceof Expr.Number;
        boolean rightNumber = right instanceof Expr.Number;
        if (operator.isSet() && (leftNumber || rightNumber)) {
            throw new Refused((leftNumber ? left : right).span(), "`" + operator.symbol() + "` works on series, not on a number",
                    "vector(...) makes a series of a number");
        }
        if (leftNumber && rightNumber) {
            return new Expr.Number(span, operator.apply(((Expr.Number) left).value(), ((Expr.Number) right).value()));
        }
        return new Expr.Binary(span, operator, stages.span(operation.op, operation.op), matching(operation.how), left, right);
    }

    /** A variable behind an operand: an operator when an operand follows, else a grouping, or text that nobody knows. */
    private Object variable(LogQLParser.OperationContext operation, Object left) {
        next++;
        if (left instanceof Lines lines && operation.base == null && next == operations.size() && lines.range == null) {
            lines.addStage(new Stage.Hole(stages.span(operation), stages.written(operation), false));
            return lines;
        }
        Expr.Metric metric = ExprBuilder.metric(left, LEFT + operation.variable.getText() + "`");
        Object right = null;
        if (operation.base != null) {
            right = expressions.plain(operation.base);
        } else if (next < operations.size() && operations.get(next).variable != null && isAlone(operations.get(next))) {
            LogQLParser.OperationContext operand = operations.get(next++);
            right = new Expr.Hole(stages.span(operand.variable), stages.template(operand.variable));
        }
        if (right != null) {
            Expr.Metric of = ExprBuilder.metric(climb(right, BinaryOperator.OR.level()), RIGHT + operation.variable.getText() + "`");
            return new Expr.Binary(metric.span().to(of.span()), null, stages.span(operation.variable), matching(operation.how), metric, of);
        }
        Grouping grouping = new Grouping(stages.span(operation), false, List.of(), stages.written(operation));
        Span span = metric.span().to(grouping.span());
        if (isAlone(operation) && metric instanceof Expr.VectorAggregation of && of.grouping() == null) {
            return new Expr.VectorAggregation(span, of.function(), of.parameter(), of.of(), grouping);
        } else if (isAlone(operation) && metric instanceof Expr.RangeAggregation of && of.grouping() == null && of.function().takesGrouping()) {
            return new Expr.RangeAggregation(span, of.function(), of.parameter(), of.range(), grouping);
        } else if (isAlone(operation) && metric instanceof Expr.HoleCall of && of.grouping() == null) {
            return new Expr.HoleCall(span, of.function(), of.arguments(), of.range(), grouping);
        }
        return new Expr.Hole(span, stages.template(stages.written(metric.span(), operation)));
    }

    private static boolean isAlone(LogQLParser.OperationContext operation) {
        return operation.base == null && operation.getStart() == operation.getStop();
    }

    private Matching matching(LogQLParser.MatchingContext context) {
        if (context.kind == null) {
            return context.BOOL() == null ? Matching.DEFAULT : Matching.DEFAULT_BOOL;
        }
        Matching.Cardinality cardinality = context.side == null ? Matching.Cardinality.ONE_TO_ONE
                : context.side.getType() == LogQLParser.GROUP_LEFT ? Matching.Cardinality.MANY_TO_ONE : Matching.Cardinality.ONE_TO_MANY;
        return new Matching(context.BOOL() != null, context.kind.getType() == LogQLParser.ON, stages.names(context.labels), cardinality,
                context.include == null ? List.of() : stages.sideNames(context.include));
    }
}
