package dev.guards.inventory;

import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The labels of a set of series, streams or targets: a value set a name, and the names that may exist besides. Immutable.
 * The empty text in a value set means that the label may be absent.
 */
public final class Labels {
    /** No label at all. */
    public static final Labels NONE = new Labels(new TreeMap<>(), ValueSet.none());

    private final TreeMap<String, ValueSet> values;
    private final ValueSet openNames;

    private Labels(TreeMap<String, ValueSet> values, ValueSet openNames) {
        this.values = values;
        this.openNames = openNames;
    }

    /** Exactly these labels; those that must be absent are left out. */
    public static Labels of(Map<String, ValueSet> values) {
        TreeMap<String, ValueSet> kept = new TreeMap<>();
        for (Map.Entry<String, ValueSet> entry : values.entrySet()) {
            if (!entry.getValue().mustBeAbsent()) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        return new Labels(kept, ValueSet.none());
    }

    /** Exactly these labels with one value each. */
    public static Labels exactly(Map<String, String> values) {
        TreeMap<String, ValueSet> kept = new TreeMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                kept.put(entry.getKey(), ValueSet.of(entry.getValue()));
            }
        }
        return new Labels(kept, ValueSet.none());
    }

    /** Nothing is known: any label may be there. */
    public static Labels any() {
        return new Labels(new TreeMap<>(), ValueSet.any());
    }

    /** The values of a label: what is listed, any value when only the name may exist, absent otherwise. */
    public ValueSet get(String name) {
        ValueSet listed = values.get(name);
        return listed != null ? listed : openNames.contains(name) ? ValueSet.any() : ValueSet.absent();
    }

    /** Listed names, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Listed labels, sorted by name. */
    public Map<String, ValueSet> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Names that may exist besides the listed ones, with any value; none when the labels are closed. */
    public ValueSet openNames() {
        return openNames;
    }

    public boolean isOpen() {
        return !openNames.isEmpty();
    }

    /** True when a label of that name may be there. */
    public boolean mayHave(String name) {
        return !get(name).mustBeAbsent();
    }

    /** True when every series has a label of that name. */
    public boolean has(String name) {
        ValueSet listed = values.get(name);
        return listed != null && !listed.mayBeAbsent();
    }

    public Labels with(String name, ValueSet set) {
        if (!values.containsKey(name) && set.mustBeAbsent() && !openNames.contains(name)) {
            return this;
        }
        TreeMap<String, ValueSet> changed = new TreeMap<>(values);
        put(changed, name, set);
        return new Labels(changed, openNames);
    }

    /** Several labels at once. */
    Labels with(Map<String, ValueSet> sets) {
        TreeMap<String, ValueSet> changed = new TreeMap<>(values);
        for (Map.Entry<String, ValueSet> entry : sets.entrySet()) {
            put(changed, entry.getKey(), entry.getValue());
        }
        return new Labels(changed, openNames);
    }

    private void put(TreeMap<String, ValueSet> changed, String name, ValueSet set) {
        if (set.mustBeAbsent() && !openNames.contains(name)) {
            changed.remove(name);
        } else {
            changed.put(name, set);
        }
    }

    public Labels with(String name, String value) {
        return with(name, value.isEmpty() ? ValueSet.absent() : ValueSet.of(value));
    }

    public Labels without(String name) {
        return with(name, ValueSet.absent());
    }

    /** Other labels of these names may be there too. */
    public Labels withOpenNames(ValueSet names) {
        return new Labels(values, names);
    }

    /** What these labels or the others allow: a label that only one of them lists may be absent. */
    public Labels union(Labels other) {
        if (equals(other)) {
            return this;
        }
        Set<String> names = new TreeSet<>(names());
        names.addAll(other.names());
        Labels union = withOpenNames(openNames.union(other.openNames));
        for (String name : names) {
            union = union.with(name, get(name).union(other.get(name)));
        }
        return union;
    }

    /** Whether a series with these labels can match, and whether each does. */
    public Match match(Iterable<Matcher> matchers) {
        boolean always = true;
        for (Matcher matcher : matchers) {
            ValueSet set = get(matcher.label());
            if (set.excludes(matcher)) {
                return Match.NEVER;
            }
            always &= set.excludes(negated(matcher));
        }
        return always ? Match.ALWAYS : Match.SOME;
    }

    private static Matcher negated(Matcher matcher) {
        Matcher.Op op = switch (matcher.op()) {
            case EQUAL -> Matcher.Op.NOT_EQUAL;
            case NOT_EQUAL -> Matcher.Op.EQUAL;
            case MATCHES -> Matcher.Op.NOT_MATCHES;
            case NOT_MATCHES -> Matcher.Op.MATCHES;
        };
        return new Matcher(matcher.label(), op, matcher.value());
    }

    /** How a set of series meets matchers. */
    public enum Match { NEVER, SOME, ALWAYS }

    @Override
    public boolean equals(Object o) {
        return o instanceof Labels l && l.values.equals(values) && l.openNames.equals(openNames);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("{");
        values.forEach((name, set) -> out.append(out.length() == 1 ? "" : ", ").append(name).append('=').append(set.describe(4)));
        if (isOpen()) {
            out.append(out.length() == 1 ? "" : ", ").append(openNames.isAny() ? "..." : openNames.describe(2) + "=...");
        }
        return out.append('}').toString();
    }
}
