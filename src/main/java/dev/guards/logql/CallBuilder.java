package dev.guards.logql;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Function calls: the name decides what the arguments have to be. */
final class CallBuilder {
    private static final String VECTOR = "vector";
    private static final String LABEL_REPLACE = "label_replace";

    private final ExprBuilder expressions;
    private final StageBuilder stages;
    private final Text text;

    CallBuilder(ExprBuilder expressions, StageBuilder stages, Text text) {
        this.expressions = expressions;
        this.stages = stages;
        this.text = text;
    }

    Expr.Metric call(LogQLParser.CallContext context) {
        String word = context.word.getText();
        if (context.inner != null) {
            return new Expr.Hole(stages.span(context), stages.written(context));
        }
        Call call = new Call(context, context.word, context.by, context.behind, context.args);
        if (context.by != null && context.behind != null) {
            throw Refused.at(context.behind, "a second grouping", "");
        }
        RangeFunction range = RangeFunction.of(word);
        if (range != null) {
            return rangeAggregation(call, range);
        }
        if (!call.piped().isEmpty()) {
            throw Refused.at(call.piped().get(0).PIPE(), "stages stand behind a log query, not behind a metric", "");
        }
        VectorFunction vector = VectorFunction.of(word);
        if (vector != null) {
            return vectorAggregation(call, vector);
        }
        if (word.equalsIgnoreCase(VECTOR) || word.equalsIgnoreCase(LABEL_REPLACE)) {
            if (call.grouping() != null) {
                throw Refused.at(call.grouping(), "`" + word + "` takes no grouping", "");
            }
            return word.equalsIgnoreCase(VECTOR) ? vector(call) : labelReplace(call);
        }
        throw unknown(context.word, word);
    }

    /** A variable, or a call whose function is one. */
    Expr.Metric holeOperand(LogQLParser.HoleOperandContext context) {
        return context.args == null ? new Expr.Hole(stages.span(context), stages.written(context))
                : holeCall(new Call(context, context.word.getStart(), context.by, context.behind, context.args));
    }

    private static Refused unknown(Token name, String word) {
        List<String> known = new ArrayList<>(List.of(VECTOR, LABEL_REPLACE));
        for (RangeFunction function : RangeFunction.values()) {
            known.add(function.word());
        }
        for (VectorFunction function : VectorFunction.values()) {
            known.add(function.word());
        }
        String near = Suggest.nearest(word.toLowerCase(java.util.Locale.ROOT), known);
        return Refused.at(name, "LogQL has no function `" + word + "`", near == null ? "" : "did you mean `" + near + "`?");
    }

    private Expr.Metric rangeAggregation(Call call, RangeFunction function) {
        if (call.before() != null) {
            throw Refused.at(call.before(), "the grouping of `" + function.word() + "` stands behind the parenthesis", "");
        }
        List<LogQLParser.ArgumentContext> arguments = call.arguments();
        LogQLParser.LogQueryContext log = call.log();
        int count = arguments.size() + (log == null ? 0 : 1);
        if (count == 1 && function.takesParameter() && log == null && isHole(single(arguments.get(0)))) {
            return unknown(call);
        }
        if (count == 0 || count > 2) {
            throw Refused.at(call.whole(), "`" + function.word() + "` wants a log query with a range", "");
        }
        Parameter parameter = count == 2 ? parameter(arguments.get(0), function.word()) : null;
        Object argument = log != null ? expressions.lines(log) : rangeArgument(call, function);
        if (argument instanceof Lines lines && lines.isOpen()) {
            return unknown(call);
        }
        LogRange range = range(argument, log != null ? log : arguments.get(count - 1), function);
        if (parameter != null && !function.takesParameter()) {
            throw Refused.at(arguments.get(0), "`" + function.word() + "` takes no parameter", "");
        }
        if (parameter == null && function.takesParameter()) {
            throw Refused.at(call.name(), "`" + function.word() + "` wants a number before the log query", "");
        }
        boolean known = !(range.range().text() == range.query().selector().whole());
        if (known && function.unwrapped() == RangeFunction.Unwrapped.REQUIRED && range.unwrap() == null && !hasHoleStage(range)) {
            throw Refused.at(call.name(), "`" + function.word() + "` wants `| unwrap label` before the range", "");
        }
        if (function.unwrapped() == RangeFunction.Unwrapped.FORBIDDEN && range.unwrap() != null) {
            throw Refused.at(call.name(), "`" + function.word() + "` counts lines, it takes no `unwrap`", "");
        }
        Grouping grouping = expressions.grouping(call.grouping());
        if (grouping != null && !function.takesGrouping()) {
            throw Refused.at(call.grouping(), "`" + function.word() + "` takes no grouping", "group around it: sum by (label) (...)");
        }
        return new Expr.RangeAggregation(stages.span(call.whole()), function, parameter, range, grouping);
    }

    private Expr.Metric unknown(Call call) {
        return new Expr.Hole(stages.span(call.whole()), stages.written(call.whole()));
    }

