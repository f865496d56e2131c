package dev.guards.report;

import dev.guards.environment.Workload;
import dev.guards.inventory.Job;
import dev.guards.inventory.LogStream;
import dev.guards.inventory.Series;
import dev.guards.inventory.Target;
import dev.guards.regex.ValueSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The jobs of an environment with the metrics that queries ask them for, and the way from the services to the dashboards. An
 * exporter has far more metrics than anybody looks at; those stay out.
 */
final class HtmlInventory {
    private static final int MOST_VALUES = 8;

    /** A connection of the column of that number with the next one. */
    private record Edge(int column, String from, String to) {
    }

    private final StackView view;
    /** By the name of the job, then of the metric. */
    private final Map<String, Map<String, List<Series>>> ofJob = new LinkedHashMap<>();

    HtmlInventory(StackView view) {
        this.view = view;
        view.series().forEach((metric, all) -> {
            for (Series series : all) {
                if (series.target() != null) {
                    ofJob.computeIfAbsent(series.target().job(), job -> new TreeMap<>())
                            .computeIfAbsent(metric, name -> new ArrayList<>()).add(series);
                }
            }
        });
    }

    void jobs(JsonWriter json) throws IOException {
        json.startArray("jobs");
        for (Job job : view.stack().inventory().jobs()) {
            Set<String> exporters = new TreeSet<>();
            job.targets().forEach(target -> exporters.add(StackView.exporter(target)));
            json.startObject().field("name", job.name()).field("exporter", String.join(", ", exporters))
                    .field("place", job.span().place()).field("targets", job.targets().size()).startArray("metrics");
            for (Map.Entry<String, List<Series>> metric : ofJob.getOrDefault(job.name(), Map.of()).entrySet()) {
                metric(metric.getKey(), metric.getValue(), json);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    /** What log agents send. */
    void streams(JsonWriter json) throws IOException {
        json.startArray("streams");
        for (LogStream stream : view.stack().inventory().streams()) {
            json.startObject().field("agent", stream.agent()).startArray("labels");
            for (String label : new TreeSet<>(stream.labels().names())) {
                json.startArray().value(label).value(stream.labels().get(label).describe(MOST_VALUES)).endArray();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void metric(String name, List<Series> all, JsonWriter json) throws IOException {
        String type = "";
        Map<String, ValueSet> labels = new TreeMap<>();
        for (Series series : all) {
            type = series.type() == null ? type : series.type().word();
            series.labels().names().forEach(label -> labels.put(label, ValueSet.none()));
        }
        labels.remove("__name__");
        labels.replaceAll((label, none) -> {
            ValueSet values = none;
            for (Series series : all) {
                values = values.union(series.labels().get(label));
            }
            return values;
        });
        json.startObject().field("name", name).field("type", type).startArray("labels");
        for (Map.Entry<String, ValueSet> label : labels.entrySet()) {
            json.startArray().value(label.getKey()).value(label.getValue().describe(MOST_VALUES)).endArray();
        }
        json.endArray().endObject();
    }

    void graph(JsonWriter json) throws IOException {
        Set<String> services = new LinkedHashSet<>();
        Set<String> jobs = new LinkedHashSet<>();
        Set<String> exporters = new LinkedHashSet<>();
        Set<String> dashboards = new LinkedHashSet<>();
        Set<Edge> edges = new LinkedHashSet<>();
        for (Job job : view.stack().inventory().jobs()) {
            jobs.add(job.name());
            for (Target target : job.targets()) {
                exporters.add(StackView.exporter(target));
                edges.add(new Edge(1, job.name(), StackView.exporter(target)));
                if (target.workload() != null) {
                    services.add(target.workload().name());
                    edges.add(new Edge(0, target.workload().name(), job.name()));
                }
            }
        }
        for (LogStream stream : view.stack().inventory().streams()) {
            exporters.add(stream.agent());
        }
        for (Workload workload : view.stack().environment().workloads()) {
            services.add(workload.name());
        }
        Set<String> metrics = new TreeSet<>();
        for (StackView.Board board : view.boards()) {
            dashboards.add(board.title);
            for (String agent : board.agents) {
                connect(agent, "log lines of " + agent, board, metrics, edges);
            }
            for (String metric : board.metrics.keySet()) {
                for (Target target : view.feeding(board, metric)) {
                    connect(StackView.exporter(target), metric, board, metrics, edges);
                }
            }
        }
        json.startArray("graph");
        column("services", services, json);
        column("scrape jobs", jobs, json);
        column("exporters, log agents", exporters, json);
        column("metrics, logs", metrics, json);
        column("dashboards", dashboards, json);
        json.endArray().startArray("edges");
        for (Edge edge : edges) {
            json.startArray().value(edge.column()).value(edge.from()).value(edge.to()).endArray();
        }
        json.endArray();
    }

    private static void connect(String exporter, String metric, StackView.Board board, Set<String> metrics, Set<Edge> edges) {
        metrics.add(metric);
        edges.add(new Edge(2, exporter, metric));
        edges.add(new Edge(3, metric, board.title));
    }

    private static void column(String title, Set<String> nodes, JsonWriter json) throws IOException {
        json.startObject().field("title", title).field("nodes", nodes).endObject();
    }
}
