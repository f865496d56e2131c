package dev.guards.inventory;

import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labels in the middle of relabelling. Their order is the one in which Prometheus visits them: the input's by name, then those set since. */
final class RelabelState {
    private final LinkedHashMap<String, ValueSet> values;
    private final Set<String> set;
    private ValueSet openNames;
    private boolean certain;
    private List<Evidence> evidence;

    RelabelState(Labels labels) {
        this(new LinkedHashMap<>(labels.asMap()), new HashSet<>(), labels.openNames(), true, List.of());
    }

    private RelabelState(LinkedHashMap<String, ValueSet> values, Set<String> set, ValueSet openNames, boolean certain,
            List<Evidence> evidence) {
        this.values = values;
        this.set = set;
        this.openNames = openNames;
        this.certain = certain;
        this.evidence = evidence;
    }

    RelabelState copy() {
        return new RelabelState(new LinkedHashMap<>(values), new HashSet<>(set), openNames, certain, evidence);
    }

    ValueSet get(String name) {
        ValueSet listed = values.get(name);
        return listed != null ? listed : openNames.contains(name) ? ValueSet.any() : ValueSet.absent();
    }

    /** Listed names in visiting order. */
    List<String> names() {
        return new ArrayList<>(values.keySet());
    }

    void put(String name, ValueSet value) {
        if (value.mustBeAbsent() && !openNames.contains(name)) {
            values.remove(name);
            set.remove(name);
        } else if (set.contains(name)) {
            values.put(name, value);
        } else {
            values.remove(name);
            values.put(name, value);
            set.add(name);
        }
    }

    /** Narrows a label to what is known of it by now; its place in the order stays. */
    void narrow(String name, ValueSet value) {
        if (value.mustBeAbsent() && !openNames.contains(name)) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    ValueSet openNames() {
        return openNames;
    }

    void openNames(ValueSet names) {
        openNames = names;
    }

    boolean isCertain() {
        return certain;
    }

    void uncertain() {
        certain = false;
    }

    /** Nothing is known of the labels any more. */
    void lose() {
        values.clear();
        set.clear();
        openNames = ValueSet.any();
        certain = false;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    void note(Evidence link) {
        List<Evidence> longer = new ArrayList<>(evidence);
        longer.add(link);
        evidence = longer;
    }

    Labels labels() {
        return Labels.of(values).withOpenNames(openNames);
    }

    /** One state that holds what any of them holds. */
    static RelabelState join(List<RelabelState> states) {
        RelabelState joined = states.get(0).copy();
        joined.certain = false;
        Set<Evidence> links = new LinkedHashSet<>(joined.evidence);
        for (RelabelState other : states.subList(1, states.size())) {
            Map<String, ValueSet> merged = new LinkedHashMap<>();
            for (String name : joined.values.keySet()) {
                merged.put(name, joined.get(name).union(other.get(name)));
            }
            for (String name : other.values.keySet()) {
                merged.putIfAbsent(name, joined.get(name).union(other.get(name)));
            }
            joined.values.clear();
            joined.values.putAll(merged);
            joined.set.addAll(other.set);
            joined.openNames = joined.openNames.union(other.openNames);
            links.addAll(other.evidence);
        }
        joined.evidence = new ArrayList<>(links);
        return joined;
    }
}
