package dev.guards.live;

import dev.guards.catalog.Exposition;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.SnapshotText;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Families gathered from the label sets that a series API returns. */
final class SeriesPage {
    private static final String[] MEMBERS = {"_bucket", "_sum", "_count"};

    private static final class Gathered {
        private final TreeMap<String, TreeSet<String>> labels = new TreeMap<>();
        private final TreeMap<String, Integer> counts = new TreeMap<>();
        private int series;
    }

    private final Map<String, MetricType> types;
    private final Set<String> targetLabels;
    private final Set<String> leftOut;
    private final TreeMap<String, Gathered> families = new TreeMap<>();

    /**
     * @param targetLabels labels that the scrape adds
     * @param leftOut      names that are no part of an exposition
     */
    SeriesPage(Map<String, MetricType> types, Set<String> targetLabels, Set<String> leftOut) {
        this.types = types;
        this.targetLabels = targetLabels;
        this.leftOut = leftOut;
    }

    /** Adds one label set. */
    void add(Node series) {
        String name = series.get("__name__").string("");
        if (name.isEmpty() || leftOut.contains(name)) {
            return;
        }
        String family = family(name);
        Gathered gathered = families.computeIfAbsent(family, f -> new Gathered());
        gathered.series++;
        for (Mapping.Entry entry : series.entries()) {
            String label = entry.key().value();
            boolean ofMember = label.equals("le") && type(family) == MetricType.HISTOGRAM
                    || label.equals("quantile") && type(family) == MetricType.SUMMARY;
            if (label.equals("__name__") || targetLabels.contains(label) || ofMember) {
                continue;
            }
            gathered.counts.merge(label, 1, Integer::sum);
            TreeSet<String> values = gathered.labels.computeIfAbsent(label, l -> new TreeSet<>());
            if (values.size() <= Exposition.MAX_VALUES) {
                values.add(entry.value().string(""));
            }
        }
    }

    private String family(String name) {
        if (types.containsKey(name)) {
            return name;
        }
        for (String member : MEMBERS) {
            if (name.endsWith(member) && types.containsKey(name.substring(0, name.length() - member.length()))) {
                return name.substring(0, name.length() - member.length());
            }
        }
        return name;
    }

    private MetricType type(String family) {
        return types.getOrDefault(family, MetricType.UNTYPED);
    }

    String write(String job, LocalDate day, String source) {
        StringBuilder out = SnapshotText.head(job, day, source);
        families.forEach((name, gathered) -> {
            List<String> optional = new ArrayList<>();
            gathered.counts.forEach((label, count) -> {
                if (count < gathered.series) {
                    optional.add(label);
                }
            });
            SnapshotText.metric(out, name, type(name), gathered.labels, optional);
        });
        return out.toString();
    }

    /** A PromQL string. */
    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
