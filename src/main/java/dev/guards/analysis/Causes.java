package dev.guards.analysis;

import dev.guards.promql.LabelMatcher;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds out why a selector matches nothing. */
final class Causes {
    private Causes() {
    }

    /** Matchers that nothing can satisfy, whatever exists; null when there are none. */
    static Cause.Contradiction contradiction(List<Effect> effects) {
        Map<String, ValueSet> left = new LinkedHashMap<>();
        String impossible = null;
        for (Effect effect : effects) {
            if (effect.isKnown()) {
                ValueSet values = effect.apply(left.getOrDefault(effect.label(), ValueSet.any()));
                left.put(effect.label(), values);
                impossible = impossible == null && values.isEmpty() ? effect.label() : impossible;
            }
        }
        if (impossible == null) {
            return null;
        }
        List<LabelMatcher> same = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect.isKnown() && effect.label().equals(impossible)) {
                same.add(effect.source());
            }
        }
        return new Cause.Contradiction(impossible, same);
    }

    static Cause of(SeriesSource source, String metric, ValueSet names, List<Row> candidates, List<Effect> effects) {
        if (candidates.isEmpty()) {
            return metric == null ? new Cause.NameImpossible(names)
                    : new Cause.MetricMissing(metric, source.missing(metric), source.near(metric));
        }
        Cause alone = alone(metric, candidates, effects);
        if (alone != null) {
            return alone;
        }
        List<Row> rest = candidates;
        List<LabelMatcher> applied = new ArrayList<>();
        Effect last = null;
        for (Effect effect : effects) {
            List<Row> left = filter(rest, effect);
            applied.add(effect.source());
            last = effect.label() == null ? last : effect;
            if (left.isEmpty()) {
                break;
            }
            rest = left;
        }
        String label = last == null ? VectorSelector.NAME : last.label();
        return new Cause.NoneTogether(List.copyOf(applied), metric, label, values(rest, label), rest);
    }

    private static ValueSet values(List<Row> rows, String label) {
        ValueSet values = ValueSet.none();
        for (Row row : rows) {
            values = values.union(row.labels().get(label));
        }
        return values;
    }

    /** A matcher that rejects every candidate on its own. A missing label says more than a wrong value. */
    private static Cause alone(String metric, List<Row> candidates, List<Effect> effects) {
        Cause found = null;
        for (Effect effect : effects) {
            boolean isName = VectorSelector.NAME.equals(effect.label());
            if (!isName && effect.label() != null && filter(candidates, effect).isEmpty()) {
                Cause cause = rejected(metric, candidates, effect, effects);
                if (cause instanceof Cause.LabelMissing) {
                    return cause;
                }
                found = found == null ? cause : found;
            }
        }
        return found;
    }

    private static Cause rejected(String metric, List<Row> rows, Effect effect, List<Effect> effects) {
        List<Row> near = rows;
        for (Effect other : effects) {
            List<Row> narrower = other == effect ? near : filter(near, other);
            near = narrower.isEmpty() ? near : narrower;
        }
        ValueSet exists = values(near, effect.label());
        Set<String> labels = new TreeSet<>();
        for (Row row : near) {
            labels.addAll(row.labels().names());
        }
        labels.remove(VectorSelector.NAME);
        boolean missing = true;
        for (Row row : rows) {
            missing &= row.labels().get(effect.label()).mustBeAbsent();
        }
        if (missing) {
            return new Cause.LabelMissing(effect.source(), effect.label(), metric, labels, near);
        }
        ValueSet wanted = effect.wanted();
        String nearest = wanted == null || wanted.values().isEmpty() ? null
                : Suggest.nearest(wanted.values().get(wanted.values().size() - 1), exists.values());
        return new Cause.ValueImpossible(effect.source(), effect.label(), metric, exists, wanted, nearest, near);
    }

    /** The rows that a matcher leaves, narrowed to what it lets through. */
    private static List<Row> filter(List<Row> rows, Effect effect) {
        if (effect.label() == null) {
            return rows;
        }
        List<Row> left = new ArrayList<>();
        for (Row row : rows) {
            ValueSet kept = effect.apply(row.labels().get(effect.label()));
            if (!kept.isEmpty()) {
                left.add(row.with(row.labels().with(effect.label(), kept)));
            }
        }
        return left;
    }

    static Matcher opposite(Matcher matcher) {
        Matcher.Op op;
        switch (matcher.op()) {
            case EQUAL:
                op = Matcher.Op.NOT_EQUAL;
                break;
            case NOT_EQUAL:
                op = Matcher.Op.EQUAL;
                break;
            case MATCHES:
                op = Matcher.Op.NOT_MATCHES;
                break;
            default:
                op = Matcher.Op.MATCHES;
                break;
        }
        return new Matcher(matcher.label(), op, matcher.value());
    }
}
