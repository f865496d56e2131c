package dev.guards.promql;

import dev.guards.regex.Matcher;
import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * An instant vector selector.
 *
 * @param name         the metric name in front of the braces; null when there is none. Where it is a hole, the variable
 *                     may hold matchers or a range as well
 * @param matchers     as written, a quoted name in the braces as a matcher of {@value #NAME}
 * @param matcherHoles parts of the braces that Grafana fills with whole matchers
 */
public record VectorSelector(Span span, Template name, List<LabelMatcher> matchers, List<Template> matcherHoles, Modifiers modifiers)
        implements Expr {
    /** The label that holds the metric's name. */
    public static final String NAME = "__name__";

    /** The one name that all selected series have, if the text says it; null when it does not or when it has holes. */
    public String metricName() {
        if (name != null) {
            return name.literal();
        }
        for (LabelMatcher matcher : matchers) {
            if (matcher.op() == Matcher.Op.EQUAL && matcher.isName()) {
                return matcher.value().literal();
            }
        }
        return null;
    }

    VectorSelector with(Span span, Modifiers modifiers) {
        return new VectorSelector(span, name, matchers, matcherHoles, modifiers);
    }

    @Override
    public ValueType type() {
        return name != null && endsOpen() ? ValueType.UNKNOWN : ValueType.VECTOR;
    }

    /** {@code foo$range}, where the variable may hold {@code [5m]}. */
    private boolean endsOpen() {
        return name.hasHoles() && matchers.isEmpty() && matcherHoles.isEmpty()
                && name.parts().get(name.parts().size() - 1) instanceof dev.guards.template.Hole;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.vector(this);
    }
}
