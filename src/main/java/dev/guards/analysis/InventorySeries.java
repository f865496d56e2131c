package dev.guards.analysis;

import dev.guards.catalog.MetricType;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.Job;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Missing;
import dev.guards.inventory.Series;
import dev.guards.inventory.Target;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The series of an environment, recording rules not included. */
public final class InventorySeries implements SeriesSource {
    private final Inventory inventory;
    private final boolean sharedHost;
    private final Map<String, List<Row>> known = new HashMap<>();
    private final Map<String, List<Row>> open = new HashMap<>();
    private final Map<String, List<Row>> unseen = new HashMap<>();
    private final Map<String, Missing> missing = new HashMap<>();

    public InventorySeries(Inventory inventory) {
        this(inventory, false);
    }

    /** @param sharedHost the host runs other things too, so that an agent of the host sees more than the environment describes */
    public InventorySeries(Inventory inventory, boolean sharedHost) {
        this.inventory = inventory;
        this.sharedHost = sharedHost;
    }

    @Override
    public List<Row> rows(String metric) {
        List<Row> rows = known.get(metric);
        if (rows == null) {
            rows = new ArrayList<>();
            for (Series series : inventory.series(metric)) {
                rows.add(row(series));
            }
            if (sharedHost) {
                rows.addAll(unseen(metric));
            }
            known.put(metric, rows);
        }
        return rows;
    }

    @Override
    public List<Row> unseen(String metric) {
        List<Row> rows = unseen.get(metric);
        if (rows == null) {
            rows = new ArrayList<>();
            for (Series series : inventory.unseenSeries(metric)) {
                rows.add(row(series).certain(false));
            }
            unseen.put(metric, rows);
        }
        return rows;
    }

    private static Row row(Series series) {
        boolean certain = series.certainty() == Certainty.CERTAIN;
        Samples samples = series.member() == null ? Samples.EITHER
                : series.type() == MetricType.NATIVE_HISTOGRAM ? Samples.HISTOGRAM : Samples.FLOAT;
        List<Evidence> evidence = series.evidence();
        if (!certain && !series.condition().isEmpty()) {
            evidence = new ArrayList<>(evidence);
            evidence.add(new Evidence(null, series.condition()));
        }
        return new Row(series.labels(), certain, false, samples, series.member(), series.target(), Stage.RAW, series.hostAssumed(), evidence);
    }

    @Override
    public Set<String> names() {
        return inventory.metricNames();
    }

    @Override
    public List<Row> open(String metric) {
        String key = metric == null ? "" : metric;
        List<Row> rows = open.get(key);
        if (rows == null) {
            rows = new ArrayList<>();
            if (metric == null && anyOpenTarget() != null) {
                rows.add(anything(null, anyOpenTarget().evidence()));
            } else if (metric != null) {
                for (Series series : inventory.openSeries(metric)) {
                    rows.add(row(series).certain(false).with(Samples.EITHER));
                }
            }
            if (inventory.isOpen()) {
                rows.add(anything(metric, inventory.openBecause()));
            }
            rows = Rows.compact(rows);
            open.put(key, rows);
        }
        return rows;
    }

    private Target anyOpenTarget() {
        for (Job job : inventory.jobs()) {
            for (Target target : job.targets()) {
                if (target.isOpen() && target.isReachable()) {
                    return target;
                }
            }
        }
        return null;
    }

    private static Row anything(String metric, List<Evidence> because) {
        Labels labels = Labels.any().with(VectorSelector.NAME, metric == null ? ValueSet.present() : ValueSet.of(metric));
        return new Row(labels, false, false, Samples.EITHER, null, null, Stage.RAW, false, because);
    }

    @Override
    public Missing missing(String metric) {
        return missing.computeIfAbsent(metric, inventory::missing);
    }

    @Override
    public List<Evidence> openBecause(String metric) {
        List<Evidence> because = new ArrayList<>(inventory.openBecause());
        for (Row row : open(metric)) {
            if (!row.evidence().isEmpty()) {
                because.add(row.evidence().get(row.evidence().size() - 1));
            }
        }
        return because;
    }
}
