package dev.guards.guard.semantic;

import java.util.Collection;
import java.util.Map;

/**
 * Labels under the names that they had, or have elsewhere: the kubelet before Kubernetes 1.16 ({@code pod_name}), the relabelling rules of
 * Prometheus' own Kubernetes example ({@code kubernetes_pod_name}), kube-state-metrics before 2.0 ({@code hpa}).
 */
final class LabelAliases {
    private static final Map<String, String> NEWER = Map.ofEntries(
            Map.entry("pod_name", "pod"), Map.entry("container_name", "container"), Map.entry("kubernetes_pod_name", "pod"),
            Map.entry("kubernetes_namespace", "namespace"), Map.entry("kubernetes_node", "node"), Map.entry("kubernetes_name", "service"),
            Map.entry("namespace_name", "namespace"), Map.entry("node_name", "node"), Map.entry("hpa", "horizontalpodautoscaler"),
            Map.entry("io_kubernetes_pod_name", "pod"), Map.entry("io_kubernetes_container_name", "container"),
            Map.entry("io_kubernetes_pod_namespace", "namespace"));

    private LabelAliases() {
    }

    /** The name under which a label exists now; null when it is not known under another, or that one does not exist here. */
    static String of(String label, Collection<String> exists) {
        String newer = NEWER.get(label);
        if (newer != null) {
            return exists.contains(newer) ? newer : null;
        }
        String scraped = label.startsWith("exported_") ? label.substring("exported_".length()) : null;
        return scraped != null && exists.contains(scraped) ? scraped : null;
    }
}
