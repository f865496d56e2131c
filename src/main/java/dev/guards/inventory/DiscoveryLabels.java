package dev.guards.inventory;

import dev.guards.config.prometheus.Discovery;
import dev.guards.config.promtail.PromtailScrape;
import dev.guards.inventory.kubernetes.RoleLabels;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels that a kind of discovery gives to any target, whatever runs: what relabelling rules can rely on before an
 * environment is known. Facts: Prometheus' and Promtail's discovery documentation.
 */
public final class DiscoveryLabels {
    private static final ValueSet NAME = ValueSet.regular("/[a-zA-Z0-9][a-zA-Z0-9_.-]*", "/<container>");

    private DiscoveryLabels() {
    }

    /** What a source of Promtail gives; any label where that is not known. */
    public static Labels of(PromtailScrape.Source source) {
        Labels labels = switch (source.kind()) {
            case "docker" -> dockerLogs();
            case "kubernetes" -> source.node().get("role").string("pod").equals("pod") ? RoleLabels.of("pod", true) : open("__.+");
            case "static" -> Labels.NONE.with("__address__", "localhost");
            case "journal" -> open("__journal_.+");
            case "syslog" -> open("__syslog_.+");
            case "gelf" -> listed("__gelf_message_", "level", "host", "version", "facility");
            case "kafka" -> listed("__meta_kafka_", "topic", "partition", "member_id", "group_id", "message_key");
            case "loki_push_api", "file" -> Labels.any();
            default -> open("__.+");
        };
        boolean group = !source.kind().equals("docker") && !source.kind().equals("kubernetes");
        for (Map.Entry<String, Text> label : source.node().get("labels").textMap().entrySet()) {
            boolean plain = group && label.getValue().value().indexOf('$') < 0;
            labels = labels.with(label.getKey(), plain ? ValueSet.of(label.getValue().value()) : ValueSet.any());
        }
        return labels;
    }

    /**
     * What a discovery of Prometheus gives before relabelling, the job's own defaults aside; any label where that is not known.
     * Source: Prometheus 3.14, {@code discovery/}.
     */
    public static Labels of(Discovery discovery) {
        Node node = discovery.node();
        return switch (discovery.kind()) {
            case "static" -> group(node);
            case "docker" -> docker();
            case "dockerswarm" -> open("__address__|__meta_dockerswarm_.+");
            case "dns" -> open("__address__|__meta_dns_.+");
            case "consul" -> open("__address__|__meta_consul_.+");
            case "ec2" -> open("__address__|__meta_ec2_.+");
            case "kubernetes" -> RoleLabels.of(node.get("role").string(""), node.at("attach_metadata", "node").isTrue());
            default -> Labels.any();
        };
    }

    private static Labels group(Node group) {
        Labels labels = Labels.NONE.with("__address__", ValueSet.present());
        for (Map.Entry<String, Text> label : group.get("labels").textMap().entrySet()) {
            labels = labels.with(label.getKey(), Marked.written(label.getValue().value()));
        }
        return labels;
    }

    /** A container of a Docker host, as a source of logs. */
    public static Labels dockerLogs() {
        return docker().with("__meta_docker_container_log_stream", ValueSet.of("stdout", "stderr"));
    }

    /** A container of a Docker host. */
    private static Labels docker() {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put("__address__", ValueSet.present());
        labels.put("__meta_docker_container_id", ValueSet.regular("[0-9a-f]{64}", "a container id"));
        labels.put("__meta_docker_container_name", NAME);
        labels.put("__meta_docker_container_network_mode", ValueSet.present());
        for (String name : List.of("network_id", "network_ingress", "network_internal", "network_ip", "network_name", "network_scope",
                "port_private", "port_public", "port_public_ip")) {
            labels.put("__meta_docker_" + name, ValueSet.any());
        }
        return Labels.of(labels).withOpenNames(ValueSet.regular("__meta_docker_(container|network)_label_.+", "labels of the container"));
    }

    private static Labels open(String names) {
        return Labels.NONE.withOpenNames(ValueSet.regular(names, names));
    }

    private static Labels listed(String prefix, String... names) {
        Labels labels = Labels.NONE;
        for (String name : names) {
            labels = labels.with(prefix + name, ValueSet.any());
        }
        return labels;
    }
}
