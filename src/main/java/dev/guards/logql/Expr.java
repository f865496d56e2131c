package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/** A LogQL query or a part of one that can stand where a query stands. Immutable; spans lie in the outermost file. */
public sealed interface Expr {
    Span span();

    /** Lines: a stream selector and what is done with each line. */
    record LogQuery(Span span, Selector selector, List<Stage> stages) implements Expr {
    }

    /** Everything that yields samples. */
    sealed interface Metric extends Expr {
    }

    /**
     * A function over the lines of a time range, such as {@code rate({app="x"}[5m])}.
     *
     * @param parameter null unless the function takes one
     * @param grouping  null without one
     */
    record RangeAggregation(Span span, RangeFunction function, Parameter parameter, LogRange range, Grouping grouping) implements Metric {
    }

    /**
     * An aggregation of samples, such as {@code sum by (app) (...)}.
     *
     * @param parameter null unless the aggregation takes one
     * @param grouping  null without one
     */
    record VectorAggregation(Span span, VectorFunction function, Parameter parameter, Metric of, Grouping grouping) implements Metric {
    }

    /**
     * Two numbers never stand on both sides: they are one {@link Number}.
     *
     * @param operator null when it is a variable
     */
    record Binary(Span span, BinaryOperator operator, Span operatorSpan, Matching matching, Metric left, Metric right) implements Metric {
        /** The operator, or the variable in its place. */
        public String symbol() {
            return operator == null ? operatorSpan.text() : operator.symbol();
        }
    }

    /** A number, or the value of operations on numbers. */
    record Number(Span span, double value) implements Metric {
    }

    /** {@code vector(1)}: one sample without labels. */
    record Vector(Span span, Parameter value) implements Metric {
    }

    /** {@code label_replace(of, destination, replacement, source, pattern)}. */
    record LabelReplace(Span span, Metric of, Quoted destination, Quoted replacement, Quoted source, Quoted pattern) implements Metric {
    }

    /**
     * A variable, or text with variables in it, in place of an expression; a log query or a metric when it is the whole query,
     * as is one in which a variable stands where nothing but syntax can stand.
     */
    record Hole(Span span, Template template) implements Metric {
    }

    /**
     * A call whose function is a variable.
     *
     * @param arguments all but the range
     * @param range     null unless the last argument is a log range
     * @param grouping  null without one
     */
    record HoleCall(Span span, Template function, List<Metric> arguments, LogRange range, Grouping grouping) implements Metric {
    }
}
