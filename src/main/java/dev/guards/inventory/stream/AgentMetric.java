package dev.guards.inventory.stream;

import dev.guards.catalog.Family;
import dev.guards.catalog.MetricType;
import dev.guards.environment.Workload;
import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import java.util.List;

/**
 * A metric that a log agent makes of lines by a metrics stage and exposes itself.
 *
 * @param workload the agent's container; null when it is not known
 * @param name     with its prefix; without {@code _bucket} and the like
 * @param labels   those of the lines it counts
 * @param span     where the stage names it
 */
public record AgentMetric(Workload workload, String name, MetricType type, Labels labels, Span span) {
    /** The series of a name that it has; null when it has none of that name. */
    public Family.Member member(String series) {
        Family family = new Family(name, type, List.of(), List.of(""), "", "", "lines that the stage counts", span);
        if (type != MetricType.HISTOGRAM) {
            return series.equals(name) ? new Family.Member(family, series, Family.Role.VALUE) : null;
        }
        Family.Role role = series.equals(name + "_bucket") ? Family.Role.BUCKET : series.equals(name + "_sum") ? Family.Role.SUM
                : series.equals(name + "_count") ? Family.Role.COUNT : null;
        return role == null ? null : new Family.Member(family, series, role);
    }

    /** Names of its series. */
    public List<String> names() {
        return type == MetricType.HISTOGRAM ? List.of(name + "_bucket", name + "_count", name + "_sum") : List.of(name);
    }

    /** Labels of a sample as the agent exposes it. */
    public Labels sample(Family.Member member) {
        Labels sample = labels.with("__name__", member.name());
        return member.role() == Family.Role.BUCKET ? sample.with("le", ValueSet.present()) : sample;
    }
}
