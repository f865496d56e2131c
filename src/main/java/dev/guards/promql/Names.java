package dev.guards.promql;

import dev.guards.template.Template;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The metric names and label names that an expression speaks of, those with variables as they are written. */
public final class Names {
    private final Set<String> metrics = new TreeSet<>();
    private final Set<String> labels = new TreeSet<>();

    private Names() {
    }

    public static Names of(Expr expr) {
        Names names = new Names();
        expr.walk(names::take);
        return names;
    }

    /** Of selectors that say theirs; sorted. */
    public Collection<String> metrics() {
        return metrics;
    }

    /** Of matchers, groupings and vector matching; sorted, without the metric's name. */
    public Collection<String> labels() {
        return labels;
    }

    private void take(Expr expr) {
        if (expr instanceof VectorSelector selector) {
            if (selector.name() != null) {
                metrics.add(selector.name().toString());
            } else if (selector.metricName() != null) {
                metrics.add(selector.metricName());
            }
            for (LabelMatcher matcher : selector.matchers()) {
                if (!matcher.isName()) {
                    labels.add(matcher.label().toString());
                }
            }
        } else if (expr instanceof Aggregate aggregate && aggregate.grouping() != null) {
            take(aggregate.grouping().labels());
        } else if (expr instanceof Binary binary) {
            take(binary.matching().labels());
            take(binary.matching().include());
        }
    }

    private void take(List<Template> names) {
        for (Template name : names) {
            labels.add(name.toString());
        }
    }
}
