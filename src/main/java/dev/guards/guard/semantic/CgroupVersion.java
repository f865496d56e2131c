package dev.guards.guard.semantic;

import dev.guards.analysis.Selection;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.StackQuery;
import dev.guards.promql.LabelMatcher;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import java.util.List;

/**
 * What cAdvisor has only on hosts with the first version of cgroups: processor time by processor. With cgroup v2, the default of current
 * distributions, {@code container_cpu_usage_seconds_total} has {@code cpu="total"} alone (google/cadvisor issue 3065).
 */
final class CgroupVersion {
    static final Rule RULE = Rule.warning("metric-environment-dependent", "hosts with cgroup v2 do not have these series");

    private static final String METRIC = "container_cpu_usage_seconds_total";

    private CgroupVersion() {
    }

    static void check(StackQuery query, Findings findings) {
        for (Selection selection : query.analysis().selections()) {
            boolean ours = METRIC.equals(selection.selector().metricName()) && !selection.rows().isEmpty();
            for (LabelMatcher matcher : ours ? selection.selector().matchers() : List.<LabelMatcher>of()) {
                Matcher plain = matcher.plain();
                if (plain != null && plain.label().equals("cpu") && ValueSet.of("total").excludes(plain) && ValueSet.absent().excludes(plain)) {
                    report(query, matcher, findings);
                }
            }
        }
    }

    private static void report(StackQuery query, LabelMatcher matcher, Findings findings) {
        Object key = List.of(RULE.id(), query.text().source().path());
        Finding known = findings.again(key, matcher.span());
        if (known == null) {
            known = findings.remember(key, findings.report(RULE, matcher.span(), "on hosts with cgroup v2, `cpu` of `" + METRIC + "` is `total` alone"))
                    .help("remove the matcher, and do not group by `cpu`");
        }
        query.concerns(known);
    }
}
