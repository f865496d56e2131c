package dev.guards.guard.semantic;

import dev.guards.catalog.Version;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Matcher;
import dev.guards.template.Literal;
import dev.guards.text.Text;
import java.util.List;
import java.util.Set;

/**
 * Bounds of buckets that are written as integers. Prometheus 3 stores the bounds of classic histograms, and the quantiles of summaries, as
 * floating-point numbers, {@code 1.0}, whatever the program writes (migration guide of release 3.0).
 */
final class IntegerBounds {
    static final Rule RULE = Rule.error("le-integer-literal", "Prometheus 3 stores bounds of buckets as `1.0`, which `1` does not match");

    private static final Version THREE = Version.of("3.0");
    /** Servers and agents that keep bounds as they come, or may. */
    private static final Set<Role> OTHERS = Set.of(Role.MIMIR, Role.THANOS, Role.VICTORIA_METRICS, Role.VMAGENT, Role.LGTM, Role.ALLOY,
            Role.GRAFANA_AGENT, Role.OTEL_COLLECTOR, Role.VECTOR);

    private IntegerBounds() {
    }

    static void check(Stack stack, StackQuery query, Findings findings) {
        query.expr().walk(expr -> {
            if (expr instanceof VectorSelector selector && selector.metricName() != null && selector.metricName().endsWith("_bucket")) {
                for (LabelMatcher matcher : selector.matchers()) {
                    Text bound = bound(matcher);
                    if (bound != null && isStoredAsFloat(stack)) {
                        report(query, bound, findings);
                    }
                }
            }
        });
    }

    private static void report(StackQuery query, Text bound, Findings findings) {
        Finding finding = findings.report(RULE, bound.span(), "`le` of a bucket is never `" + bound + "` in Prometheus 3: it is `" + bound + ".0`");
        query.concerns(finding).help("write `le=\"" + bound + ".0\"`").fix(Edit.safe(bound.span(), bound + ".0"));
    }

    /** The integer that {@code le} is compared with; null when it is something else. */
    private static Text bound(LabelMatcher matcher) {
        List<dev.guards.template.Part> parts = matcher.value().parts();
        boolean plain = matcher.op() == Matcher.Op.EQUAL && "le".equals(matcher.label().literal()) && parts.size() == 1
                && parts.get(0) instanceof Literal;
        Text text = plain ? parts.get(0).text() : null;
        return text != null && !text.isEmpty() && text.value().chars().allMatch(c -> c >= '0' && c <= '9') ? text : null;
    }

    /** True when every server is a Prometheus of release 3, and nothing writes to it what it has not scraped. */
    private static boolean isStoredAsFloat(Stack stack) {
        List<Program> servers = stack.environment().programs(Role.PROMETHEUS);
        for (Program server : servers) {
            Workload workload = server.workload();
            Version version = workload == null || workload.image() == null ? Version.UNKNOWN : Version.of(workload.image().tag());
            if (!version.isExact() || !version.isAtLeast(THREE)) {
                return false;
            }
        }
        return !servers.isEmpty() && stack.inventory().openBecause().isEmpty()
                && stack.environment().programs().stream().noneMatch(p -> OTHERS.contains(p.role()));
    }
}
