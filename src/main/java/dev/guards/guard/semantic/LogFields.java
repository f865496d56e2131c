package dev.guards.guard.semantic;

import dev.guards.analysis.Flow;
import dev.guards.analysis.LogAnalysis;
import dev.guards.analysis.LogCause;
import dev.guards.analysis.LogFlow;
import dev.guards.analysis.LogRow;
import dev.guards.analysis.Verdict;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.logql.Expr;
import dev.guards.logql.Grouping;
import dev.guards.logql.LogRange;
import dev.guards.logql.Numbers;
import dev.guards.logql.Unwrap;
import dev.guards.logql.Walk;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.List;
import java.util.Set;

/** Reports filters and groupings on fields that neither the agent nor the query extracts. */
public final class LogFields implements SemanticGuard {
    private static final Rule NEVER_PARSED = Rule.error("logql-field-never-parsed", "a filter wants a field that nothing before it extracts");
    private static final Rule VALUE = Rule.error("logql-field-value", "a filter wants a value that the field cannot have");
    private static final Rule UNWRAP = Rule.warning("logql-unwrap", "an unwrapped label is never a number, so the metric query fails");
    private static final Rule GROUPING = Rule.warning("logql-grouping-unknown", "an aggregation groups by a label that its operand does not have");

    @Override
    public String id() {
        return "log-fields";
    }

    @Override
    public String summary() {
        return "each field that a log query filters or groups by is extracted before";
    }

    @Override
    public List<Rule> rules() {
        return List.of(NEVER_PARSED, VALUE, UNWRAP, GROUPING);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.logs() != null) {
                LogCause cause = query.verdict() == Verdict.EMPTY ? query.logs().root().empty() : null;
                if (cause instanceof LogCause.FieldMissing missing) {
                    missing(query, missing, findings);
                } else if (cause instanceof LogCause.FieldImpossible impossible) {
                    Finding finding = findings.report(VALUE, impossible.span(), impossible.message());
                    stack.empty(query.concerns(finding), query.logs().assumesHost(), false);
                }
                for (LogRange range : Walk.ranges(query.logExpr())) {
                    if (range.unwrap() != null) {
                        unwrap(query, range.unwrap(), findings);
                    }
                }
                for (Expr.Metric metric : Walk.metrics(query.logExpr())) {
                    if (metric instanceof Expr.VectorAggregation aggregation) {
                        grouping(query, aggregation, findings);
                    }
                }
            }
        }
    }

    private static void missing(StackQuery query, LogCause.FieldMissing cause, Findings findings) {
        Object key = List.of(NEVER_PARSED.id(), cause.label(), query.text().source().path());
        Finding known = findings.again(key, cause.span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        Finding finding = findings.remember(key, findings.report(NEVER_PARSED, cause.span(), cause.message()));
        query.concerns(finding).verdict("empty");
        if (!cause.exists().isEmpty()) {
            finding.note(null, "labels that are there: " + String.join(", ", cause.exists()));
        }
        finding.help("extract it: `| json | " + cause.label() + "=...` or `| logfmt | ...` in the query, or a `json` and a `labels` stage in the agent");
    }

    /** Reports a label of which all values are known, none of them a number. */
    private static void unwrap(StackQuery query, Unwrap unwrap, Findings findings) {
        String label = unwrap.label().literal();
        List<LogRow> rows = query.logs().before(unwrap);
        if (label == null || rows == null) {
            return;
        }
        ValueSet values = ValueSet.none();
        for (LogRow row : rows) {
            values = values.union(row.labels().get(label).withoutAbsent());
        }
        if (!values.isFinite() || values.isEmpty()) {
            return;
        }
        for (String value : values.values()) {
            if (isNumber(value, unwrap.conversion())) {
                return;
            }
        }
        query.concerns(findings.report(UNWRAP, unwrap.label().span(), "`" + label + "` is never "
                + (unwrap.conversion().isEmpty() ? "a number" : unwrap.conversion().equals("bytes") ? "a size" : "a duration") + ": it is "
                + values.describe(5))).help("unwrap a field that holds one");
    }

    private static boolean isNumber(String value, String conversion) {
        return conversion.isEmpty() ? LogAnalysis.isNumber(value)
                : (conversion.equals("bytes") ? Numbers.bytes(value) : Numbers.goDuration(value)) != null;
    }

    private static void grouping(StackQuery query, Expr.VectorAggregation aggregation, Findings findings) {
        Grouping grouping = aggregation.grouping();
        LogFlow operand = query.logs().of(aggregation.of());
        if (grouping == null || grouping.without() || operand == null || operand.rows().isEmpty()) {
            return;
        }
        for (Template label : grouping.names()) {
            if (!label.hasHoles() && operand.presence(label.literal()) == Flow.Presence.IMPOSSIBLE) {
                grouping(query, operand, label, findings);
            }
        }
    }

    private static void grouping(StackQuery query, LogFlow operand, Template label, Findings findings) {
        Object key = List.of(GROUPING.id(), label.literal(), query.text().source().path());
        Finding known = findings.again(key, label.span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        Finding finding = query.concerns(findings.remember(key, findings.report(GROUPING, label.span(), "nothing below has a label `" + label
                + "`, so all series collapse into one")));
        Set<String> exists = new java.util.TreeSet<>(operand.guaranteed());
        exists.addAll(operand.possible());
        finding.note(null, exists.isEmpty() ? "there are no labels here" : "labels that are there: " + String.join(", ", exists));
        finding.help("extract `" + label + "` before: `| json`, `| logfmt`, or stages in the agent");
    }
}
