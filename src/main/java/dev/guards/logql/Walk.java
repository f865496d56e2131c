package dev.guards.logql;

import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The parts of a query in the order of the text. */
public final class Walk {
    private Walk() {
    }

    /** The log queries: the whole query, or that of each range. */
    public static List<Expr.LogQuery> queries(Expr expr) {
        if (expr instanceof Expr.LogQuery query) {
            return List.of(query);
        }
        List<Expr.LogQuery> queries = new ArrayList<>();
        for (LogRange range : ranges(expr)) {
            queries.add(range.query());
        }
        return queries;
    }

    public static List<LogRange> ranges(Expr expr) {
        List<LogRange> ranges = new ArrayList<>();
        for (Expr.Metric metric : metrics(expr)) {
            LogRange range = metric instanceof Expr.RangeAggregation aggregation ? aggregation.range()
                    : metric instanceof Expr.HoleCall call ? call.range() : null;
            if (range != null) {
                ranges.add(range);
            }
        }
        return ranges;
    }

    /** The metric expressions, the outer before the inner. */
    public static List<Expr.Metric> metrics(Expr expr) {
        List<Expr.Metric> metrics = new ArrayList<>();
        if (expr instanceof Expr.Metric metric) {
            metrics(metric, metrics);
        }
        return metrics;
    }

    private static void metrics(Expr.Metric metric, List<Expr.Metric> metrics) {
        metrics.add(metric);
        if (metric instanceof Expr.VectorAggregation aggregation) {
            metrics(aggregation.of(), metrics);
        } else if (metric instanceof Expr.Binary binary) {
            metrics(binary.left(), metrics);
            metrics(binary.right(), metrics);
        } else if (metric instanceof Expr.LabelReplace replace) {
            metrics(replace.of(), metrics);
        } else if (metric instanceof Expr.HoleCall call) {
            for (Expr.Metric argument : call.arguments()) {
                metrics(argument, metrics);
            }
        }
    }

    /** The stages, the filters of an unwrap included. */
    public static List<Stage> stages(Expr expr) {
        if (expr instanceof Expr.LogQuery query) {
            return query.stages();
        }
        List<Stage> stages = new ArrayList<>();
        for (LogRange range : ranges(expr)) {
            stages.addAll(range.query().stages());
            if (range.unwrap() != null) {
                stages.addAll(range.unwrap().filters());
            }
        }
        return stages;
    }

    /** The comparisons of a filter. */
    public static List<Filter.Comparison> comparisons(Filter filter) {
        List<Filter.Comparison> comparisons = new ArrayList<>();
        comparisons(filter, comparisons);
        return comparisons;
    }

    private static void comparisons(Filter filter, List<Filter.Comparison> comparisons) {
        if (filter instanceof Filter.And and) {
            comparisons(and.left(), comparisons);
            comparisons(and.right(), comparisons);
        } else if (filter instanceof Filter.Or or) {
            comparisons(or.left(), comparisons);
            comparisons(or.right(), comparisons);
        } else if (filter instanceof Filter.Comparison comparison) {
            comparisons.add(comparison);
        }
    }

    /** The sizes that filters compare with, in bytes. */
    public static List<Long> sizes(Expr expr) {
        List<Long> sizes = new ArrayList<>();
        for (Stage stage : stages(expr)) {
            if (stage instanceof Stage.LabelFilter filter) {
                for (Filter.Comparison comparison : comparisons(filter.filter())) {
                    if (comparison.value() instanceof Filter.BytesValue size) {
                        sizes.add(size.bytes());
                    }
                }
            }
        }
        return sizes;
    }

    /** The label names of a query as far as they are written, sorted. */
    public static Set<String> labels(Expr expr) {
        Set<String> labels = new TreeSet<>();
        for (Expr.LogQuery query : queries(expr)) {
            for (Selector.StreamMatcher matcher : query.selector().matchers()) {
                add(matcher.name(), labels);
            }
        }
        for (Stage stage : stages(expr)) {
            add(stage, labels);
        }
        for (LogRange range : ranges(expr)) {
            if (range.unwrap() != null) {
                add(range.unwrap().label(), labels);
            }
        }
        for (Expr.Metric metric : metrics(expr)) {
            add(metric, labels);
        }
        return labels;
    }

    private static void add(Template name, Set<String> labels) {
        if (name.literal() != null) {
            labels.add(name.literal());
        }
    }

    private static void add(Stage stage, Set<String> labels) {
        if (stage instanceof Stage.LabelFilter filter) {
            for (Filter.Comparison comparison : comparisons(filter.filter())) {
                add(comparison.label(), labels);
            }
        } else if (stage instanceof Stage.Json json) {
            json.fields().forEach(field -> add(field.label(), labels));
        } else if (stage instanceof Stage.Logfmt logfmt) {
            logfmt.fields().forEach(field -> add(field.label(), labels));
        } else if (stage instanceof Stage.Regexp regexp) {
            labels.addAll(regexp.names());
        } else if (stage instanceof Stage.Pattern pattern) {
            labels.addAll(pattern.names());
        } else if (stage instanceof Stage.Drop drop) {
            drop.labels().forEach(label -> add(label.label(), labels));
        } else if (stage instanceof Stage.Keep keep) {
            keep.labels().forEach(label -> add(label.label(), labels));
        } else if (stage instanceof Stage.LabelFormat format) {
            for (Stage.Assignment assignment : format.assignments()) {
                add(assignment.target(), labels);
                if (assignment.source() != null) {
                    add(assignment.source(), labels);
                }
            }
        }
    }

    private static void add(Expr.Metric metric, Set<String> labels) {
        Grouping grouping = metric instanceof Expr.VectorAggregation v ? v.grouping()
                : metric instanceof Expr.RangeAggregation r ? r.grouping() : metric instanceof Expr.HoleCall h ? h.grouping() : null;
        if (grouping != null) {
            grouping.names().forEach(name -> add(name, labels));
        }
        if (metric instanceof Expr.Binary binary) {
            binary.matching().labels().forEach(name -> add(name, labels));
            binary.matching().include().forEach(name -> add(name, labels));
        } else if (metric instanceof Expr.LabelReplace replace) {
            add(replace.destination().value(), labels);
            add(replace.source().value(), labels);
        }
    }
}
