package dev.guards.inventory.kubernetes;

import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels that a role of {@code kubernetes_sd_configs} gives to any target, whatever runs in the cluster (Prometheus 3.14,
 * {@code discovery/kubernetes}): what relabelling rules can rely on before a cluster is known.
 */
public final class RoleLabels {
    private static final String META = MetaLabels.META;
    private static final String[] POD = {"name", "ip", "container_init", "container_name", "container_id", "container_image",
        "container_port_name", "container_port_number", "container_port_protocol", "ready", "phase", "node_name", "host_ip", "uid",
        "controller_kind", "controller_name", "deployment_name", "job_name", "cronjob_name"};
    private static final String[] SERVICE = {"name", "type", "cluster_ip", "loadbalancer_ip", "external_name", "port_name", "port_number",
        "port_protocol"};
    private static final String[] ENDPOINT = {"hostname", "node_name", "ready", "port_name", "port_protocol", "address_target_kind",
        "address_target_name"};
    private static final String[] SLICE = {"name", "address_type", "port", "port_name", "port_protocol", "port_app_protocol",
        "address_target_kind", "address_target_name", "endpoint_conditions_ready", "endpoint_conditions_serving",
        "endpoint_conditions_terminating", "endpoint_hostname", "endpoint_node_name", "endpoint_zone"};
    private static final String[] INGRESS = {"name", "class_name", "scheme", "path", "host"};

    private RoleLabels() {
    }

    /**
     * Any label where the role is not known.
     *
     * @param withNode whether labels of the node may be attached to pods
     */
    public static Labels of(String role, boolean withNode) {
        Map<String, ValueSet> labels = new TreeMap<>();
        labels.put("__address__", ValueSet.present());
        labels.put(META + "namespace", ValueSet.present());
        String node = withNode ? "|node" : "";
        switch (role) {
            case "node" -> {
                labels.remove(META + "namespace");
                labels.put("instance", MetaLabels.NODE);
                labels.putAll(NodeLabels.all());
                return Labels.of(labels).withOpenNames(attached("node", "|" + META + "node_(address|condition)_.+"));
            }
            case "pod" -> {
                pod(labels, true);
                return Labels.of(labels).withOpenNames(attached("pod|namespace" + node, ""));
            }
            case "service" -> {
                some(labels, "service_", SERVICE);
                return Labels.of(labels).withOpenNames(attached("service|namespace", ""));
            }
            case "endpoints" -> {
                labels.put(META + "endpoints_name", ValueSet.present());
                some(labels, "endpoint_", ENDPOINT);
                labels.put(META + "service_name", ValueSet.any());
                pod(labels, false);
                return Labels.of(labels).withOpenNames(attached("endpoints|service|pod|namespace" + node, ""));
            }
            case "endpointslice" -> {
                some(labels, "endpointslice_", SLICE);
                labels.put(META + "service_name", ValueSet.any());
                pod(labels, false);
                return Labels.of(labels).withOpenNames(attached("endpointslice|service|pod|namespace" + node,
                        "|" + META + "endpointslice_endpoint_topology_.+"));
            }
            case "ingress" -> {
                some(labels, "ingress_", INGRESS);
                return Labels.of(labels).withOpenNames(attached("ingress|namespace", ""));
            }
            default -> {
                return Labels.any();
            }
        }
    }

    private static void some(Map<String, ValueSet> labels, String prefix, String[] names) {
        for (String name : names) {
            labels.put(META + prefix + name, ValueSet.any());
        }
    }

    /** @param always whether each target is a pod */
    private static void pod(Map<String, ValueSet> labels, boolean always) {
        some(labels, "pod_", POD);
        put(labels, "container_init", ValueSet.of("true", "false"), always);
        put(labels, "ready", ValueSet.of("true", "false", "unknown"), always);
        put(labels, "phase", ValueSet.of("Pending", "Running", "Succeeded", "Failed", "Unknown"), always);
        for (String name : new String[] {"name", "uid", "container_name", "container_image"}) {
            put(labels, name, ValueSet.present(), always);
        }
    }

    private static void put(Map<String, ValueSet> labels, String name, ValueSet values, boolean always) {
        labels.put(META + "pod_" + name, always ? values : values.withAbsent());
    }

    /** Labels and annotations of objects, each with whether it is there. */
    private static ValueSet attached(String objects, String others) {
        return ValueSet.regular(META + "(" + objects + ")_(label|labelpresent|annotation|annotationpresent)_.+" + others, "labels and annotations");
    }
}
