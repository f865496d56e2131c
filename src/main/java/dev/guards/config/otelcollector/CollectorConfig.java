package dev.guards.config.otelcollector;

import dev.guards.config.prometheus.PrometheusReader;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A collector: components by the name they are listed under ({@code prometheus/self}), and the pipelines that connect them.
 */
public record CollectorConfig(Node root, List<Pipeline> pipelines) {
    /** Processors that neither drop series nor rename metrics. */
    private static final Set<String> HARMLESS = Set.of("batch", "memory_limiter", "resource", "resourcedetection", "k8sattributes", "attributes",
            "groupbyattrs");

    /**
     * One entry of {@code service.pipelines}.
     *
     * @param signal {@code metrics}, {@code logs} or {@code traces}
     */
    public record Pipeline(String signal, List<Text> receivers, List<Text> processors, List<Text> exporters) {
    }

    public CollectorConfig {
        pipelines = List.copyOf(pipelines);
    }

    public static CollectorConfig read(Node root) {
        List<Pipeline> pipelines = new ArrayList<>();
        for (Mapping.Entry entry : root.at("service", "pipelines").entries()) {
            Node node = entry.value();
            pipelines.add(new Pipeline(type(entry.key().value()), node.get("receivers").texts(), node.get("processors").texts(),
                    node.get("exporters").texts()));
        }
        return new CollectorConfig(root, pipelines);
    }

    /** The type of a component or pipeline: what stands before the slash. */
    public static String type(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** True when all that comes into a pipeline goes out of it under the same names. */
    public static boolean keepsSeries(Pipeline pipeline) {
        return pipeline.processors().stream().allMatch(p -> HARMLESS.contains(type(p.value())));
    }

    /** The configuration of an exporter; absent when there is none of the name. */
    public Node exporter(String name) {
        return root.get("exporters").get(name);
    }

    /** Exporters that pipelines of a signal send to. */
    public List<Text> exporters(String signal) {
        List<Text> found = new ArrayList<>();
        pipelines.stream().filter(p -> p.signal().equals(signal)).forEach(p -> found.addAll(p.exporters()));
        return found;
    }

    /** True when a pipeline of the signal takes what a receiver that is no scraper gets: OTLP, host metrics, files. */
    public boolean receives(String signal) {
        for (Pipeline pipeline : pipelines) {
            boolean other = pipeline.receivers().stream().anyMatch(r -> !type(r.value()).equals("prometheus"));
            if (pipeline.signal().equals(signal) && other) {
                return true;
            }
        }
        return false;
    }

    /** Jobs of the prometheus receivers whose series go on by Prometheus' remote write, which keeps names and labels. */
    public List<ScrapeConfig> remoteWrittenScrapes() {
        List<ScrapeConfig> scrapes = new ArrayList<>();
        for (Pipeline pipeline : pipelines) {
            for (Text exporter : pipeline.signal().equals("metrics") ? pipeline.exporters() : List.<Text>of()) {
                if (type(exporter.value()).equals("prometheusremotewrite")) {
                    scrapes.addAll(scrapes(pipeline, exporter(exporter.value())));
                }
            }
        }
        return scrapes;
    }

    private List<ScrapeConfig> scrapes(Pipeline pipeline, Node exporter) {
        List<RelabelRule> external = new ArrayList<>();
        for (Mapping.Entry label : exporter.get("external_labels").entries()) {
            external.add(RelabelRule.made(RelabelRule.Action.REPLACE, List.of(label.key().value()), "", label.key().value(),
                    label.value().string("").replace("$", "$$"), label.span()));
        }
        List<ScrapeConfig> scrapes = new ArrayList<>();
        for (Text receiver : pipeline.receivers()) {
            Node prometheus = root.get("receivers").get(receiver.value()).get("config");
            if (type(receiver.value()).equals("prometheus") && prometheus.isPresent()) {
                for (ScrapeConfig scrape : PrometheusReader.read(prometheus).scrapes()) {
                    List<RelabelRule> rules = new ArrayList<>(scrape.metricRelabel());
                    rules.addAll(external);
                    scrapes.add(scrape.withMetricRelabel(rules));
                }
            }
        }
        return scrapes;
    }
}
