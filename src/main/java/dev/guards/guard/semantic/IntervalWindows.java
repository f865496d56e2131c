package dev.guards.guard.semantic;

import dev.guards.config.prometheus.Durations;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.Severity;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Job;
import dev.guards.promql.Call;
import dev.guards.promql.Duration;
import dev.guards.promql.MatrixSelector;
import dev.guards.template.Template;
import java.util.List;

/** Rates over {@code $__interval}, which is the step of the graph: no more than one scrape when somebody looks closely. */
final class IntervalWindows {
    static final Rule RULE = Rule.error("rate-window-interval", "a rate over `$__interval` has one sample, and so no value, as soon as the graph shows a short time");

    private IntervalWindows() {
    }

    /** @param job the one that is scraped most often; null when that is not known */
    static void check(Stack stack, StackQuery query, Call call, MatrixSelector range, Job job, Findings findings) {
        Template written = ((Duration.Hole) range.range()).text();
        boolean interval = written.isHole() && written.holes().get(0).name().equals("__interval");
        if (!interval || query.use() != StackQuery.Use.PANEL || !RateWindows.needsTwo(call)) {
            return;
        }
        GrafanaStep step = GrafanaStep.of(stack, query);
        boolean enough = step.leastMillis() < 0 || job == null && step.isSet() || job != null && step.leastMillis() >= 2 * job.intervalMillis();
        if (!enough) {
            report(stack, query, call, range, step, job, findings);
        }
    }

    /** An error when the panel has no data even over the time that the dashboard opens with. */
    private static void report(Stack stack, StackQuery query, Call call, MatrixSelector range, GrafanaStep step, Job job, Findings findings) {
        long most = job == null ? -1 : step.mostMillis();
        boolean always = most >= 0 && most < 2 * job.intervalMillis();
        Object key = List.of(RULE.id(), always, job == null ? "" : job.name(), query.text().source().path());
        Finding finding = findings.again(key, range.range().span());
        if (finding == null) {
            finding = findings.remember(key, findings.report(RULE, range.range().span(), "`" + call.function().name()
                    + "` over `$__interval`, down to " + Durations.text(step.leastMillis()) + ", has one sample and no value "
                    + (always ? "over the time that the dashboard opens with" : "when the graph shows a short time")));
            Severity severity = always ? Severity.ERROR : Severity.WARNING;
            finding.severity(always && RateWindows.isAssumed(stack) ? severity.lowered() : severity);
            if (job != null) {
                finding.note(job.span(), "job `" + job.name() + "` is scraped every " + Durations.text(job.intervalMillis()));
            }
            finding.help("use `[$__rate_interval]`, which is never shorter than four scrapes");
            finding.fix(Edit.proposed(range.range().span(), "$__rate_interval"));
        }
        query.concerns(finding);
    }
}
