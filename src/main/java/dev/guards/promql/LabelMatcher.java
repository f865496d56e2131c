package dev.guards.promql;

import dev.guards.regex.Matcher;
import dev.guards.template.Template;
import dev.guards.text.Span;

/**
 * One matcher of a selector.
 *
 * @param label  unquoted
 * @param value  unquoted; see {@link StringLiteral#value()}
 * @param quoted false for <code>{job=$job}</code>, where the variable brings the quotes
 */
public record LabelMatcher(Span span, Template label, Matcher.Op op, Template value, boolean quoted) {
    /** The matcher without holes; null when it has one. */
    public Matcher plain() {
        return label.hasHoles() || value.hasHoles() ? null : new Matcher(label.literal(), op, value.literal());
    }

    /** Whether this is a matcher of the metric's name, by a name that is no variable. */
    public boolean isName() {
        return VectorSelector.NAME.equals(label.literal());
    }
}
