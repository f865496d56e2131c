package dev.guards.guard.semantic;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Flow;
import dev.guards.analysis.Row;
import dev.guards.catalog.Label;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.Expr;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.Matching;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Series of one side of an operator that share the labels it matches on, where that side may have one only. */
final class Duplicates {
    private Duplicates() {
    }

    /**
     * @param side         {@code left} or {@code right}
     * @param label        in which the series differ
     * @param values       of that label
     * @param mayBeGrouped whether the other side may be the one that has one series
     */
    record Found(String side, String label, ValueSet values, boolean mayBeGrouped) {
    }

    /** Null when there are none for sure. */
    static Found of(Analysis analysis, Binary binary) {
        Matching matching = binary.matching();
        boolean scalar = isScalar(analysis, binary.left()) || isScalar(analysis, binary.right());
        if (binary.op().isSet() || scalar || matching.equals(Matching.DEFAULT) || hasHoles(matching.labels())) {
            return null;
        }
        Set<String> labels = new TreeSet<>();
        for (Template label : matching.labels()) {
            labels.add(label.literal());
        }
        boolean oneToOne = matching.card() == Matching.Card.ONE_TO_ONE;
        Found found = oneToOne || matching.card() == Matching.Card.ONE_TO_MANY ? of(analysis, binary.left(), matching.on(), labels, "left", oneToOne) : null;
        return found != null || matching.card() == Matching.Card.ONE_TO_MANY ? found
                : of(analysis, binary.right(), matching.on(), labels, "right", oneToOne);
    }

    private static boolean hasHoles(List<Template> labels) {
        for (Template label : labels) {
            if (label.hasHoles()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isScalar(Analysis analysis, Expr side) {
        Flow flow = analysis.of(side);
        return flow == null || flow.type() != dev.guards.promql.ValueType.VECTOR;
    }

    private static Found of(Analysis analysis, Expr side, boolean on, Set<String> matched, String name, boolean mayBeGrouped) {
        if (mayPick(side)) {
            return null;
        }
        for (Row row : analysis.of(side).rows()) {
            for (String label : row.certain() ? row.labels().names() : Set.<String>of()) {
                ValueSet values = row.labels().get(label);
                boolean free = on != matched.contains(label) && !label.equals(VectorSelector.NAME);
                if (free && isSeveral(row, label, values) && !isChosen(side, label)) {
                    return new Found(name, label, values, mayBeGrouped);
                }
            }
        }
        return null;
    }

    /** Whether each of several values surely has a series: those of a closed list, such as the modes of a CPU. */
    private static boolean isSeveral(Row row, String label, ValueSet values) {
        Label known = row.member() == null ? null : row.member().family().label(label);
        return known != null && known.closed() && values.isFinite() && values.isExact() && !values.mayBeAbsent() && values.values().size() > 1;
    }

    /** Parts that leave some of the series out by their samples. */
    private static boolean mayPick(Expr side) {
        boolean[] picks = new boolean[1];
        side.walk(expr -> picks[0] |= expr instanceof Binary binary && (binary.op() == null || binary.op().isSet() || binary.op().isComparison() && !binary.bool())
                || expr instanceof Aggregate aggregate && (aggregate.operator() == null || aggregate.operator().keepsSeries()));
        return picks[0];
    }

    /** Whether a variable chooses among the values. */
    private static boolean isChosen(Expr side, String label) {
        boolean[] chosen = new boolean[1];
        side.walk(expr -> {
            if (expr instanceof VectorSelector selector) {
                chosen[0] |= !selector.matcherHoles().isEmpty();
                for (LabelMatcher matcher : selector.matchers()) {
                    chosen[0] |= matcher.plain() == null && (matcher.label().hasHoles() || matcher.label().literal().equals(label));
                }
            }
        });
        return chosen[0];
    }
}
