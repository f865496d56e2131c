package dev.guards.logql;

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
}
