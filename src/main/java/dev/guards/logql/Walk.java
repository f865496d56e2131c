package dev.guards.logql;

import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Visits the parts of a query in the order of the text. */
public final class Walk {
    private Walk() {
    }

    /** Each log query: the whole query, or one of each range. */
    public static void queries(Expr expr, Consumer<Expr.LogQuery> visitor) {
        if (expr instanceof Expr.LogQuery query) {
            visitor.accept(query);
        } else {
            ranges(expr, range -> visitor.accept(range.query()));
        }
    }

    /** Each stream selector. */
    public static void selectors(Expr expr, Consumer<Selector> visitor) {
        queries(expr, query -> visitor.accept(query.selector()));
    }

    /** Each log range. */
    public static void ranges(Expr expr, Consumer<LogRange> visitor) {
        metrics(expr, metric -> {
            if (metric instanceof Expr.RangeAggregation aggregation) {
                visitor.accept(aggregation.range());
            } else if (metric instanceof Expr.HoleCall call && call.range() != null) {
                visitor.accept(call.range());
            }
        });
    }

    /** Each metric expression, the outer before the inner. */
    public static void metrics(Expr expr, Consumer<Expr.Metric> visitor) {
        if (!(expr instanceof Expr.Metric metric)) {
            return;
        }
        visitor.accept(metric);
        if (metric instanceof Expr.VectorAggregation aggregation) {
            metrics(aggregation.of(), visitor);
        } else if (metric instanceof Expr.Binary binary) {
            metrics(binary.left(), visitor);
            metrics(binary.right(), visitor);
        } else if (metric instanceof Expr.LabelReplace replace) {
            metrics(replace.of(), visitor);
        } else if (metric instanceof Expr.HoleCall call) {
            for (Expr.Metric argument : call.arguments()) {
                metrics(argument, visitor);
            }
        }
    }

    /** Each stage, those of an unwrap's filters included. */
    public static void stages(Expr expr, Consumer<Stage> visitor) {
        if (expr instanceof Expr.LogQuery query) {
            query.stages().forEach(visitor);
        }
        ranges(expr, range -> {
            range.query().stages().forEach(visitor);
            if (range.unwrap() != null) {
                range.unwrap().filters().forEach(visitor);
            }
        });
    }

    /** Each comparison of a filter. */
    public static void comparisons(Filter filter, Consumer<Filter.Comparison> visitor) {
        if (filter instanceof Filter.And and) {
            comparisons(and.left(), visitor);
            comparisons(and.right(), visitor);
        } else if (filter instanceof Filter.Or or) {
            comparisons(or.left(), visitor);
            comparisons(or.right(), visitor);
        } else if (filter instanceof Filter.Comparison comparison) {
            visitor.accept(comparison);
        }
    }

    /** The sizes that filters compare with, in bytes. */
    public static List<Long> sizes(Expr expr) {
        List<Long> sizes = new ArrayList<>();
        stages(expr, stage -> {
            if (stage instanceof Stage.LabelFilter filter) {
                comparisons(filter.filter(), comparison -> {
                    if (comparison.value() instanceof Filter.BytesValue size) {
                        sizes.add(size.bytes());
                    }
                });
            }
        });
        return sizes;
    }

    /** The label names of a query as far as they are written, sorted. */
    public static Set<String> labels(Expr expr) {
        Set<String> labels = new TreeSet<>();
        selectors(expr, selector -> {
            for (Selector.StreamMatcher matcher : selector.matchers()) {
                add(matcher.name(), labels);
            }
        });
        stages(expr, stage -> add(stage, labels));
        ranges(expr, range -> {
            if (range.unwrap() != null) {
                add(range.unwrap().label(), labels);
            }
        });
        metrics(expr, metric -> add(metric, labels));
        return labels;
    }

    private static void add(Template name, Set<String> labels) {
        if (name.literal() != null) {
            labels.add(name.literal());
        }
    }

    private static void add(Stage stage, Set<String> labels) {
        if (stage instanceof Stage.LabelFilter filter) {
            comparisons(filter.filter(), comparison -> add(comparison.label(), labels));
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
