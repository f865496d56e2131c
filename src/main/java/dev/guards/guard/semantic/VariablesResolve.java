package dev.guards.guard.semantic;

import dev.guards.analysis.Cause;
import dev.guards.analysis.DashboardDomains;
import dev.guards.analysis.Row;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.config.grafana.Dashboard;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Severity;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.LogStream;
import dev.guards.inventory.Missing;
import java.util.List;

/** Variables that no run of the environment can fill; each is reported once, with the panels that it empties. */
public final class VariablesResolve implements SemanticGuard {
    private static final Rule METRIC_UNKNOWN = Rule.error("variable-metric-unknown", "a variable asks for series or log streams that nothing makes");
    private static final Rule LABEL_MISSING = Rule.error("variable-label-missing", "a variable asks for the values of a label that its series or streams do not have");
    private static final Rule REGEX_DROPS_ALL = Rule.error("variable-regex-drops-all", "the filter of a variable lets none of its values through");

    @Override
    public String id() {
        return "variables-resolve";
    }

    @Override
    public String summary() {
        return "the environment can fill each variable of a dashboard";
    }

    @Override
    public List<Rule> rules() {
        return List.of(METRIC_UNKNOWN, LABEL_MISSING, REGEX_DROPS_ALL);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        stack.unfilled().forEach(variable -> report(stack, variable.dashboard(), variable.reason(), findings));
    }

    private static void report(Stack stack, Dashboard dashboard, Unfilled unfilled, Findings findings) {
        Rule rule = switch (unfilled.kind()) {
            case SERIES -> METRIC_UNKNOWN;
            case LABEL -> LABEL_MISSING;
            case REGEX -> REGEX_DROPS_ALL;
        };
        Finding finding = findings.report(rule, unfilled.span(), "variable `" + unfilled.variable().id() + "` gets no value: "
                + unfilled.message());
        boolean assumed = unfilled.selection() != null ? unfilled.selection().assumesHost()
                : !stack.inventory().streams().isEmpty() && stack.inventory().streams().stream().anyMatch(LogStream::hostAssumed);
        stack.empty(finding, assumed, unfilled.kind() == Unfilled.Kind.LABEL);
        finding.subject(new Finding.Subject(dashboard.name(), "$" + unfilled.variable().id(), ""));
        boolean harmless = true;
        for (StackQuery query : stack.queries()) {
            if (query.unfilled() == unfilled && query.use() != StackQuery.Use.MATCH && query.use() != StackQuery.Use.VARIABLE) {
                finding.subject(query.subject());
            }
            harmless &= query.verdict() != Verdict.EMPTY || query.asked() == null || query.asked().dashboard() != dashboard
                    || query.use() == StackQuery.Use.MATCH || query.use() == StackQuery.Use.VARIABLE;
        }
        if (harmless) {
            finding.severity(Severity.WARNING);
        }
        proof(unfilled, finding);
        finding.follows(unfilled.span(), "variable `" + unfilled.variable().id() + "` gets no value");
    }

    private static void proof(Unfilled unfilled, Finding finding) {
        Cause cause = unfilled.selection() == null ? null : unfilled.selection().cause();
        if (cause instanceof Cause.MetricMissing missing && missing.missing() != null) {
            Missing why = missing.missing();
            finding.proof(why.evidence());
            boolean renamed = why.reason() == Missing.Reason.RENAMED || why.reason() == Missing.Reason.REMOVED;
            finding.help(why.remedy().isEmpty() ? "" : renamed ? "ask for `" + why.remedy() + "`" : why.remedy());
        } else if (cause instanceof Cause.MetricMissing missing) {
            finding.help(missing.nearest() == null ? "" : "did you mean `" + missing.nearest() + "`?");
        } else if (cause instanceof Cause.LabelMissing missing) {
            rows(missing.label(), missing.rows(), finding);
            finding.help(missing.exists().isEmpty() ? "" : "labels that exist: " + String.join(", ", missing.exists()));
        } else if (cause instanceof Cause.ValueImpossible impossible) {
            rows(impossible.label(), impossible.rows(), finding);
            finding.help(impossible.nearest() == null ? "" : "did you mean `" + impossible.nearest() + "`?");
        } else if (unfilled.kind() == Unfilled.Kind.LABEL && unfilled.selection() != null) {
            List<Row> rows = unfilled.selection().rows();
            rows(null, rows, finding);
            java.util.TreeSet<String> labels = new java.util.TreeSet<>();
            rows.forEach(row -> labels.addAll(row.labels().names()));
            labels.remove("__name__");
            finding.help(labels.isEmpty() ? "" : "labels that exist: " + String.join(", ", labels));
        }
    }

    private static void rows(String label, List<Row> rows, Finding finding) {
        finding.proof(Evidence.about(label, rows.stream().map(Row::evidence).toList()));
    }
}
