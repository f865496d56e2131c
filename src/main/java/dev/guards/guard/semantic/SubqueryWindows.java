package dev.guards.guard.semantic;

import dev.guards.config.prometheus.Durations;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Call;
import dev.guards.promql.Subquery;

/**
 * Subqueries whose range holds too few steps. A range ends at the moment asked for and does not include its start (Prometheus 3.0), so one of
 * a single step holds one point; before, it held two at moments that happened to fall on a step.
 */
final class SubqueryWindows {
    static final Rule RULE = Rule.warning("subquery-window-too-short", "the range of a subquery holds fewer of its steps than the function needs");

    private SubqueryWindows() {
    }

    static void check(StackQuery query, Call call, Subquery subquery, boolean needsTwo, Findings findings) {
        double range = subquery.range().seconds();
        double step = subquery.step() == null ? Double.NaN : subquery.step().seconds();
        String message;
        if (needsTwo && range <= step) {
            message = "never has the two points that it needs";
        } else if (needsTwo && range < 2 * step) {
            message = "often has one point only, which leaves gaps";
        } else if (range < step) {
            message = "often has no point at all, which leaves gaps";
        } else {
            return;
        }
        String shown = Durations.text(Math.round(range * 1000)) + ":" + Durations.text(Math.round(step * 1000));
        Finding finding = findings.report(RULE, subquery.range().span().to(subquery.step().span()), "`" + call.function().name() + "` over ["
                + shown + "] " + message);
        query.concerns(finding).help("make the range several steps long, such as `[" + Durations.text(Math.round(step * 4000)) + ":"
                + Durations.text(Math.round(step * 1000)) + "]`");
    }
}
