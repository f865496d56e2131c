package dev.guards.guard.semantic;

import dev.guards.analysis.Cause;
import dev.guards.analysis.Selection;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Missing;
import dev.guards.text.Span;
import java.util.List;

/** Reports queries whose metric nothing in the environment makes. */
public final class MetricsExist implements SemanticGuard {
    private static final Rule UNKNOWN = Rule.error("metric-unknown", "no exporter of the stack makes the metric");
    private static final Rule RENAMED = Rule.error("metric-renamed", "the deployed version of the exporter has another name for the metric");
    private static final Rule REMOVED = Rule.error("metric-removed", "the deployed version of the exporter no longer has the metric, or not yet");
    private static final Rule EXPORTER_MISSING = Rule.error("metric-exporter-missing", "the exporter that makes the metric is not in the stack");
    private static final Rule NOT_SCRAPED = Rule.error("metric-exporter-not-scraped", "the exporter runs, but no job scrapes what has the metric");
    private static final Rule OTHER_SERVER = Rule.error("metric-other-server", "another server of the stack has the metric, not the one that is asked");
    private static final Rule DISABLED = Rule.error("metric-collector-disabled", "an option of the exporter switches the metric off");
    private static final Rule DROPPED = Rule.error("metric-dropped-by-relabel", "metric relabelling drops the metric");
    private static final Rule SUFFIX = Rule.error("histogram-suffix-mismatch", "the suffix does not fit the metric's type");
    private static final Rule NO_RECORD = Rule.error("recording-rule-missing", "no recording rule stores a series of that name");

    @Override
    public String id() {
        return "metrics-exist";
    }

    @Override
    public String summary() {
        return "each metric that is asked for is made by something in the stack";
    }

    @Override
    public List<Rule> rules() {
        return List.of(UNKNOWN, RENAMED, REMOVED, EXPORTER_MISSING, NOT_SCRAPED, OTHER_SERVER, DISABLED, DROPPED, SUFFIX, NO_RECORD);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.analysis() != null && query.verdict() == Verdict.EMPTY) {
                for (Selection selection : query.analysis().selections()) {
                    if (selection.cause() instanceof Cause.MetricMissing missing
                            && stack.repository().settings().allowed(missing.metric(), null) == null) {
                        report(stack, query, selection, missing, findings);
                    } else if (selection.cause() instanceof Cause.NameImpossible impossible) {
                        query.concerns(findings.report(UNKNOWN, selection.selector().span(), impossible.message())).verdict("empty");
                    }
                }
            }
        }
        stack.unfilled().forEach(unfilled -> variable(unfilled.reason(), findings));
    }

    /** A variable that asks for what a query asks for in vain is another place of that finding. */
    private static void variable(Unfilled unfilled, Findings findings) {
        if (unfilled.selection() != null && unfilled.selection().cause() instanceof Cause.MetricMissing cause) {
            Missing.Reason reason = reason(cause);
            findings.again(key(unfilled.span().source().path(), cause, rule(cause, reason), reason), place(unfilled.selection()));
        }
    }

    private static Missing.Reason reason(Cause.MetricMissing cause) {
        return cause.missing() == null ? Missing.Reason.NOBODY_MAKES_IT : cause.missing().reason();
    }

    private static Rule rule(Cause.MetricMissing cause, Missing.Reason reason) {
        return cause.metric().contains(":") && reason == Missing.Reason.NOBODY_MAKES_IT ? NO_RECORD : rule(reason);
    }

    private static void report(Stack stack, StackQuery query, Selection selection, Cause.MetricMissing cause, Findings findings) {
        Missing missing = cause.missing();
        Missing.Reason reason = reason(cause);
        if (reason == Missing.Reason.WRONG_ENVIRONMENT) {
            return;
        }
        Rule rule = rule(cause, reason);
        Span span = place(selection);
        Object key = key(query.text().source().path(), cause, rule, reason);
        Finding known = findings.again(key, span);
        Edit fix = rule == RENAMED ? MetricRenames.edit(selection.selector(), missing.remedy()) : null;
        if (known != null) {
            query.concerns(known).fix(fix == null || known.fix() == null ? known.fix() : known.fix().and(fix));
            return;
        }
        Finding finding = findings.remember(key, findings.report(rule, span, message(cause, rule, reason)));
        query.concerns(finding);
        stack.empty(finding, selection.assumesHost(), false);
        if (missing != null) {
            finding.proof(missing.evidence());
        }
        finding.help(help(cause, rule, missing)).fix(fix);
        if (reason == Missing.Reason.RECORD_EMPTY) {
            finding.follows(missing.evidence().get(0).span(), "there is no `" + cause.metric() + "` here");
        }
    }

    /** One cause in the stack is one finding; a wrong name is one finding a file. */
    private static Object key(String path, Cause.MetricMissing cause, Rule rule, Missing.Reason reason) {
        Missing missing = cause.missing();
        boolean ofTheStack = missing != null && !missing.exporter().isEmpty()
                && (rule == EXPORTER_MISSING || reason == Missing.Reason.NOT_SCRAPED);
        return ofTheStack ? List.of(rule.id(), missing.exporter()) : List.of(rule.id(), cause.metric(), path);
    }

    private static Span place(Selection selection) {
        return selection.selector().name() != null ? selection.selector().name().span() : selection.selector().span();
    }

    private static Rule rule(Missing.Reason reason) {
        return switch (reason) {
            case OTHER_SERVER -> OTHER_SERVER;
            case DROPPED_BY_RELABEL -> DROPPED;
            case DISABLED -> DISABLED;
            case NOT_YET, REMOVED -> REMOVED;
            case RENAMED -> RENAMED;
            case SUFFIX -> SUFFIX;
            case NOT_SCRAPED, OTHER_ENDPOINT -> NOT_SCRAPED;
            case EXPORTER_NOT_IN_STACK -> EXPORTER_MISSING;
            case RECORD_EMPTY -> NO_RECORD;
            case WRONG_ENVIRONMENT, NOBODY_MAKES_IT, NOT_MISSING -> UNKNOWN;
        };
    }

    private static String message(Cause.MetricMissing cause, Rule rule, Missing.Reason reason) {
        if (rule == NO_RECORD && reason == Missing.Reason.NOBODY_MAKES_IT) {
            return "no recording rule stores `" + cause.metric() + "`";
        }
        return cause.message();
    }

    private static String help(Cause.MetricMissing cause, Rule rule, Missing missing) {
        if (missing != null && !missing.remedy().isEmpty()) {
            return rule == RENAMED ? "use `" + MetricRenames.written(cause.metric(), missing.remedy()) + "`"
                    : rule == SUFFIX ? "use `" + missing.remedy() + "`" : missing.remedy();
        }
        return cause.nearest() == null ? "" : "did you mean `" + cause.nearest() + "`?";
    }
}
