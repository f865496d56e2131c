package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.logql.Expr;
import dev.guards.logql.Grouping;
import dev.guards.logql.LogRange;
import dev.guards.logql.RangeFunction;
import dev.guards.logql.Selector;
import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Evaluates a LogQL query on rows, from the selectors up, and remembers the flow of every expression. */
final class LogMetricFlow {
    private final LogPipelineFlow pipeline;
    private final Filler filler;
    private final Map<Expr, LogFlow> flows = new IdentityHashMap<>();

    LogMetricFlow(LogPipelineFlow pipeline, Filler filler) {
        this.pipeline = pipeline;
        this.filler = filler;
    }

    Map<Expr, LogFlow> flows() {
        return flows;
    }

    LogFlow visit(Expr expr) {
        LogFlow flow = flow(expr);
        flows.put(expr, flow);
        return flow;
    }

    private LogFlow flow(Expr expr) {
        if (expr instanceof Expr.LogQuery query) {
            List<Row> rows = new ArrayList<>();
            for (LogRow row : pipeline.query(query)) {
                rows.add(row.row());
            }
            return made(query, rows, pipeline.empty());
        } else if (expr instanceof Expr.RangeAggregation aggregation) {
            return range(aggregation);
        } else if (expr instanceof Expr.VectorAggregation aggregation) {
            return vector(aggregation);
        } else if (expr instanceof Expr.Binary binary) {
            return new LogBinaryFlow(binary, filler).flow(visit(binary.left()), visit(binary.right()));
        } else if (expr instanceof Expr.LabelReplace replace) {
            return replace(replace);
        } else if (expr instanceof Expr.HoleCall call) {
            return holeCall(call);
        } else if (expr instanceof Expr.Hole) {
            return new LogFlow(expr, List.of(Row.anything()), null);
        }
        return new LogFlow(expr, List.of(Row.scalar()), null);
    }

    private static LogFlow made(Expr expr, List<Row> rows, LogCause empty) {
        List<Row> compact = Rows.compact(rows);
        return new LogFlow(expr, compact, compact.isEmpty() ? empty : null);
    }

    private LogFlow range(Expr.RangeAggregation aggregation) {
        LogRange range = aggregation.range();
        List<Row> rows = samples(range);
        if (aggregation.function() == RangeFunction.ABSENT_OVER_TIME) {
            return new LogFlow(aggregation, List.of(absent(range.query().selector(), rows)), null);
        }
        return made(aggregation, grouped(rows, aggregation.grouping()), pipeline.empty());
    }

    /** The series that the lines of a range make. A line with an error would fail the query. */
    private List<Row> samples(LogRange range) {
        if (range.range().text() == range.query().selector().whole()) {
            return List.of(Row.anything());
        }
        List<LogRow> lines = pipeline.query(range.query());
        if (range.unwrap() != null) {
            lines = pipeline.unwrap(range.unwrap(), lines);
        }
        List<Row> rows = new ArrayList<>();
        for (LogRow line : lines) {
            LogRow sound = line.with(LogRow.ERROR, ValueSet.absent()).with(LogRow.ERROR_DETAILS, ValueSet.absent());
            rows.add(sound.certain(line.certain() && !line.hasFailed()).row());
        }
        return rows;
    }

    /** One series with the labels that the selector pins down, when there is no line. */
    private Row absent(Selector selector, List<Row> rows) {
        Map<String, ValueSet> labels = new TreeMap<>();
        Set<String> twice = new TreeSet<>();
        boolean known = selector.isComplete();
        for (Selector.StreamMatcher matcher : selector.matchers()) {
            String name = matcher.name().literal();
            known &= name != null && matcher.operator() != null;
            if (name == null || labels.containsKey(name)) {
                twice.add(name == null ? "" : name);
            } else if (matcher.operator() == Matcher.Op.EQUAL) {
                labels.put(name, filler.values(matcher.value().value()));
            } else {
                twice.add(name);
            }
        }
        labels.keySet().removeAll(twice);
        Labels found = Labels.of(labels);
        return Row.stored(known ? found : found.withOpenNames(ValueSet.any()), rows.isEmpty(), Samples.FLOAT);
    }

    private LogFlow vector(Expr.VectorAggregation aggregation) {
        LogFlow of = visit(aggregation.of());
        if (aggregation.function().keepsSeries()) {
            return made(aggregation, of.rows(), of.empty());
        }
        Grouping grouping = aggregation.grouping();
        return made(aggregation, grouping == null ? all(of.rows()) : grouped(of.rows(), grouping), of.empty());
    }

