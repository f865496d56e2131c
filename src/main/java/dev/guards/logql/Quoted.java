package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;

/**
 * A string literal, or a variable where one is wanted.
 *
 * @param span   with the quotes
 * @param value  escapes resolved
 * @param quoted false for a bare variable
 */
public record Quoted(Span span, Template value, boolean quoted) {
    /** The text as far as it is written. */
    public String text() {
        return value.text().value();
    }
}
