package dev.guards.analysis;

import dev.guards.catalog.Label;
import dev.guards.inventory.Evidence;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Applies a selector to what exists. */
final class Selecting {
    /** Rows of a selector without a plain metric name are looked at up to this number. */
    private static final int MOST_CANDIDATES = 6_000;

    private final SeriesSource source;
    private final Filler filler;

    Selecting(SeriesSource source, Domains domains) {
        this.source = source;
        this.filler = new Filler(domains);
    }

    Selection select(VectorSelector selector) {
        List<Effect> effects = Effect.of(selector.matchers(), filler);
        boolean sure = selector.matcherHoles().isEmpty() && isNameSure(selector);
        Cause.Contradiction contradiction = Causes.contradiction(effects);
        if (contradiction != null) {
            return new Selection(selector, List.of(), List.of(), contradiction, false, List.of());
        }
        String metric = selector.metricName();
        ValueSet names = names(selector, effects);
        List<Row> candidates = candidates(metric, names);
        List<Row> open = new ArrayList<>();
        List<Row> found = new ArrayList<>();
        if (candidates == null) {
            candidates = List.of();
            open.add(Row.anything());
        } else {
            open.addAll(source.open(metric));
        }
        for (Row row : candidates) {
            keep(row, effects, sure, found);
        }
        for (Row row : open) {
            if (row.labels().get(VectorSelector.NAME).isAny() && metric != null) {
                keep(row.with(row.labels().with(VectorSelector.NAME, metric)), effects, false, found);
            } else {
                keep(row, effects, false, found);
            }
        }
        if (found.isEmpty() && !isNameSure(selector)) {
            found.add(Row.anything());
        }
        Cause cause = found.isEmpty() ? Causes.of(source, metric, names, candidates.isEmpty() ? open : candidates, effects) : null;
        List<Evidence> unproved = Rows.verdict(found) == Verdict.UNKNOWN ? unproved(selector, candidates, found, effects) : List.of();
        return new Selection(selector, Rows.compact(found), candidates, cause, cause != null && assumesHost(metric, candidates, effects), unproved);
    }

    /** A variable in the place of the name may bring anything: matchers, a range, an expression. */
    private boolean isNameSure(VectorSelector selector) {
        return selector.name() == null || !filler.isUnknown(selector.name());
    }

    private ValueSet names(VectorSelector selector, List<Effect> effects) {
        ValueSet names = selector.name() == null ? ValueSet.any() : filler.values(selector.name());
        for (Effect effect : effects) {
            if (VectorSelector.NAME.equals(effect.label())) {
                names = effect.apply(names);
            }
        }
        return names;
    }

    /** Null when there are too many. */
    private List<Row> candidates(String metric, ValueSet names) {
        if (metric != null) {
            return source.rows(metric);
        }
        List<Row> rows = new ArrayList<>();
        if (names.isFinite()) {
            for (String name : names.values()) {
                rows.addAll(source.rows(name));
            }
            return rows;
        }
        for (String name : source.names()) {
            if (names.contains(name)) {
                rows.addAll(source.rows(name));
                if (rows.size() > MOST_CANDIDATES) {
                    return null;
                }
            }
        }
        return rows;
    }

    private static void keep(Row row, List<Effect> effects, boolean sure, List<Row> found) {
        Row kept = filter(row, effects, sure);
        if (kept != null) {
            found.add(kept);
        }
    }

    /** What the matchers leave of a row; null for nothing. */
    static Row filter(Row row, List<Effect> effects, boolean sure) {
        Narrowing left = Narrowing.of(row.labels(), effects, new RowStock(row));
        return left == null ? null : row.with(left.labels()).certain(row.certain() && sure && left.isSure());
    }

    /** What the exporter of a row is known for. */
    private record RowStock(Row row) implements Narrowing.Stock {
        @Override
        public List<String> usual(String label) {
            Label known = row.member() == null ? null : row.member().label(label);
            return known == null ? List.of() : known.values();
        }

        /** Exporters enumerate the modes, states and conditions that the catalogue lists for each thing they observe. */
        @Override
        public boolean isCombined(String label) {
            return !usual(label).isEmpty();
        }

        @Override
        public ValueSet offered(Origin origin, String label) {
            return origin.offered(row, label);
        }
    }

    /** Whether the selector would find something if the host ran other things than the environment describes. */
    private boolean assumesHost(String metric, List<Row> candidates, List<Effect> effects) {
        Set<String> names = new LinkedHashSet<>();
        if (metric != null) {
            names.add(metric);
        }
        for (Row row : candidates) {
            if (row.hostAssumed()) {
                names.addAll(row.labels().get(VectorSelector.NAME).values());
            }
        }
        for (String name : names) {
            for (Row row : source.unseen(name)) {
                if (filter(row, effects, false) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What would have to be known to say more: of the matchers where a series surely exists, else of each row that is left. */
    private static List<Evidence> unproved(VectorSelector selector, List<Row> candidates, List<Row> found, List<Effect> effects) {
        Set<Evidence> because = new LinkedHashSet<>();
        for (Row row : candidates) {
            Narrowing left = row.certain() ? Narrowing.of(row.labels(), effects, new RowStock(row)) : null;
            for (Effect effect : left == null ? List.<Effect>of() : left.doubts()) {
                because.add(new Evidence(null, doubt(effect, row)));
            }
        }
        if (!because.isEmpty()) {
            return List.copyOf(because);
        }
        if (!selector.matcherHoles().isEmpty()) {
            because.add(new Evidence(null, "a variable of the selector may bring any matcher"));
        }
        for (Row row : found) {
            Evidence last = row.evidence().isEmpty() ? null : row.evidence().get(row.evidence().size() - 1);
            String job = row.labels().get("job").single();
            if (row.member() == null && row.labels().openNames().isAnyPresent() && job != null) {
                because.add(new Evidence(last == null ? null : last.span(), "what job `" + job + "` exposes is not known"));
            } else if (last != null) {
                because.add(last);
            }
        }
        return List.copyOf(because);
    }

    private static String doubt(Effect effect, Row row) {
        return effect.isKnown() ? "whether `" + effect.label() + "` is ever " + (effect.wanted() == null ? "another value"
                : effect.wanted().describe(3)) + " is not known: it is " + row.labels().get(effect.label()).describe(5) : effect.doubt();
    }
}
