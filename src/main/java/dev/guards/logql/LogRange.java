package dev.guards.logql;

import dev.guards.text.Span;

/**
 * The lines of a time range.
 *
 * @param query  without the unwrap stage
 * @param unwrap null without one
 * @param range  what stands in the brackets
 * @param offset null without one
 */
public record LogRange(Span span, Expr.LogQuery query, Unwrap unwrap, LogDuration range, LogDuration offset) {
}
