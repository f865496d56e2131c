package dev.guards.guard.semantic;

import dev.guards.config.prometheus.Durations;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Duration;
import dev.guards.promql.Expr;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.Modifiers;
import dev.guards.promql.Subquery;
import dev.guards.promql.VectorSelector;
import dev.guards.text.Span;
import java.util.List;

/** How far back a query looks, held against what the server keeps. */
final class Lookback {
    static final Rule RULE = Rule.warning("range-exceeds-retention", "a query looks further back than Prometheus keeps samples");

    /** Samples are deleted by whole blocks, which are up to a tenth of the retention long. */
    private static final double BLOCK = 1.1;

    private Lookback() {
    }

    static void check(StackQuery query, Retention retention, Findings findings) {
        look(query, query.expr(), 0, null, retention, findings);
    }

    /**
     * @param behind  seconds that everything around looks back
     * @param longest the part around that looks back the furthest; null when there is none
     */
    private static void look(StackQuery query, Expr expr, double behind, Duration longest, Retention retention, Findings findings) {
        Modifiers modifiers = Modifiers.NONE;
        Duration range = null;
        if (expr instanceof Subquery subquery) {
            modifiers = subquery.modifiers();
            range = subquery.range();
        } else if (expr instanceof MatrixSelector matrix) {
            modifiers = matrix.modifiers();
            range = matrix.range();
        } else if (expr instanceof VectorSelector selector) {
            modifiers = selector.modifiers();
        }
        if (modifiers.at() != null) {
            return;
        }
        double total = behind + known(range) + known(modifiers.offset());
        Duration most = longer(longest, longer(range, modifiers.offset()));
        if (most != null && total * 1000 > retention.millis() * BLOCK) {
            report(query, most, modifiers.offset(), total, retention, findings);
            return;
        }
        for (Expr child : expr.children()) {
            look(query, child, total, most, retention, findings);
        }
    }

    private static double known(Duration duration) {
        return duration == null || !(duration.seconds() > 0) ? 0 : duration.seconds();
    }

    private static Duration longer(Duration one, Duration other) {
        return known(other) > known(one) ? other : one;
    }

    private static void report(StackQuery query, Duration most, Duration offset, double total, Retention retention, Findings findings) {
        String asked = Durations.text(Math.round(total * 1000));
        Span place = most.span();
        Object key = List.of(RULE.id(), asked, query.text().source().path());
        Finding finding = findings.again(key, place);
        if (finding == null) {
            boolean nothing = known(offset) * 1000 > retention.millis() * BLOCK;
            finding = findings.remember(key, findings.report(RULE, place, "the query looks back " + asked + ", and Prometheus keeps "
                    + Durations.text(retention.millis()) + (nothing ? ": there is nothing left to find" : ": it counts what is left of it")));
            finding.note(retention.span(), retention.message());
            finding.help("ask for less, or start Prometheus with `--storage.tsdb.retention.time=" + asked + "` or more");
        }
        query.concerns(finding);
    }
}