    private static List<Row> all(List<Row> rows) {
        List<Row> bare = new ArrayList<>();
        for (Row row : rows) {
            bare.add(row.with(Labels.NONE));
        }
        return bare;
    }

    private List<Row> grouped(List<Row> rows, Grouping grouping) {
        if (grouping == null) {
            return rows;
        }
        Map<String, Boolean> names = new TreeMap<>();
        boolean known = grouping.hole() == null;
        for (Template template : grouping.names()) {
            List<String> texts = filler.texts(template, false);
            known &= texts != null;
            for (String text : texts == null ? List.<String>of() : texts) {
                for (String name : Signature.names(text)) {
                    names.merge(name, texts.size() == 1, Boolean::logicalOr);
                }
            }
        }
        List<Row> grouped = new ArrayList<>();
        for (Row row : rows) {
            grouped.add(known ? row.with(grouping.without() ? without(row.labels(), names) : by(row.labels(), names)) : row.withDoubtfulLabels());
        }
        return grouped;
    }

    private static Labels by(Labels labels, Map<String, Boolean> names) {
        Labels kept = Labels.NONE;
        for (Map.Entry<String, Boolean> name : names.entrySet()) {
            ValueSet values = labels.get(name.getKey());
            kept = kept.with(name.getKey(), name.getValue() ? values : values.withAbsent());
        }
        return kept;
    }

    private static Labels without(Labels labels, Map<String, Boolean> names) {
        Labels rest = labels;
        for (Map.Entry<String, Boolean> name : names.entrySet()) {
            rest = rest.with(name.getKey(), name.getValue() ? ValueSet.absent() : labels.get(name.getKey()).withAbsent());
        }
        return rest;
    }

    private LogFlow replace(Expr.LabelReplace replace) {
        LogFlow of = visit(replace.of());
        String target = replace.destination().value().literal();
        String source = replace.source().value().literal();
        String template = replace.replacement().value().literal();
        String pattern = replace.pattern().value().literal();
        List<Row> rows = new ArrayList<>();
        for (Row row : of.rows()) {
            if (target == null) {
                Row doubtful = row.withDoubtfulLabels();
                rows.add(doubtful.with(doubtful.labels().withOpenNames(ValueSet.any())));
            } else if (source == null || pattern == null) {
                rows.add(row.with(row.labels().with(target, ValueSet.any())));
            } else {
                rows.add(replaced(row, target, captureTemplate(replace, template), source, pattern));
            }
        }
        return made(replace, rows, of.empty());
    }

    /** {@code $1} is a group here, not a variable of the dashboard. */
    private String captureTemplate(Expr.LabelReplace replace, String literal) {
        if (literal != null) {
            return literal;
        }
        List<String> texts = filler.texts(replace.replacement().value(), false);
        return texts != null && texts.size() == 1 ? texts.get(0) : null;
    }

    private static Row replaced(Row row, String target, String template, String source, String pattern) {
        Re2 compiled;
        try {
            compiled = Re2.compile(pattern);
        } catch (Re2Exception e) {
            return row.with(row.labels().with(target, ValueSet.any()));
        }
        ValueSet values = row.labels().get(source);
        ValueSet matched = values.filter(compiled);
        if (matched.isEmpty()) {
            return row;
        }
        ValueSet made = template == null ? ValueSet.any() : matched.replace(compiled, template);
        boolean rest = !values.without(compiled).isEmpty();
        return row.with(row.labels().with(target, rest ? made.union(row.labels().get(target)) : made));
    }

    /** A variable decides what is done with the arguments. */
    private LogFlow holeCall(Expr.HoleCall call) {
        List<Row> rows = new ArrayList<>();
        LogCause empty = null;
        if (call.range() != null) {
            rows.addAll(samples(call.range()));
            empty = pipeline.empty();
        }
        for (Expr.Metric argument : call.arguments()) {
            LogFlow flow = visit(argument);
            rows.addAll(flow.rows());
            empty = empty == null ? flow.empty() : empty;
        }
        List<Row> doubtful = new ArrayList<>();
        for (Row row : rows) {
            doubtful.add(row.withDoubtfulLabels().certain(false));
        }
        if (rows.isEmpty()) {
            // absent_over_time among the choices would still return something
            doubtful.add(Row.anything());
        }
        return made(call, doubtful, empty);
    }
}
