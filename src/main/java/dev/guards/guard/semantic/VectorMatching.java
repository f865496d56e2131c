package dev.guards.guard.semantic;

import dev.guards.analysis.Flow;
import dev.guards.analysis.Row;
import dev.guards.analysis.Verdict;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.Matching;
import dev.guards.promql.VectorSelector;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reports operators whose two sides cannot be brought together: no series of one finds its partner, or several do. */
public final class VectorMatching implements SemanticGuard {
    private static final Rule DIFFER = Rule.error("join-labels-differ", "no series of one side of an operator has the labels of one of the other side");
    private static final Rule MANY = Rule.warning("join-many-to-many", "several series of the one side of an operator share the labels that it matches on, so the query fails");

    @Override
    public String id() {
        return "vector-matching";
    }

    @Override
    public String summary() {
        return "the two sides of each operator find each other";
    }

    @Override
    public List<Rule> rules() {
        return List.of(DIFFER, MANY, ZeroVector.RULE, LabelReplacement.RULE);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.analysis() != null && query.use() != StackQuery.Use.MATCH) {
                for (Expr expr : query.expr().parts()) {
                    if (expr instanceof Binary binary && binary.op() != null) {
                        ZeroVector.check(query, binary, findings);
                        differ(stack, query, binary, findings);
                        Duplicates.Found many = MatchedLabels.isParted(query, binary) ? null : Duplicates.of(query.analysis(), binary);
                        if (many != null) {
                            many(query, binary, many, findings);
                        }
                    } else if (expr instanceof Call call && call.is("label_replace") && call.arguments().size() == 5) {
                        LabelReplacement.check(query, call, findings);
                    }
                }
            }
        }
    }

    /** Rules that are never stored and alerts that never fire say so themselves. */
    private static void differ(Stack stack, StackQuery query, Binary binary, Findings findings) {
        Flow left = query.analysis().of(binary.left());
        Flow right = query.analysis().of(binary.right());
        Flow result = query.analysis().of(binary);
        boolean ours = query.verdict() == Verdict.EMPTY && query.rule() == null && result != null && result.empty() != null
                && result.empty().span().equals(binary.span()) && !isEmpty(left) && !isEmpty(right) && binary.op() != BinaryOp.UNLESS
                && !MatchedLabels.isParted(query, binary);
        if (ours) {
            Object key = List.of(DIFFER.id(), binary.span().text(), query.text().source().path());
            Finding finding = findings.again(key, binary.span());
            if (finding == null) {
                finding = findings.remember(key, findings.report(DIFFER, binary.span(), result.empty().message()));
                finding.help(repair(binary, left, right));
                boolean assumed = left.rows().stream().anyMatch(Row::hostAssumed) || right.rows().stream().anyMatch(Row::hostAssumed);
                stack.empty(finding, assumed, false);
            }
            query.concerns(finding);
        }
    }

    private static boolean isEmpty(Flow side) {
        return side == null || side.rows().isEmpty();
    }

    private static String repair(Binary binary, Flow left, Flow right) {
        if (!binary.matching().equals(Matching.DEFAULT)) {
            return "match on labels that both sides have with the same values";
        }
        Set<String> shared = new TreeSet<>();
        Set<String> apart = new TreeSet<>();
        for (String label : left.guaranteed()) {
            if (right.guaranteed().contains(label) && !label.equals(VectorSelector.NAME)) {
                (left.values(label).intersect(right.values(label)).isEmpty() ? apart : shared).add(label);
            }
        }
        String operator = "`" + binary.op().symbol();
        if (apart.isEmpty()) {
            boolean single = left.guaranteed().isEmpty() && left.possible().isEmpty() || right.guaranteed().isEmpty() && right.possible().isEmpty();
            int more = Integer.compare(left.guaranteed().size(), right.guaranteed().size());
            String group = more == 0 || binary.op().isSet() ? "" : more > 0 ? " group_left" : " group_right";
            return shared.isEmpty() && !single ? "aggregate both sides by the same labels"
                    : "match on what both sides have: " + operator + " on (" + String.join(", ", shared) + ")" + group + "`";
        }
        return "do not match on what differs: " + operator + " ignoring (" + String.join(", ", apart) + ")`";
    }

    private static void many(StackQuery query, Binary binary, Duplicates.Found many, Findings findings) {
        Finding finding = findings.report(MANY, binary.span(), "several series of the " + many.side() + " side have the same matching labels and differ in `"
                + many.label() + "`, which makes the query fail");
        query.concerns(finding).note(null, "`" + many.label() + "` is " + many.values().describe(6));
        finding.help(many.mayBeGrouped() ? "match on `" + many.label() + "` too, aggregate it away, or write `group_" + many.side() + "`"
                : "match on `" + many.label() + "` too, or aggregate it away");
    }
}
