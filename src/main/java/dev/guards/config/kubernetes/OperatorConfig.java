package dev.guards.config.kubernetes;

import dev.guards.text.Mapping;
import dev.guards.text.MappingBuilder;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The configuration that prometheus-operator writes for a server, as a {@code prometheus.yml} whose every value stands at
 * the custom resource that causes it (prometheus-operator, {@code pkg/prometheus/promcfg.go}, 0.70 to 0.85).
 */
public final class OperatorConfig {
    private static final List<String> SCRAPED = List.of("ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig");

    /**
     * A made configuration.
     *
     * @param server     null when no server is in the repository and one is taken for granted
     * @param root       in the form of {@code prometheus.yml}
     * @param unsure     objects of which the repository does not tell whether the server selects them; they are in {@code root}
     * @param unselected objects that no requirement of this server lets in
     */
    public record Made(PrometheusResource server, Mapping root, List<Manifest> unsure, List<Manifest> unselected) {
    }

    private OperatorConfig() {
    }

    /** The objects of a cluster that ask to be scraped; those without a {@code spec} ask for nothing. */
    public static List<Manifest> scraped(Cluster cluster) {
        List<Manifest> found = new ArrayList<>();
        for (Manifest manifest : cluster.manifests()) {
            boolean asks = manifest.spec().isPresent() && !manifest.spec().isNull();
            if (asks && manifest.group().equals(PrometheusResource.GROUP) && SCRAPED.contains(manifest.kind())) {
                found.add(manifest);
            }
        }
        return found;
    }

    /** The jobs of one object alone, in the form of {@code prometheus.yml}; none when it asks for nothing. */
    public static Node jobs(Manifest object) {
        boolean asks = object.spec().isPresent() && !object.spec().isNull();
        return new MappingBuilder(object.span()).put("scrape_configs", asks ? OperatorScrapes.of(object) : List.of()).build();
    }

    /** The configuration of a server. */
    public static Made of(PrometheusResource server, Cluster cluster, Consumer<Problem> problems) {
        List<Manifest> unsure = new ArrayList<>();
        List<Manifest> unselected = new ArrayList<>();
        List<Node> scrapes = new ArrayList<>();
        for (Manifest object : scraped(cluster)) {
            Holds selected = server.selects(object, cluster);
            if (selected == Holds.NO) {
                unselected.add(object);
            } else {
                scrapes.addAll(OperatorScrapes.of(object));
                if (selected == Holds.MAYBE) {
                    unsure.add(object);
                }
            }
        }
        scrapes.addAll(server.additionalScrapeConfigs(cluster, problems).items());
        return new Made(server, root(server.manifest(), scrapes), unsure, unselected);
    }

    /**
     * The configuration of a server that is taken for granted and selects everything.
     *
     * @param cause what shows that there is one
     */
    public static Made assumed(Cluster cluster, Span cause) {
        List<Node> scrapes = new ArrayList<>();
        List<Manifest> objects = scraped(cluster);
        objects.forEach(object -> scrapes.addAll(OperatorScrapes.of(object)));
        Mapping root = new MappingBuilder(cause).put("scrape_configs", scrapes).build();
        return new Made(null, root, objects, List.of());
    }

    private static Mapping root(Manifest server, List<Node> scrapes) {
        Node spec = server.spec();
        MappingBuilder global = new MappingBuilder(server.span())
                .put("scrape_interval", spec.has("scrapeInterval") ? spec.get("scrapeInterval")
                        : text(server.span(), "30s"))
                .put("scrape_timeout", spec.get("scrapeTimeout"))
                .put("evaluation_interval", spec.has("evaluationInterval") ? spec.get("evaluationInterval")
                        : text(server.span(), "30s"))
                .put("external_labels", externalLabels(server))
                .put("scrape_native_histograms", spec.get("scrapeNativeHistograms"))
                .put("convert_classic_histograms_to_nhcb", spec.get("convertClassicHistogramsToNHCB"))
                .put("always_scrape_classic_histograms", spec.get("scrapeClassicHistograms"));
        for (Text feature : spec.get("enableFeatures").texts()) {
            if (feature.value().equals("native-histograms") && !spec.has("scrapeNativeHistograms")) {
                global.put("scrape_native_histograms", new Scalar(Scalar.Type.BOOLEAN, Text.at(feature.span(), "true"), feature.span()));
            }
        }
        return new MappingBuilder(server.span()).put("global", global.build()).put("scrape_configs", scrapes)
                .put("remote_write", camelToSnake(spec.get("remoteWrite"))).build();
    }

    /** The operator adds the server's own name and the replica's. */
    private static Node externalLabels(Manifest server) {
        Span cause = server.span();
        MappingBuilder labels = new MappingBuilder(cause);
        String own = server.spec().get("prometheusExternalLabelName").string("prometheus");
        String replica = server.spec().get("replicaExternalLabelName").string("prometheus_replica");
        Map<String, Text> given = server.spec().get("externalLabels").textMap();
        if (!own.isEmpty() && !given.containsKey(own)) {
            labels.put(own, Names.known(server.namespace()) + "/" + server.name());
        }
        if (!replica.isEmpty() && !given.containsKey(replica)) {
            labels.put(replica, String.valueOf(Unknown.MARK));
        }
        given.forEach(labels::put);
        return labels.build();
    }

    private static Node text(Span cause, String value) {
        return new Scalar(Scalar.Type.TEXT, Text.at(cause, value), cause);
    }

    /** Keys of custom resources as Prometheus writes them; keys below {@code labels}, {@code params} and the like stay. */
    static Node camelToSnake(Node node) {
        if (node instanceof Sequence) {
            List<Node> items = new ArrayList<>();
            node.items().forEach(item -> items.add(camelToSnake(item)));
            return new Sequence(items, node.span());
        }
        if (!(node instanceof Mapping)) {
            return node;
        }
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Mapping.Entry entry : node.entries()) {
            String key = entry.key().value();
            boolean free = key.equals("labels") || key.equals("params") || key.equals("headers");
            entries.add(new Mapping.Entry(Text.at(entry.key().span(), snake(key)), free ? entry.value() : camelToSnake(entry.value())));
        }
        return new Mapping(entries, node.span());
    }

    private static String snake(String camel) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            boolean startsWord = i > 0 && (Character.isLowerCase(camel.charAt(i - 1)) || Character.isDigit(camel.charAt(i - 1)));
            out.append(upper && startsWord ? "_" : "").append(Character.toLowerCase(c));
        }
        String name = out.toString();
        return name.equals("write_relabel_configs") || !name.endsWith("relabelings") ? name
                : name.equals("metric_relabelings") ? "metric_relabel_configs" : "relabel_configs";
    }
}
