package dev.guards.inventory.stream;

import dev.guards.config.promtail.PromtailScrape;
import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;
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
            case "docker" -> docker();
            case "kubernetes" -> source.node().get("role").string("pod").equals("pod") ? pods() : open("__.+");
            case "static" -> Labels.NONE.with("__address__", "localhost");
            case "journal" -> open("__journal_.+");
            case "syslog" -> open("__syslog_.+");
            case "gelf" -> listed("__gelf_message_", "level", "host", "version", "facility");
            case "kafka" -> listed("__meta_kafka_", "topic", "partition", "member_id", "group_id", "message_key");
            case "loki_push_api", "file" -> Labels.any();
            default -> open("__.+");
        };
        boolean group = !source.kind().equals("docker") && !source.kind().equals("kubernetes");
        for (Map.Entry<String, dev.guards.text.Text> label : source.node().get("labels").textMap().entrySet()) {
            boolean plain = group && label.getValue().value().indexOf('$') < 0;
            labels = labels.with(label.getKey(), plain ? ValueSet.of(label.getValue().value()) : ValueSet.any());
        }
        return labels;
    }

    /** A container of a Docker host. */
    public static Labels docker() {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put("__address__", ValueSet.present());
        labels.put("__meta_docker_container_id", ValueSet.regular("[0-9a-f]{64}", "a container id"));
        labels.put("__meta_docker_container_name", NAME);
        labels.put("__meta_docker_container_network_mode", ValueSet.present());
        labels.put("__meta_docker_container_log_stream", ValueSet.of("stdout", "stderr"));
        for (String name : List.of("network_id", "network_ingress", "network_internal", "network_ip", "network_name", "network_scope",
                "port_private", "port_public", "port_public_ip")) {
            labels.put("__meta_docker_" + name, ValueSet.any());
        }
        return Labels.of(labels).withOpenNames(ValueSet.regular("__meta_docker_(container|network)_label_.+", "labels of the container"));
    }

    /** A container of a pod. */
    public static Labels pods() {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put("__address__", ValueSet.present());
        labels.put("__meta_kubernetes_namespace", ValueSet.present());
        for (String name : List.of("name", "uid", "container_name", "container_image")) {
            labels.put("__meta_kubernetes_pod_" + name, ValueSet.present());
        }
        labels.put("__meta_kubernetes_pod_container_init", ValueSet.of("true", "false"));
        labels.put("__meta_kubernetes_pod_ready", ValueSet.of("true", "false", "unknown"));
        labels.put("__meta_kubernetes_pod_phase", ValueSet.of("Pending", "Running", "Succeeded", "Failed", "Unknown"));
        for (String name : List.of("ip", "container_id", "container_port_name", "container_port_number", "container_port_protocol",
                "node_name", "host_ip", "controller_kind", "controller_name", "deployment_name", "job_name", "cronjob_name")) {
            labels.put("__meta_kubernetes_pod_" + name, ValueSet.any());
        }
        return Labels.of(labels).withOpenNames(ValueSet.regular(
                "__meta_kubernetes_(pod|namespace|node)_(label|labelpresent|annotation|annotationpresent)_.+", "labels and annotations"));
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
