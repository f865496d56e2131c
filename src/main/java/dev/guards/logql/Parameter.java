package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;

/**
 * A number that a function takes.
 *
 * @param value NaN when a variable gives it
 * @param text  as written
 */
public record Parameter(Span span, double value, Template text) {
}
