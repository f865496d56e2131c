package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns the parse tree into records and decides what the grammar leaves open: which function takes what, and where a range may stand. */
final class ExprBuilder {
    /** Operators, calls and parentheses within each other; keeps hostile input from hurting. */
    private static final int DEEPEST = 1000;

    private final StageBuilder stages;
    private final CallBuilder calls;
    private int depth;

    ExprBuilder(dev.guards.text.Text text, Options options) {
        this.stages = new StageBuilder(text, options);
        this.calls = new CallBuilder(this, stages, text);
    }

    Expr query(LogQLParser.QueryContext tree) {
        LogQLParser.ExpressionContext expression = tree.expression();
        Object result = expression(expression);
        if (!(result instanceof Lines lines)) {
            return (Expr.Metric) result;
        }
        if (lines.range != null) {
            throw Refused.at(expression, "a range needs a function around it", "count_over_time(...) or rate(...), for example");
        }
        if (lines.unwrap != null) {
            throw Refused.at(expression, "`unwrap` needs a range and a function around it", "sum_over_time(... | unwrap label [5m]), for example");
        }
        return lines.query();
    }

    /** Either a {@link Expr.Metric} or {@link Lines}. */
    Object expression(LogQLParser.ExpressionContext context) {
        return context.metric() != null ? metric(context.metric()) : lines(context.logQuery());
    }

    Object metric(LogQLParser.MetricContext context) {
        if (++depth > DEEPEST) {
            throw Refused.at(context, "the query nests deeper than " + DEEPEST + " levels", "");
        }
        Object result = inner(context);
        depth--;
        return result;
    }

    private Object inner(LogQLParser.MetricContext context) {
        if (context instanceof LogQLParser.BinaryContext binary) {
            return binary(binary);
        } else if (context instanceof LogQLParser.GroupContext group) {
            return group(group);
        } else if (context instanceof LogQLParser.CallContext call) {
            return calls.call(call);
        } else if (context instanceof LogQLParser.LiteralContext literal) {
            return new Expr.Number(stages.span(literal), number(literal));
        }
        LogQLParser.MetricHoleContext hole = (LogQLParser.MetricHoleContext) context;
        return new Expr.Hole(stages.span(hole), stages.template(hole.hole()));
    }

    private static double number(LogQLParser.LiteralContext context) {
        Double value = Numbers.number(context.NUMBER().getText());
        if (value == null) {
            throw Refused.at(context, "`" + context.NUMBER().getText() + "` is no number that Loki takes", "");
        }
        return context.sign != null && context.sign.getType() == LogQLParser.SUB ? -value : value;
    }

    Expr.Metric operand(LogQLParser.MetricContext context, String place) {
        Object result = metric(context);
        if (result instanceof Expr.Metric metric) {
            return metric;
        }
        throw Refused.at(context, "a log query cannot be " + place, "count its lines: count_over_time(... [5m])");
    }

    private Expr.Metric binary(LogQLParser.BinaryContext context) {
        boolean isHole = context.op.getType() == LogQLParser.HOLE;
        BinaryOperator operator = isHole ? null : BinaryOperator.of(context.op.getText().toLowerCase(Locale.ROOT));
        Expr.Metric left = operand(context.metric(0), "the left side of `" + context.op.getText() + "`");
        Expr.Metric right = operand(context.metric(1), "the right side of `" + context.op.getText() + "`");
        Span span = stages.span(context);
        boolean leftNumber = left instanceof Expr.Number;
        boolean rightNumber = right instanceof Expr.Number;
        if (!isHole && operator.isSet() && (leftNumber || rightNumber)) {
            throw Refused.at(context.metric(leftNumber ? 0 : 1), "`" + operator.symbol() + "` works on series, not on a number",
                    "vector(...) makes a series of a number");
        }
        if (!isHole && leftNumber && rightNumber) {
            return new Expr.Number(span, operator.apply(((Expr.Number) left).value(), ((Expr.Number) right).value()));
        }
        return new Expr.Binary(span, operator, stages.span(context.op, context.op), matching(context.matching()), left, right);
    }

    private Matching matching(LogQLParser.MatchingContext context) {
        if (context == null) {
            return Matching.DEFAULT;
        }
        if (context.kind == null) {
            return Matching.DEFAULT_BOOL;
        }
        Matching.Cardinality cardinality = context.side == null ? Matching.Cardinality.ONE_TO_ONE
                : context.side.getType() == LogQLParser.GROUP_LEFT ? Matching.Cardinality.MANY_TO_ONE : Matching.Cardinality.ONE_TO_MANY;
        return new Matching(context.BOOL() != null, context.kind.getType() == LogQLParser.ON, stages.names(context.names(0)), cardinality,
                context.names().size() > 1 ? stages.names(context.names(1)) : List.of());
    }

