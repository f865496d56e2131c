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
        return context.metric() != null ? pipeline(metric(context.metric()), context.piped()) : lines(context.logQuery());
    }

    /** A range in parentheses with the stages behind it. */
    Object pipeline(Object operand, List<LogQLParser.PipedContext> stages) {
        if (stages.isEmpty()) {
            return operand;
        }
        Lines lines = lines(operand);
        if (lines == null) {
            throw Refused.at(stages.get(0).PIPE(), "stages stand behind a log query, not behind a metric", "");
        }
        for (LogQLParser.PipedContext stage : stages) {
            pipe(lines, stage);
        }
        return lines;
    }

    /** A variable may well be a log query; null for what certainly is none. */
    private static Lines lines(Object operand) {
        return operand instanceof Lines lines ? lines : operand instanceof Expr.Hole hole
                ? new Lines(new Selector(hole.span(), List.of(), List.of(hole.template())), hole.span(), 0, 0) : null;
    }

    Object metric(LogQLParser.MetricContext context) {
        int length = context.rest.size() + 1;
        depth += length;
        if (depth > DEEPEST) {
            throw Refused.at(context, "the query nests deeper than " + DEEPEST + " levels", "");
        }
        Object result = new OperatorChain(this, stages, context).build();
        depth -= length;
        return result;
    }

    Object operand(LogQLParser.OperandContext context) {
        if (context.plain() != null) {
            return plain(context.plain());
        } else if (context.holeOperand() != null) {
            return calls.holeOperand(context.holeOperand());
        }
        LogQLParser.SignedContext signed = context.signed();
        if (signed.hole() != null) {
            return new Expr.Hole(stages.span(signed), stages.template(signed.hole()));
        }
        double value = number(signed.NUMBER().getSymbol());
        return new Expr.Number(stages.span(signed), signed.sign.getType() == LogQLParser.SUB ? -value : value);
    }

    Object plain(LogQLParser.PlainContext context) {
        if (context.call() != null) {
            return calls.call(context.call());
        }
        return context.group() != null ? group(context.group())
                : new Expr.Number(stages.span(context), number(context.NUMBER().getSymbol()));
    }

    private static double number(Token token) {
        Double value = Numbers.number(token.getText());
        if (value == null) {
            throw Refused.at(token, "`" + token.getText() + "` is no number that Loki takes", "");
        }
        return value;
    }

    Expr.Metric metric(LogQLParser.MetricContext context, String place) {
        return metric(metric(context), place);
    }

    static Expr.Metric metric(Object operand, String place) {
        if (operand instanceof Expr.Metric metric) {
            return metric;
        }
        throw new Refused(((Lines) operand).span, "a log query cannot be " + place, "count its lines: count_over_time(... [5m])");
    }

    private Object group(LogQLParser.GroupContext context) {
        Object inner = expression(context.expression());
        Lines lines = context.range() == null && inner instanceof Expr.Hole ? null : lines(inner);
        if (lines == null) {
            if (context.range() != null) {
                throw Refused.at(context.range(), "a range stands behind a log query, not behind a metric", "Loki has no subqueries");
            }
            return inner;
        }
        lines.nesting++;
        lines.span = stages.span(context);
        if (context.range() != null) {
            range(lines, context.range());
        }
        return lines;
    }

    Lines lines(LogQLParser.LogQueryContext context) {
        Selector selector;
        if (context.selector() != null) {
            selector = stages.selector(context.selector());
        } else {
            Token hole = context.SELECTOR_HOLE().getSymbol();
            selector = new Selector(stages.span(hole, hole), List.of(), List.of(stages.template(hole)));
        }
        Lines lines = new Lines(selector, stages.span(context), 0, 0);
        for (LogQLParser.PartContext part : context.part()) {
            part(lines, part);
        }
        return lines;
    }

    private void part(Lines lines, LogQLParser.PartContext context) {
        if (context instanceof LogQLParser.LineFilterContext filter) {
            Stage last = lines.stages.isEmpty() ? null : lines.stages.get(lines.stages.size() - 1);
            Stage selection = stages.selection(last, filter);
            if (selection != null) {
                lines.stages.set(lines.stages.size() - 1, selection);
                return;
            }
            add(lines, stages.lineFilter(filter.op, filter.op, filter.lineValues()), filter);
        } else if (context instanceof LogQLParser.PipeContext pipe) {
            pipe(lines, pipe.piped());
        } else if (context instanceof LogQLParser.RangedContext ranged) {
            range(lines, ranged.range());
        } else {
            add(lines, new Stage.Hole(stages.span(context), stages.written(context), false), context);
        }
    }

    private void pipe(Lines lines, LogQLParser.PipedContext piped) {
        Token pipe = piped.PIPE().getSymbol();
        LogQLParser.StageContext context = piped.stage();
        if (context instanceof LogQLParser.UnwrapStageContext unwrap) {
            refuseUnless(lines.addUnwrap(unwrap(pipe, unwrap)), context);
        } else {
            add(lines, stages.stage(pipe, context), context);
        }
    }

    private Unwrap unwrap(Token pipe, LogQLParser.UnwrapStageContext context) {
        LogQLParser.NameContext label = context.converted == null ? context.name(0) : context.converted;
        if (label.IP() != null) {
            throw Refused.at(label, "`ip` cannot be unwrapped", "");
        }
        String conversion = context.converted == null ? "" : conversion(context.name(0));
        return new Unwrap(stages.span(pipe, context.getStop()), stages.template(label), conversion, List.of());
    }

    private static String conversion(LogQLParser.NameContext name) {
        String conversion = name.hole() != null ? name.getText() : name.getText().toLowerCase(Locale.ROOT);
        List<String> known = List.of("bytes", "duration", "duration_seconds");
        if (name.hole() == null && !known.contains(conversion)) {
            String near = Suggest.nearest(conversion, known);
            throw Refused.at(name, "unknown conversion `" + name.getText() + "`",
                    near == null ? "Loki has bytes, duration and duration_seconds" : "did you mean `" + near + "`?");
        }
        return conversion;
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
        boolean known = context.kind != null && context.kind.getType() != LogQLParser.KEYWORD_HOLE && context.nameList().names() != null;
        return known ? new Grouping(stages.span(context), context.kind.getType() == LogQLParser.WITHOUT,
                        new ArrayList<>(stages.names(context.nameList())), null)
                : new Grouping(stages.span(context), false, List.of(), stages.written(context));
    }
}
