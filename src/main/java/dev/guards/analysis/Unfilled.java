package dev.guards.analysis;

import dev.guards.config.grafana.Variable;
import dev.guards.text.Span;

/**
 * Why a variable can never get a value.
 *
 * @param variable  the first of a chain: those that depend on it share this reason
 * @param span      the part of its query, or its filter
 * @param message   lower case, no final period
 * @param selection what its selector finds; null when the reason is another
 * @param label     the label that the series do not have, for {@code LABEL}; null else
 */
public record Unfilled(Variable variable, Kind kind, Span span, String message, Selection selection, String label) {
    /** What is missing: a metric or a series that the matchers let through; the label; values that pass the filter. */
    public enum Kind { SERIES, LABEL, REGEX }
}
