package dev.guards.environment;

import dev.guards.text.Span;

/**
 * Something the files do not say and that is taken for granted; said once per run.
 *
 * @param message lower case, no final period
 */
public record Assumption(String message, Span span) {
}
