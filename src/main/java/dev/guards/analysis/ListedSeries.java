package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Missing;
import dev.guards.promql.VectorSelector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A closed list of series: what is not in it does not exist. */
public final class ListedSeries implements SeriesSource {
    private final TreeMap<String, List<Row>> rows = new TreeMap<>();

    /** @param metric null or empty for a series without a name */
    public ListedSeries add(String metric, Map<String, String> labels, Samples samples) {
        String name = metric == null ? labels.getOrDefault(VectorSelector.NAME, "") : metric;
        Labels all = Labels.exactly(labels).with(VectorSelector.NAME, name);
        rows.computeIfAbsent(name, n -> new ArrayList<>()).add(Row.stored(all, true, samples));
        return this;
    }

    @Override
    public List<Row> rows(String metric) {
        return rows.getOrDefault(metric, List.of());
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(rows.keySet());
    }

    @Override
    public List<Row> open(String metric) {
        return List.of();
    }

    @Override
    public Missing missing(String metric) {
        return null;
    }

    @Override
    public List<Evidence> openBecause(String metric) {
        return List.of();
    }
}
