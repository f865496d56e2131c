package dev.guards.config.prometheus;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a Prometheus configuration leniently: what is not understood is left out, and what depends on it stays open. */
public final class PrometheusReader {
    private static final long DEFAULT_INTERVAL = 60_000;
    private static final long DEFAULT_TIMEOUT = 10_000;
    private static final String SD_ENDING = "_sd_configs";

    private final Node root;
    private final NameScheme names;
    private final long interval;
    private final long timeout;
    private final Ingestion ingestion;

    private PrometheusReader(Node root, Node global) {
        this.root = root;
        this.names = names(global.get("metric_name_validation_scheme"), NameScheme.UTF8);
        this.interval = duration(global.get("scrape_interval"), DEFAULT_INTERVAL);
        this.timeout = duration(global.get("scrape_timeout"), Math.min(DEFAULT_TIMEOUT, interval));
        this.ingestion = Ingestion.of(global, Ingestion.DEFAULT);
    }

    /** Reads the main file. */
    public static PrometheusConfig read(Node root) {
        return new PrometheusReader(root, root.get("global")).config();
    }

    /** Reads the jobs of a scrape config file, which inherit from the main file. */
    public static List<ScrapeConfig> readScrapeConfigs(Node file, PrometheusConfig main) {
        return new PrometheusReader(file, main.root().get("global")).scrapes();
    }

    private PrometheusConfig config() {
        Node global = root.get("global");
        List<RemoteWrite> writes = new ArrayList<>();
        for (Node write : root.get("remote_write").items()) {
            writes.add(new RemoteWrite(write.get("url").text(), relabel(write.get("write_relabel_configs")), write.span()));
        }
        return new PrometheusConfig(root, interval, timeout, duration(global.get("evaluation_interval"), DEFAULT_INTERVAL),
                global.get("external_labels").textMap(), names, scrapes(), root.get("rule_files").texts(),
                root.get("scrape_config_files").texts(), writes, root.get("remote_read").items());
    }

    private List<ScrapeConfig> scrapes() {
        List<ScrapeConfig> scrapes = new ArrayList<>();
        for (Node node : root.get("scrape_configs").items()) {
            if (node instanceof Mapping) {
                scrapes.add(scrape(node));
            }
        }
        return scrapes;
    }

    private ScrapeConfig scrape(Node node) {
        long ownInterval = duration(node.get("scrape_interval"), interval);
        Map<String, List<Text>> params = new LinkedHashMap<>();
        for (Mapping.Entry param : node.get("params").entries()) {
            params.put(param.key().value(), param.value().texts());
        }
        Text job = node.get("job_name").text();
        return new ScrapeConfig(job == null ? "" : job.value(), ownInterval,
                duration(node.get("scrape_timeout"), Math.min(timeout, ownInterval)), text(node.get("metrics_path"), "/metrics"),
                text(node.get("scheme"), "http"), params, node.get("honor_labels").isTrue(),
                Ingestion.of(node, ingestion), discoveries(node),
                relabel(node.get("relabel_configs")), relabel(node.get("metric_relabel_configs")), node,
                job == null ? node.span() : job.span());
    }

    private static List<Discovery> discoveries(Node scrape) {
        List<Discovery> found = new ArrayList<>();
        for (Mapping.Entry entry : scrape.entries()) {
            String key = entry.key().value();
            String kind = key.equals("static_configs") ? "static"
                    : key.endsWith(SD_ENDING) ? key.substring(0, key.length() - SD_ENDING.length()) : null;
            if (kind != null) {
                entry.value().items().forEach(item -> found.add(new Discovery(kind, item)));
            }
        }
        return found;
    }

    private List<RelabelRule> relabel(Node list) {
        return RelabelReader.readAll(list, names, p -> { });
    }

    private static Text text(Node node, String otherwise) {
        return node.text() == null ? Text.of(otherwise) : node.text();
    }

    static NameScheme names(Node node, NameScheme otherwise) {
        return switch (node.string("")) {
            case "legacy" -> NameScheme.LEGACY;
            case "utf8" -> NameScheme.UTF8;
            default -> otherwise;
        };
    }

    private static long duration(Node node, long otherwise) {
        long millis = Durations.millis(node.string(""));
        return millis > 0 ? millis : otherwise;
    }
}
