package dev.guards.analysis;

import dev.guards.regex.ValueSet;
import dev.guards.text.Span;

/**
 * What a datasource answers to the query of a variable.
 *
 * @param values    at least the true values; none as a proof
 * @param kind      what is missing when there are none
 * @param span      where that is; null for the whole query
 * @param message   why there are none
 * @param selection what the selector finds; null when there is none
 * @param label     the label that is missing; null else
 * @param origin    what the values are read from; null when that is not known
 * @param because   why they cannot be told, to follow the variable's name; empty when they can
 */
record VariableAnswer(ValueSet values, Unfilled.Kind kind, Span span, String message, Selection selection, String label, Origin origin,
        String because) {

    /** @param because why, to follow the variable's name */
    static VariableAnswer unknown(String because) {
        return of(ValueSet.any().inexact(), null, because);
    }

    static VariableAnswer of(ValueSet values, Origin origin, String because) {
        return new VariableAnswer(values, Unfilled.Kind.SERIES, null, "", null, null, origin, because);
    }

    /** No series that the selector matches. */
    static VariableAnswer noSeries(Span span, String message, Selection selection) {
        return new VariableAnswer(ValueSet.none(), Unfilled.Kind.SERIES, span, message, selection, null, null, "");
    }

    /** Series, without that label. */
    static VariableAnswer noLabel(Span span, String message, Selection selection, String label) {
        return new VariableAnswer(ValueSet.none(), Unfilled.Kind.LABEL, span, message, selection, label, null, "");
    }
}
