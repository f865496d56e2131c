package dev.guards.config.grafana;

import dev.guards.text.Span;
import dev.guards.text.Text;

/**
 * What a query variable asks its datasource for, in the forms of Prometheus and Loki; see Grafana's documentation of
 * their template variables. Parts are slices of the written text and may hold variables.
 */
public sealed interface VariableQuery {
    /** The whole query as written, or its object. */
    Span span();

    /** {@code label_names()}, {@code label_names(PART)}; the match is null when there is none. */
    record LabelNames(Text match, Span span) implements VariableQuery {
    }

    /** {@code label_values(LABEL)}, {@code label_values(SELECTOR, LABEL)}; the selector is null when there is none. */
    record LabelValues(Text selector, Text label, Span span) implements VariableQuery {
    }

    /** {@code metrics(REGEX)}. */
    record Metrics(Text regex, Span span) implements VariableQuery {
    }

    /** {@code query_result(EXPR)}: one text a sample. */
    record QueryResult(Text expr, Span span) implements VariableQuery {
    }

    /** Anything else that Prometheus is asked: a selector whose series are listed. */
    record SeriesOf(Text selector, Span span) implements VariableQuery {
    }

    /** A query in the language of another datasource, or an empty one; the text is null when it is an object. */
    record Other(Text text, Span span) implements VariableQuery {
    }
}