    private static boolean hasHoleStage(LogRange range) {
        for (Stage stage : range.query().stages()) {
            if (stage instanceof Stage.Hole) {
                return true;
            }
        }
        return false;
    }

    private Object rangeArgument(Call call, RangeFunction function) {
        LogQLParser.ArgumentContext argument = call.arguments().get(call.arguments().size() - 1);
        if (argument.metric() == null) {
            throw Refused.at(argument, "`" + function.word() + "` wants a log query with a range, not a string", "");
        }
        return expressions.pipeline(expressions.metric(argument.metric()), call.piped());
    }

    private LogRange range(Object argument, ParserRuleContext context, RangeFunction function) {
        if (argument instanceof Lines lines) {
            if (lines.range == null) {
                throw new Refused(context.getStop().getStopIndex() + 1, context.getStop().getStopIndex() + 2,
                        "`" + function.word() + "` wants a range behind the log query", "[5m], or [$__auto] in Grafana");
            }
            return lines.logRange();
        }
        if (argument instanceof Expr.Hole hole) {
            Expr.LogQuery query = new Expr.LogQuery(hole.span(), new Selector(hole.span(), List.of(), List.of(hole.template())), List.of());
            return new LogRange(hole.span(), query, null, new LogDuration(hole.span(), hole.template(), 0), null);
        }
        throw Refused.at(context, "`" + function.word() + "` wants a log query with a range, not a metric", "");
    }

    private Parameter parameter(LogQLParser.ArgumentContext argument, String function) {
        LogQLParser.OperandContext operand = single(argument);
        if (operand != null && operand.plain() != null && operand.plain().NUMBER() != null) {
            Double value = Numbers.number(operand.getText());
            if (value != null) {
                return new Parameter(stages.span(argument), value, stages.template(argument));
            }
        } else if (isHole(operand)) {
            return new Parameter(stages.span(argument), Double.NaN, stages.template(argument));
        }
        throw Refused.at(argument, "the parameter of `" + function + "` has to be a plain number", "");
    }

    /** The operand that the argument is; null when it is more. */
    private static LogQLParser.OperandContext single(LogQLParser.ArgumentContext argument) {
        return argument.metric() == null || !argument.metric().rest.isEmpty() ? null : argument.metric().first;
    }

    /** Whether a variable that is an argument, or stands in one, may hold commas. */
    private static boolean mayBeSeveral(LogQLParser.ArgumentContext argument) {
        if (argument.metric() == null) {
            return false;
        }
        boolean variable = isHole(argument.metric().first);
        for (LogQLParser.OperationContext operation : argument.metric().rest) {
            variable |= operation.variable != null;
        }
        return variable;
    }

    private static boolean isHole(LogQLParser.OperandContext operand) {
        return operand != null && operand.holeOperand() != null && operand.holeOperand().args == null && operand.holeOperand().inner == null;
    }

