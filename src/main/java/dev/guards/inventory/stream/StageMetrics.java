package dev.guards.inventory.stream;

import dev.guards.catalog.MetricType;
import dev.guards.config.pipeline.Stage;
import dev.guards.environment.Workload;
import dev.guards.inventory.Labels;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the metrics that stages make, with the labels that entries have when they get there. */
final class StageMetrics {
    private final Map<String, AgentMetric> found = new LinkedHashMap<>();

    List<AgentMetric> all() {
        return new ArrayList<>(found.values());
    }

    /** @param own labels that the agent adds to the metrics themselves */
    void collect(Workload agent, List<Stage> stages, Entry start, Labels own) {
        if (stages.stream().anyMatch(StageMetrics::mayCount)) {
            walk(agent, stages, start, own);
        }
    }

    private static boolean mayCount(Stage stage) {
        return stage instanceof Stage.Metrics || stage instanceof Stage.Match;
    }

    private void walk(Workload agent, List<Stage> stages, Entry start, Labels own) {
        Entry entry = start;
        for (Stage stage : stages) {
            if (stage instanceof Stage.Metrics metrics) {
                for (Stage.Metrics.Metric metric : metrics.metrics()) {
                    add(agent, metric, entry, own);
                }
            } else if (stage instanceof Stage.Match match) {
                walk(agent, match.stages(), entry, own);
            }
            List<Entry> next = Pipeline.run(List.of(stage), entry);
            if (next.isEmpty()) {
                return;
            }
            entry = next.size() == 1 ? next.get(0) : Entry.joined(next);
        }
    }

    private void add(Workload agent, Stage.Metrics.Metric metric, Entry entry, Labels own) {
        MetricType type = switch (metric.type()) {
            case "counter" -> MetricType.COUNTER;
            case "histogram" -> MetricType.HISTOGRAM;
            default -> MetricType.GAUGE;
        };
        Labels labels = StreamCollector.visible(entry.labels());
        for (String name : own.names()) {
            labels = labels.with(name, own.get(name));
        }
        String key = System.identityHashCode(agent) + " " + metric.name();
        AgentMetric known = found.get(key);
        Labels all = known == null ? labels : Entry.join(known.labels(), labels);
        found.put(key, new AgentMetric(agent, metric.name(), type, all, metric.key().span()));
    }
}
