package dev.guards.guard.semantic;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Cause;
import dev.guards.analysis.Flow;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Idioms;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.Expr;
import dev.guards.promql.Grouping;
import dev.guards.promql.Matching;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reports labels that the series do not have: in matchers, in groupings, in the matching of operators. */
public final class LabelsExist implements SemanticGuard {
    private static final Rule GROUPING_UNKNOWN = Rule.warning("aggregate-label-unknown", "an aggregation groups by a label that its operand does not have");
    private static final Rule JOIN_MISSING = Rule.error("join-label-missing", "an operator matches on a label that one side does not have");
    private static final Rule COPY_MISSING = Rule.warning("group-left-label-unknown", "`group_left` or `group_right` copies a label that the one side does not have");

    @Override
    public String id() {
        return "labels-exist";
    }

    @Override
    public String summary() {
        return "each label that a query needs is on the series it selects";
    }

    @Override
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(MissingLabel.rules());
        rules.addAll(List.of(GROUPING_UNKNOWN, JOIN_MISSING, COPY_MISSING));
        return rules;
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.analysis() != null) {
                if (query.verdict() == Verdict.EMPTY) {
                    matchers(stack, query, findings);
                }
                query.expr().walk(expr -> grouping(stack, query, expr, findings));
                query.expr().walk(expr -> copied(query, expr, findings));
            }
        }
        stack.unfilled().forEach(unfilled -> variable(unfilled.reason(), findings));
    }

    /** A variable that needs a label as a query does in vain is another place of that finding. */
    private static void variable(Unfilled unfilled, Findings findings) {
        if (unfilled.selection() != null && unfilled.selection().cause() instanceof Cause.LabelMissing cause) {
            findings.again(key(cause, unfilled.span().source().path()), cause.matcher().span());
        }
    }

    private static Object key(Cause.LabelMissing cause, String path) {
        return List.of(MissingLabel.UNKNOWN.id(), cause.label(), String.valueOf(cause.metric()), path);
    }

    private static void matchers(Stack stack, StackQuery query, Findings findings) {
        for (Selection selection : query.analysis().selections()) {
            boolean ours = selection.cause() instanceof Cause.LabelMissing missing
                    && !(Idioms.isOfContainers(missing.metric()) && Idioms.otherLabel(missing.label(), stack.environment().kind()) != null);
            if (ours) {
                matcher(stack, query, selection, (Cause.LabelMissing) selection.cause(), findings);
            }
        }
    }

    private static void matcher(Stack stack, StackQuery query, Selection selection, Cause.LabelMissing cause, Findings findings) {
        Span span = cause.matcher().span();
        Object key = key(cause, query.text().source().path());
        Finding known = findings.again(key, span);
        if (known != null) {
            query.concerns(known);
            return;
        }
        MissingLabel why = MissingLabel.of(stack, cause);
        Finding finding = findings.remember(key, findings.report(why.rule(), span, why.message()));
        query.concerns(finding);
        stack.empty(finding, selection.assumesHost(), true);
        evidence(cause.label(), cause.rows(), finding);
        if (why.evidence() != null && finding.notes().stream().noneMatch(n -> Objects.equals(n.span(), why.evidence().span()))) {
            finding.note(why.evidence().span(), why.evidence().message());
        }
        Set<String> exists = cause.exists();
        if (!exists.isEmpty()) {
            finding.note(null, "labels that exist: " + list(exists));
        }
        finding.help(why.help()).fix(why.fix());
    }

    private static void evidence(String label, List<Row> rows, Finding finding) {
        finding.proof(Evidence.about(label, rows.stream().map(Row::evidence).toList()));
    }

    private static String list(Set<String> names) {
        List<String> shown = new ArrayList<>();
        for (String name : names) {
            if (!name.equals("__name__")) {
                shown.add("`" + name + "`");
            }
        }
        return String.join(", ", shown.subList(0, Math.min(12, shown.size())))
                + (shown.size() > 12 ? " and " + (shown.size() - 12) + " more" : "");
    }

    private static void grouping(Stack stack, StackQuery query, Expr expr, Findings findings) {
        if (expr instanceof Aggregate aggregate && aggregate.grouping() != null && !aggregate.grouping().without()
                && aggregate.grouping().form() != Grouping.Form.WORD) {
            Flow operand = query.analysis().of(aggregate.inner());
            for (Template label : aggregate.grouping().labels()) {
                if (MatchedLabels.isMissing(operand, label)) {
                    lost(query, aggregate.inner(), label, GROUPING_UNKNOWN, "no series below `" + aggregate.name() + "` has a label `"
                            + label + "`, so it groups by nothing", findings);
                }
            }
        } else if (expr instanceof Binary binary && binary.matching() != null && binary.matching().on()) {
            for (Template label : binary.matching().labels()) {
                Expr without = MatchedLabels.sideWithout(query, binary, label);
                if (without != null) {
                    lost(query, without, label, JOIN_MISSING, "the " + (without == binary.left() ? "left" : "right")
                            + " side never has the label `" + label + "` that `on` matches", findings);
                }
            }
        }
    }

    /** A copied label that is not there is taken from the result as well. */
    private static void copied(StackQuery query, Expr expr, Findings findings) {
        if (!(expr instanceof Binary binary) || binary.matching().include().isEmpty()) {
            return;
        }
        boolean isRight = binary.matching().card() == Matching.Card.MANY_TO_ONE;
        Expr one = isRight ? binary.right() : binary.left();
        for (Template label : binary.matching().include()) {
            if (MatchedLabels.isMissing(query.analysis().of(one), label)) {
                lost(query, one, label, COPY_MISSING, "the " + (isRight ? "right" : "left") + " side has no label `" + label + "` that `"
                        + (isRight ? "group_left" : "group_right") + "` could copy", findings);
            }
        }
    }

    private static void lost(StackQuery query, Expr operand, Template label, Rule rule, String message, Findings findings) {
        Object key = List.of(rule.id(), label.literal(), operand.span().text(), query.text().source().path());
        Finding known = findings.again(key, label.span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        Finding finding = findings.remember(key, findings.report(rule, label.span(), message));
        query.concerns(finding);
        Analysis.Loss loss = query.analysis().lost(operand, label.literal());
        if (loss != null) {
            finding.note(loss.span(), loss.message());
        }
        Flow flow = query.analysis().of(operand);
        List<String> exists = new ArrayList<>(flow.guaranteed());
        exists.addAll(flow.possible());
        exists.remove("__name__");
        String alias = LabelAliases.of(label.literal(), exists);
        String near = alias != null ? alias : Suggest.similar(label.literal(), exists);
        finding.help(near != null ? "did you mean `" + near + "`?"
                : exists.isEmpty() ? "there are no labels left to use" : "labels that exist here: " + String.join(", ", exists));
    }
}
