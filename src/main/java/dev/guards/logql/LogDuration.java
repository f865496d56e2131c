package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;

/**
 * A duration of a range or an offset.
 *
 * @param text  as written, without brackets
 * @param nanos 0 when a variable is part of it
 */
public record LogDuration(Span span, Template text, long nanos) {
    public boolean isHole() {
        return text.hasHoles();
    }
}
