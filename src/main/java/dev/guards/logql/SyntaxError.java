package dev.guards.logql;

import dev.guards.text.Span;

/**
 * Why Loki would refuse a query.
 *
 * @param span    in the outermost file
 * @param start   0-based offset in the query's text
 * @param end     behind the last character at fault
 * @param message what was found and what was expected, lower case, no final period
 * @param help    what to write instead; empty when the message says it
 */
public record SyntaxError(Span span, int start, int end, String message, String help) {
}
