package dev.guards.guard.semantic;

import dev.guards.analysis.SampleRange;
import dev.guards.analysis.SampleRange.Outcome;
import dev.guards.analysis.SampleRanges;
import dev.guards.analysis.Truth;
import dev.guards.analysis.Verdict;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Aggregator;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.VectorSelector;
import java.util.List;

/** Reports conditions of alerts that no sample, or every sample, fulfils, and those that flap. */
public final class AlertConditions implements SemanticGuard {
    private static final Rule NEVER = Rule.error("alert-never-true", "the condition of the alert holds for no value that can be");
    private static final Rule ALWAYS = Rule.warning("alert-always-true", "the condition of the alert holds for every value that can be");
    private static final Rule FRAGILE = Rule.info("alert-fragile", "which series fire changes from one evaluation to the next, so the alert flaps");
    private static final Rule FOR = Rule.info("alert-for", "one missed scrape makes the alert fire");

    @Override
    public String id() {
        return "alert-conditions";
    }

    @Override
    public String summary() {
        return "each alert can fire, can end, and does neither by chance";
    }

    @Override
    public List<Rule> rules() {
        return List.of(NEVER, ALWAYS, FRAGILE, FOR);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.use() == StackQuery.Use.ALERT && query.analysis() != null && query.rule().alert() != null) {
                if (query.verdict() != Verdict.EMPTY && selects(query.expr())) {
                    truth(query, findings);
                }
                query.expr().walk(expr -> fragile(query, expr, findings));
                impatient(query, findings);
            }
        }
    }

    /** An alert without any series, such as {@code vector(1)}, is meant to fire: somebody watches for its end. */
    private static boolean selects(Expr expr) {
        boolean[] found = {false};
        expr.walk(e -> found[0] |= e instanceof VectorSelector);
        return found[0];
    }

    private static void truth(StackQuery query, Findings findings) {
        Truth truth = Truth.of(query.expr(), query.analysis());
        if (truth.because() == null || truth.outcome() == Outcome.DEPENDS) {
            return;
        }
        boolean never = truth.outcome() == Outcome.NEVER;
        String alert = "alert `" + query.rule().alert() + "` " + (never ? "can never fire" : "fires all the time");
        Expr because = truth.because();
        if (because instanceof Binary binary) {
            compared(query, binary, alert, never, findings);
        } else {
            Call call = (Call) because;
            query.concerns(findings.report(ALWAYS, call.span(), alert + ": `" + call.span().text() + "` always has a value"))
                    .help(call.is("vector") ? "put the `or` inside of the comparison, in parentheses" : "mend the condition inside");
        }
    }

    private static void compared(StackQuery query, Binary binary, String alert, boolean never, Findings findings) {
        SampleRanges ranges = new SampleRanges(query.analysis());
        SampleRange left = ranges.of(binary.left());
        SampleRange right = ranges.of(binary.right());
        boolean saysLeft = left.isBounded() && !(binary.left().bare() instanceof dev.guards.promql.NumberLiteral);
        Expr told = saysLeft ? binary.left() : binary.right();
        Finding finding = findings.report(never ? NEVER : ALWAYS, binary.span(), alert + ": `" + oneLine(told) + "` is "
                + (saysLeft ? left : right).describe());
        query.concerns(finding).help(help(binary, left, right));
    }

    private static String oneLine(Expr expr) {
        String text = expr.bare().span().text().replaceAll("\\s+", " ");
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }

    private static String help(Binary binary, SampleRange left, SampleRange right) {
        boolean counts = binary.left().bare() instanceof Aggregate aggregate && aggregate.operator() == Aggregator.COUNT
                || binary.left().bare() instanceof Call call && call.is("count_over_time");
        if (left.low() == left.high() && right.low() == right.high()) {
            return "`or` binds less than a comparison: put it in parentheses";
        }
        boolean share = binary.left().bare() instanceof Binary quotient && quotient.op() != BinaryOp.MUL && left.low() == 0 && left.high() == 1;
        if (counts && right.high() <= 1) {
            return "where there is nothing to count there is no result: ask with `absent(...)`, or put `or vector(0)` behind it";
        }
        if (share && right.low() == right.high() && right.low() > 1 && right.low() <= 100) {
            return "compare the ratio with " + right.low() / 100 + ", or multiply it by 100";
        }
        return "";
    }

    private static void fragile(StackQuery query, Expr expr, Findings findings) {
        if (expr instanceof Aggregate aggregate && aggregate.operator() != null && aggregate.operator().keepsSeries() && isResult(query.expr(), aggregate)) {
            query.concerns(findings.report(FRAGILE, aggregate.span(), "`" + aggregate.name() + "` picks other series from one evaluation to the next"))
                    .help("compare all series with a threshold");
        } else if (expr instanceof Call call && call.is("irate")) {
            query.concerns(findings.report(FRAGILE, call.span(), "`irate` looks at two samples only, so that one of them resets the alert"))
                    .help("use `rate`");
        }
    }

    /** Whether the series that it picks are those that fire. */
    private static boolean isResult(Expr root, Expr wanted) {
        Expr bare = root.bare();
        if (bare == wanted) {
            return true;
        }
        return bare instanceof Binary binary && (isResult(binary.left(), wanted) || binary.op() == BinaryOp.OR && isResult(binary.right(), wanted));
    }

    /** Without {@code for}, what is absent or down for one evaluation pages somebody. */
    private static void impatient(StackQuery query, Findings findings) {
        Expr bare = query.expr().bare();
        boolean compares = bare instanceof Binary binary && binary.op() != null && binary.op().isComparison() && binary.left().bare() instanceof VectorSelector up
                && "up".equals(up.metricName());
        boolean absent = bare instanceof Call call && call.is("absent");
        if (!compares && !absent || query.rule().forMillis() > 0) {
            return;
        }
        Object key = List.of(FOR.id(), query.text().source().path());
        Finding known = findings.again(key, query.rule().span());
        if (known == null) {
            known = findings.remember(key, findings.report(FOR, query.rule().span(), "alert `" + query.rule().alert() + "` fires as soon as one scrape is missed"));
            known.help("give it a `for` of at least two scrape intervals");
        }
        query.concerns(known);
    }
}