    private Object group(LogQLParser.GroupContext context) {
        Object inner = expression(context.expression());
        if (!(inner instanceof Lines lines)) {
            if (context.range() != null) {
                throw Refused.at(context.range(), "a range stands behind a log query, not behind a metric", "Loki has no subqueries");
            }
            return inner;
        }
        lines.nesting++;
        lines.span = stages.span(context);
        if (context.range() != null) {
            range(lines, context.range());
            for (LogQLParser.PartContext part : context.part()) {
                part(lines, part);
            }
        }
        return lines;
    }

    Object lines(LogQLParser.LogQueryContext context) {
        Lines lines;
        if (context.selector() != null) {
            Selector selector = stages.selector(context.selector());
            lines = new Lines(selector, stages.span(context), 0, 0);
        } else {
            Span span = stages.span(context.hole());
            lines = new Lines(new Selector(span, List.of(), List.of(stages.template(context.hole()))), stages.span(context), 0, 0);
            if (context.stage() != null) {
                pipe(lines, context.PIPE().getSymbol(), context.stage());
            } else if (context.range() != null) {
                range(lines, context.range());
            } else {
                add(lines, stages.lineFilter(context.op, context.op, context.lineValues()), context.lineValues());
            }
        }
        for (LogQLParser.PartContext part : context.part()) {
            part(lines, part);
        }
        return lines;
    }

    private void part(Lines lines, LogQLParser.PartContext context) {
        if (context instanceof LogQLParser.LineFilterContext filter) {
            add(lines, stages.lineFilter(filter.op, filter.op, filter.lineValues()), filter);
        } else if (context instanceof LogQLParser.PipeContext pipe) {
            pipe(lines, pipe.PIPE().getSymbol(), pipe.stage());
        } else if (context instanceof LogQLParser.RangedContext ranged) {
            range(lines, ranged.range());
        } else {
            LogQLParser.HolePartContext hole = (LogQLParser.HolePartContext) context;
            add(lines, new Stage.Hole(stages.span(hole), stages.written(hole), false), hole);
        }
    }

    private void pipe(Lines lines, Token pipe, LogQLParser.StageContext context) {
        if (context instanceof LogQLParser.UnwrapStageContext unwrap) {
            refuseUnless(lines.addUnwrap(unwrap(pipe, unwrap)), context);
        } else {
            add(lines, stages.stage(pipe, context), context);
        }
    }

    private Unwrap unwrap(Token pipe, LogQLParser.UnwrapStageContext context) {
        String conversion = "";
        if (context.conversion != null) {
            conversion = context.conversion.getText().toLowerCase(Locale.ROOT);
            List<String> known = List.of("bytes", "duration", "duration_seconds");
            if (!known.contains(conversion)) {
                String near = Suggest.nearest(conversion, known);
                throw Refused.at(context.conversion, "unknown conversion `" + context.conversion.getText() + "`",
                        near == null ? "Loki has bytes, duration and duration_seconds" : "did you mean `" + near + "`?");
            }
        }
        if (context.name().IP() != null) {
            throw Refused.at(context.name(), "`ip` cannot be unwrapped", "");
        }
        return new Unwrap(stages.span(pipe, context.getStop()), stages.template(context.name()), conversion, List.of());
    }

    private static void add(Lines lines, Stage stage, ParserRuleContext context) {
        refuseUnless(lines.addStage(stage), context);
    }

    private static void refuseUnless(String reason, ParserRuleContext context) {
        if (reason != null) {
            throw Refused.at(context, reason, "");
        }
    }

    private void range(Lines lines, LogQLParser.RangeContext context) {
        Token token = context.RANGE().getSymbol();
        LogDuration duration = calls.rangeDuration(token);
        LogDuration offset = context.offset == null ? null : calls.offset(context.offset);
        refuseUnless(lines.addRange(duration, offset), context);
    }

    Grouping grouping(LogQLParser.GroupingContext context) {
        if (context == null) {
            return null;
        }
        if (context.kind == null || context.hole() != null) {
            return new Grouping(stages.span(context), false, List.of(), stages.written(context));
        }
        return new Grouping(stages.span(context), context.kind.getType() == LogQLParser.WITHOUT,
                new ArrayList<>(stages.names(context.names())), null);
    }
}