    private Expr.Metric vectorAggregation(Call call, VectorFunction function) {
        List<LogQLParser.ArgumentContext> arguments = call.arguments();
        LogQLParser.LogQueryContext log = call.log();
        if (log != null) {
            throw Refused.at(call.close(), "`" + function.word() + "` wants a metric, not a log query",
                    function.word() + "(count_over_time(... [5m])), for example");
        }
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw Refused.at(arguments.isEmpty() ? call.close() : arguments.get(2).getStart(),
                    "`" + function.word() + "` wants a metric", "");
        }
        Parameter parameter = null;
        if (arguments.size() == 1 && function.takesParameter() && mayBeSeveral(arguments.get(0))) {
            return unknown(call);
        }
        if (arguments.size() == 2) {
            parameter = parameter(arguments.get(0), function.word());
            if (!function.takesParameter()) {
                throw Refused.at(arguments.get(0), "`" + function.word() + "` takes no parameter", "");
            }
            checkCount(arguments.get(0), parameter, function);
        } else if (function.takesParameter()) {
            throw Refused.at(call.name(), "`" + function.word() + "` wants a number first", function.word() + "(5, ...)");
        }
        LogQLParser.ArgumentContext of = arguments.get(arguments.size() - 1);
        if (of.metric() == null) {
            throw Refused.at(of, "`" + function.word() + "` wants a metric, not a string", "");
        }
        Expr.Metric metric = expressions.metric(of.metric(), "the argument of `" + function.word() + "`");
        Grouping grouping = expressions.grouping(call.grouping());
        if (grouping != null) {
            checkGrouping(call.grouping(), grouping, function);
        }
        return new Expr.VectorAggregation(stages.span(call.whole()), function, parameter, metric, grouping);
    }

    private static void checkCount(LogQLParser.ArgumentContext context, Parameter parameter, VectorFunction function) {
        if (Double.isNaN(parameter.value())) {
            return;
        }
        String written = context.getText();
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) < '0' || written.charAt(i) > '9' || i > 9) {
                throw Refused.at(context, "`" + function.word() + "` wants a whole number", "");
            }
        }
        if (parameter.value() < 1) {
            throw Refused.at(context, "`" + function.word() + "` wants a number greater than 0", "");
        }
    }

    private static void checkGrouping(LogQLParser.GroupingContext context, Grouping grouping, VectorFunction function) {
        boolean sort = function == VectorFunction.SORT || function == VectorFunction.SORT_DESC;
        if (function == VectorFunction.APPROX_TOPK || sort && !grouping.names().isEmpty()) {
            throw Refused.at(context, "`" + function.word() + "` takes no grouping", "");
        }
    }

    private Expr.Metric vector(Call call) {
        List<LogQLParser.ArgumentContext> arguments = call.arguments();
        if (arguments.size() != 1 || call.log() != null) {
            throw Refused.at(call.whole(), "`vector` wants one number", "vector(0)");
        }
        return new Expr.Vector(stages.span(call.whole()), parameter(arguments.get(0), VECTOR));
    }

    private Expr.Metric labelReplace(Call call) {
        List<LogQLParser.ArgumentContext> arguments = call.arguments();
        boolean log = call.log() != null;
        for (LogQLParser.ArgumentContext argument : arguments) {
            if (!log && arguments.size() < 5 && mayBeSeveral(argument)) {
                return unknown(call);
            }
        }
        if (log || arguments.size() != 5 || arguments.get(0).metric() == null) {
            throw Refused.at(!log && arguments.size() > 5 ? arguments.get(5).getStart() : call.close(), "`label_replace` wants a metric and four strings",
                    "label_replace(metric, \"target\", \"$1\", \"source\", \"(.*)\")");
        }
        Expr.Metric of = expressions.metric(arguments.get(0).metric(), "the argument of `label_replace`");
        Quoted pattern = string(arguments.get(4));
        if (pattern.value().literal() != null) {
            try {
                Re2.compile(pattern.value().literal());
            } catch (Re2Exception e) {
                throw Refused.at(arguments.get(4), "invalid regular expression: " + e.getMessage(), "");
            }
        }
        return new Expr.LabelReplace(stages.span(call.whole()), of, string(arguments.get(1)), string(arguments.get(2)), string(arguments.get(3)),
                pattern);
    }

    private Quoted string(LogQLParser.ArgumentContext argument) {
        if (argument.STRING() != null) {
            return stages.quoted(argument.STRING().getSymbol());
        }
        if (isHole(single(argument))) {
            return new Quoted(stages.span(argument), stages.template(argument), false);
        }
        throw Refused.at(argument, "`label_replace` wants a string here", "");
    }

    private Expr.Metric holeCall(Call call) {
        List<Expr.Metric> metrics = new ArrayList<>();
        LogRange range = null;
        boolean known = true;
        for (LogQLParser.ArgumentContext argument : call.arguments()) {
            Object result = argument.metric() == null ? null : expressions.metric(argument.metric());
            if (result instanceof Expr.Metric metric) {
                metrics.add(metric);
            } else {
                known &= range == null && result instanceof Lines lines && lines.range != null;
                range = known ? ((Lines) result).logRange() : null;
            }
        }
        known &= call.piped().isEmpty();
        if (call.log() != null) {
            Lines lines = expressions.lines(call.log());
            known &= range == null && lines.range != null;
            range = known ? lines.logRange() : null;
        }
        if (!known) {
            return unknown(call);
        }
        Grouping grouping = expressions.grouping(call.grouping());
        return new Expr.HoleCall(stages.span(call.whole()), stages.template(call.name()), List.copyOf(metrics), range, grouping);
    }

    /** @param token brackets included */
    LogDuration rangeDuration(Token token) {
        int start = token.getStartIndex() + 1;
        int end = token.getStopIndex();
        Template written = stages.template(text.slice(start, end));
        Span span = text.span(start, end);
        if (written.hasHoles()) {
            return new LogDuration(span, written, 0);
        }
        String literal = written.text().value();
        long nanos = Numbers.prometheusDuration(literal);
        if (nanos < 0) {
            throw new Refused(start, Math.max(end, start + 1), literal.isEmpty() ? "the range is empty" : "`" + literal + "` is no duration",
                    literal.indexOf(':') >= 0 ? "Loki has no subqueries" : "write it as 5m, 1h30m or 1d, or [$__auto] in Grafana");
        }
        return new LogDuration(span, written, nanos);
    }

    LogDuration offset(LogQLParser.DurationContext context) {
        Span span = stages.span(context);
        Template written = stages.template(text.slice(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1));
        if (context.hole() != null) {
            return new LogDuration(span, written, 0);
        }
        Long nanos = context.DURATION() == null ? null : Numbers.duration(context.getText());
        if (nanos == null) {
            throw Refused.at(context, "`" + context.getText() + "` is no duration", "write it as 5m, 1h30m or 1d");
        }
        return new LogDuration(span, written, nanos);
    }
}
