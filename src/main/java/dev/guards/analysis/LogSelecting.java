package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.logql.Selector;
import dev.guards.promql.LabelMatcher;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Applies a stream selector to the streams that exist. */
final class LogSelecting {
    private final LogSource source;
    private final Filler filler;

    LogSelecting(LogSource source, Filler filler) {
        this.source = source;
        this.filler = filler;
    }

    LogSelection select(Selector selector) {
        List<Effect> effects = new ArrayList<>();
        boolean sure = selector.isComplete();
        for (Selector.StreamMatcher matcher : selector.matchers()) {
            Effect effect = effect(matcher);
            effects.add(effect);
        }
        List<LogRow> candidates = source.rows();
        List<Evidence> open = source.openBecause();
        List<LogRow> found = new ArrayList<>();
        for (LogRow row : candidates) {
            keep(row, effects, sure, found);
        }
        if (!open.isEmpty()) {
            keep(LogRow.anything(), effects, false, found);
        }
        LogCause cause = found.isEmpty() ? cause(selector, effects, candidates) : null;
        List<LogRow> others = new ArrayList<>();
        for (LogRow row : cause == null ? List.<LogRow>of() : source.unseen()) {
            keep(row, effects, false, others);
        }
        return new LogSelection(selector, found, candidates, cause, !others.isEmpty(), unproved(open, effects, found));
    }

    private Effect effect(Selector.StreamMatcher matcher) {
        Matcher.Op operator = matcher.operator() == null ? Matcher.Op.EQUAL : matcher.operator();
        LabelMatcher same = new LabelMatcher(matcher.span(), matcher.name(), operator, matcher.value().value(), matcher.value().quoted());
        return matcher.operator() == null ? Effect.unknown(same, matcher.name().literal(), "its operator is not known") : Effect.of(same, filler);
    }

    private static void keep(LogRow row, List<Effect> effects, boolean sure, List<LogRow> found) {
        Narrowing left = Narrowing.of(row.stream(), effects, new RowStock(row));
        if (left != null) {
            LogRow kept = left.labels() == row.stream() ? row : row.withStream(left.labels());
            found.add(kept.certain(row.certain() && sure && left.doubts().isEmpty()));
        }
    }

    private record RowStock(LogRow row) implements Narrowing.Stock {
        @Override
        public List<String> usual(String label) {
            return List.of();
        }

        @Override
        public ValueSet offered(Origin origin, String label) {
            return origin.offered(row, label);
        }

        @Override
        public boolean comesFromLines(String label) {
            return row.isFromLines(label);
        }
    }

    /** What would have to be known to say that one of the streams is there; empty when that is said. */
    private static List<Evidence> unproved(List<Evidence> open, List<Effect> effects, List<LogRow> found) {
        Set<Evidence> because = new LinkedHashSet<>(open);
        for (Effect effect : effects) {
            if (!effect.isKnown() && !found.isEmpty()) {
                because.add(new Evidence(null, effect.doubt()));
            }
        }
        for (LogRow row : found) {
            if (row.certain()) {
                return List.of();
            }
            because.addAll(row.evidence().subList(0, Math.min(1, row.evidence().size())));
            for (Effect effect : effects) {
                row.evidence().stream().filter(link -> link.label() != null && link.label().equals(effect.label())).forEach(because::add);
            }
        }
        return List.copyOf(because);
    }

    private static LogCause cause(Selector selector, List<Effect> effects, List<LogRow> candidates) {
        if (candidates.isEmpty()) {
            return new LogCause.NoStreams(selector.span());
        }
        LogCause found = null;
        for (Effect effect : effects) {
            List<LogRow> left = new ArrayList<>();
            for (LogRow row : candidates) {
                keep(row, List.of(effect), true, left);
            }
            LogCause cause = left.isEmpty() ? rejected(effect, candidates) : null;
            if (cause instanceof LogCause.LabelMissing) {
                return cause;
            }
            found = found == null ? cause : found;
        }
        return found != null ? found : new LogCause.NoneTogether(selector.span());
    }

    private static LogCause rejected(Effect effect, List<LogRow> rows) {
        ValueSet exists = ValueSet.none();
        Set<String> labels = new TreeSet<>();
        boolean metadata = false;
        for (LogRow row : rows) {
            exists = exists.union(row.stream().get(effect.label()));
            labels.addAll(row.stream().names());
            metadata |= row.metadata().names().contains(effect.label());
        }
        if (exists.mustBeAbsent()) {
            return new LogCause.LabelMissing(effect.source().span(), effect.label(), labels, metadata);
        }
        ValueSet wanted = effect.wanted();
        String nearest = wanted == null || wanted.values().isEmpty() ? null
                : Suggest.nearest(wanted.values().get(wanted.values().size() - 1), exists.values());
        return new LogCause.ValueImpossible(effect.source().span(), effect.label(), exists, wanted, nearest);
    }
}
