package dev.guards.promql;

import dev.guards.text.Span;

/**
 * Why a query is refused.
 *
 * @param span    in the outermost file
 * @param start   0-based offset in the query's text
 * @param end     behind the last character
 * @param message the fact, in Prometheus' words where it has some
 * @param help    what may be meant; empty when there is no guess
 */
public record SyntaxError(Span span, int start, int end, String message, String help) {
}
