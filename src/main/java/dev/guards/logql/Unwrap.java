package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * {@code | unwrap label} or {@code | unwrap duration(label)}: the label's value becomes the sample and the label goes.
 *
 * @param conversion as Loki names it; empty without one
 * @param filters    the label filters behind it
 */
public record Unwrap(Span span, Template label, String conversion, List<Stage.LabelFilter> filters) {
}
