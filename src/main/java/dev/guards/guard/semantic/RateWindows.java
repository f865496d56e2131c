package dev.guards.guard.semantic;

import dev.guards.analysis.Selection;
import dev.guards.config.prometheus.Durations;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Severity;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Job;
import dev.guards.promql.Call;
import dev.guards.promql.Duration;
import dev.guards.promql.Expr;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.Subquery;
import dev.guards.promql.VectorSelector;
import java.util.List;
import java.util.Set;

/** Reports ranges that hold too few samples, or more time than is kept. */
public final class RateWindows implements SemanticGuard {
    private static final Rule TOO_SHORT = Rule.error("rate-window-too-short", "a range holds fewer samples of the scraped series than its function needs");
    private static final Rule HARDCODED = Rule.off("rate-window-hardcoded", "a graph takes the rate over a range that does not follow its resolution");

    /** Functions that make nothing of one sample; the others take what there is. */
    private static final Set<String> NEED_TWO = Set.of("rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear",
            "double_exponential_smoothing");
    /** Functions that look at the last two samples, however many there are. */
    private static final Set<String> TAKE_LAST = Set.of("irate", "idelta");

    @Override
    public String id() {
        return "rate-windows";
    }

    @Override
    public String summary() {
        return "each range holds the samples that its function needs";
    }

    @Override
    public List<Rule> rules() {
        return List.of(TOO_SHORT, IntervalWindows.RULE, SubqueryWindows.RULE, Lookback.RULE, HARDCODED);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        ScrapeIntervals intervals = new ScrapeIntervals();
        Retention retention = Retention.of(stack.environment());
        for (StackQuery query : stack.queries()) {
            if (query.analysis() != null && query.use() != StackQuery.Use.MATCH) {
                for (Expr expr : query.expr().parts()) {
                    if (expr instanceof Call call && call.function() != null) {
                        call(stack, query, call, intervals, findings);
                    }
                }
                if (retention != null) {
                    Lookback.check(query, retention, findings);
                }
            }
        }
    }

    private static void call(Stack stack, StackQuery query, Call call, ScrapeIntervals intervals, Findings findings) {
        for (Expr argument : call.arguments()) {
            Expr bare = argument.bare();
            if (bare instanceof Subquery subquery) {
                SubqueryWindows.check(query, call, subquery, needsTwo(call), findings);
            } else if (bare instanceof MatrixSelector range && range.modifiers().range() == null) {
                Job job = intervals.fastest(query.inventory(), rows(query, range.selector()));
                if (range.range() instanceof Duration.Hole) {
                    IntervalWindows.check(stack, query, call, range, job, findings);
                } else {
                    hardcoded(query, call, range, findings);
                    if (job != null) {
                        window(stack, query, call, range, job, findings);
                    }
                }
            }
        }
    }

    /** Whether a function gives nothing for a single sample. */
    static boolean needsTwo(Call call) {
        return NEED_TWO.contains(call.function().name());
    }

    /** True when jobs are believed to be scraped as a configuration says that no file leads to. */
    static boolean isAssumed(Stack stack) {
        for (Program server : stack.environment().programs(Role.PROMETHEUS)) {
            if (server.isAssumed()) {
                return true;
            }
        }
        return false;
    }

    private static List<dev.guards.analysis.Row> rows(StackQuery query, VectorSelector selector) {
        for (Selection selection : query.analysis().selections()) {
            if (selection.selector().equals(selector)) {
                return selection.rows();
            }
        }
        return List.of();
    }

    private static void window(Stack stack, StackQuery query, Call call, MatrixSelector range, Job job, Findings findings) {
        long window = Math.round(range.range().seconds() * 1000);
        long interval = job.intervalMillis();
        String name = call.function().name();
        boolean two = needsTwo(call);
        String flaw;
        Severity severity = Severity.ERROR;
        if (two && window <= interval) {
            flaw = "never has the two samples that it needs";
        } else if (two && window < 2 * interval) {
            flaw = "often has one sample only, which leaves gaps";
        } else if (!two && window < interval) {
            flaw = "often has no sample at all, which leaves gaps";
        } else if (two && window < 3 * interval && !TAKE_LAST.contains(name)) {
            flaw = "has no more than the two samples that it needs, so each lost scrape leaves a gap";
            severity = Severity.INFO;
        } else {
            return;
        }
        report(stack, query, range, job, two, "`" + name + "` over " + Durations.text(window) + " " + flaw, severity, findings);
    }

    private static void report(Stack stack, StackQuery query, MatrixSelector range, Job job, boolean twoNeeded, String message,
            Severity severity, Findings findings) {
        Object key = List.of(message, job.name(), job.intervalMillis(), query.text().source().path());
        Finding known = findings.again(key, range.range().span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        String enough = Durations.text((twoNeeded ? 4 : 2) * job.intervalMillis());
        boolean panel = twoNeeded && query.use() == StackQuery.Use.PANEL;
        Finding finding = findings.remember(key, findings.report(TOO_SHORT, range.range().span(), message));
        query.concerns(finding).severity(isAssumed(stack) ? severity.lowered() : severity);
        finding.note(job.span(), "job `" + job.name() + "` is scraped every " + Durations.text(job.intervalMillis()));
        finding.help((panel ? "use `[$__rate_interval]`, or `[" : "use `[") + enough + "]`: " + (twoNeeded ? "four scrapes" : "two scrapes"));
        finding.fix(Edit.proposed(range.range().span(), panel ? "$__rate_interval" : enough));
    }

    private static void hardcoded(StackQuery query, Call call, MatrixSelector range, Findings findings) {
        boolean graph = query.use() == StackQuery.Use.PANEL && query.asked().panel() != null && query.asked().panel().isType("timeseries");
        if (graph && needsTwo(call) && !call.is("increase")) {
            Object key = List.of(HARDCODED.id(), range.range().span().text(), query.text().source().path());
            Finding known = findings.again(key, range.range().span());
            if (known == null) {
                known = findings.remember(key, findings.report(HARDCODED, range.range().span(), "the range stays "
                        + range.range().span().text() + " when the graph shows a month, and most samples are then left out"));
                known.help("use `$__rate_interval`").fix(Edit.proposed(range.range().span(), "$__rate_interval"));
            }
            query.concerns(known);
        }
    }
}
