package dev.guards.guard.semantic;

import dev.guards.analysis.Flow;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.VectorSelector;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code or vector(0)} behind series that have labels: the zero is no fallback then, it is there beside them at any time. */
final class ZeroVector {
    static final Rule RULE = Rule.warning("or-vector-zero-labels", "`or vector(0)` adds a series of its own, because the others have labels");

    private ZeroVector() {
    }

    static void check(StackQuery query, Binary binary, Findings findings) {
        boolean ours = binary.op() == BinaryOp.OR && !binary.matching().on() && binary.right().bare() instanceof Call call && call.is("vector");
        Flow left = ours ? query.analysis().of(binary.left()) : null;
        if (left == null || left.rows().isEmpty()) {
            return;
        }
        Set<String> labels = new TreeSet<>(left.guaranteed());
        labels.remove(VectorSelector.NAME);
        if (!labels.isEmpty()) {
            Object key = List.of(RULE.id(), binary.span().text(), query.text().source().path());
            Finding finding = findings.again(key, binary.right().span());
            if (finding == null) {
                finding = findings.remember(key, findings.report(RULE, binary.right().span(), "the series in front have labels, so `" + binary.right().span().text()
                        + "` is always there as one more"));
                finding.note(null, "they have " + String.join(", ", labels));
                finding.help(query.expr().bare() == binary ? "write `or on () " + binary.right().span().text() + "`, which is there only when nothing else is"
                        : "to put a zero in the place of each missing series, write `or 0 * x`, with an x that has their labels");
            }
            query.concerns(finding);
        }
    }
}
