package dev.guards.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Families held in memory, with what is open and what is absent and why. */
final class KnownFamilies implements Families {
    private final List<Family> families;
    private final TreeMap<String, List<Family.Member>> series = new TreeMap<>();
    private final Map<String, Absence> absences;
    private final List<String> dynamic;
    private final Set<String> maybe;
    private final boolean open;
    private final Predicate<String> openNamespace;
    private final Predicate<String> closed;

    private KnownFamilies(Builder from) {
        from.families.sort(Comparator.comparing(Family::name));
        this.families = List.copyOf(from.families);
        this.absences = from.absences;
        this.dynamic = List.copyOf(from.dynamic);
        this.maybe = Set.copyOf(from.maybe);
        this.open = from.open;
        this.openNamespace = from.openNamespace;
        this.closed = from.closed;
        for (Family family : families) {
            for (Family.Member member : family.members()) {
                series.computeIfAbsent(member.name(), n -> new ArrayList<>(1)).add(member);
            }
        }
    }

    @Override
    public List<Family> all() {
        return families;
    }

    @Override
    public List<Family.Member> series(String name) {
        return series.getOrDefault(name, List.of());
    }

    @Override
    public Set<String> names() {
        return java.util.Collections.unmodifiableSet(series.keySet());
    }

    @Override
    public boolean mayHave(String name) {
        if (open && !closed.test(name) || maybe.contains(name)) {
            return true;
        }
        if (absences.containsKey(name)) {
            return false;
        }
        if (openNamespace != null && openNamespace.test(name)) {
            return true;
        }
        for (String prefix : dynamic) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Absence absence(String name) {
        if (series.containsKey(name)) {
            return null;
        }
        Absence absence = absences.get(name);
        return absence != null ? absence : wrongSuffix(name);
    }

    private Absence wrongSuffix(String name) {
        for (String suffix : new String[] {"_bucket", "_sum", "_count"}) {
            if (series.containsKey(name + suffix)) {
                return new Absence(Absence.Kind.SUFFIX, name, "`" + name + "` is a " + series.get(name + suffix).get(0).family()
                        .type().word() + ": its series are called `" + name + "_bucket`, `_sum` and `_count`", name + suffix);
            }
            if (name.endsWith(suffix)) {
                String base = name.substring(0, name.length() - suffix.length());
                if (series.containsKey(base) && series.get(base).get(0).family().name().equals(base)) {
                    return new Absence(Absence.Kind.SUFFIX, base, "`" + base + "` is a "
                            + series.get(base).get(0).family().type().word() + " and has no `" + suffix + "` series", base);
                }
            }
        }
        return null;
    }

    /** Collects what an exporter exposes. */
    static final class Builder {
        private final List<Family> families = new ArrayList<>();
        private final Map<String, Absence> absences = new HashMap<>();
        private final List<String> dynamic = new ArrayList<>();
        private final Set<String> maybe = new HashSet<>();
        private boolean open;
        private Predicate<String> openNamespace;
        private Predicate<String> closed = name -> false;

        Builder add(Family family) {
            families.add(family);
            return this;
        }

        /** A family that is not there; the first reason given for a name stays. */
        Builder absent(String family, MetricType type, Absence reason) {
            for (Family.Member member : new Family(family, type, List.of(), List.of(), "", "", "", null).members()) {
                absences.putIfAbsent(member.name(), reason);
            }
            return this;
        }

        /** This name may exist. */
        Builder maybe(String name) {
            maybe.add(name);
            return this;
        }

        /** Names with this prefix may exist without being listed. */
        Builder dynamic(String prefix) {
            dynamic.add(prefix);
            return this;
        }

        /** Any name may exist. */
        Builder open() {
            open = true;
            return this;
        }

        /** Any name may exist but those that the predicate accepts. */
        Builder openExcept(Predicate<String> names) {
            open = true;
            closed = names;
            return this;
        }

        /** Names that the predicate accepts may exist. */
        Builder openNamespace(Predicate<String> names) {
            openNamespace = names;
            return this;
        }

        KnownFamilies build() {
            return new KnownFamilies(this);
        }
    }
}
