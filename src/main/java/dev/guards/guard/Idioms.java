package dev.guards.guard;

import dev.guards.environment.Environment;
import java.util.List;
import java.util.Set;

/**
 * Names that belong to one environment by habit or by nature, with what says the same in the other one.
 *
 * <p>Labels: cAdvisor by itself puts {@code id}, {@code name}, {@code image} and the container's labels on its series, the
 * kubelet's cAdvisor puts {@code namespace}, {@code pod}, {@code container} on them (cAdvisor 0.24 to 0.60, Kubernetes 1.16 and
 * later). {@code container_memory_working_set_bytes} exists in both; it is what the kubelet evicts by, so it is a habit of
 * Kubernetes, where Docker dashboards use {@code container_memory_usage_bytes}.
 */
public final class Idioms {
    private record Metric(String name, Environment.Kind home, String portable, String why) {
    }

    private static final List<Metric> METRICS = List.of(
            new Metric("container_memory_working_set_bytes", Environment.Kind.KUBERNETES, "container_memory_usage_bytes",
                    "a Kubernetes idiom: the kubelet evicts pods by it"));
    private static final Set<String> KUBERNETES_LABELS = Set.of("pod", "namespace", "container", "pod_name", "container_name",
            "node", "kubernetes_pod_name", "kubernetes_namespace", "io_kubernetes_pod_name", "io_kubernetes_container_name");

    private Idioms() {
    }

    /** What to use in place of a metric that is an idiom of another environment; null when the metric is at home or portable. */
    public static String portable(String metric, Environment.Kind here) {
        for (Metric idiom : METRICS) {
            if (idiom.name().equals(metric) && idiom.home() != here) {
                return idiom.portable();
            }
        }
        return null;
    }

    /** Why a metric is an idiom, lower case, no final period. */
    public static String why(String metric) {
        for (Metric idiom : METRICS) {
            if (idiom.name().equals(metric)) {
                return idiom.why();
            }
        }
        return "";
    }

    /** Whether a metric is made by cAdvisor, by itself or in the kubelet. */
    public static boolean isOfContainers(String metric) {
        return metric != null && metric.startsWith("container_");
    }

    /**
     * What to use in place of a label that container metrics have only in the other environment; null when it is at home. On
     * Docker the answer is {@code name}, on Kubernetes {@code pod}.
     */
    public static String otherLabel(String label, Environment.Kind here) {
        if (here == Environment.Kind.DOCKER) {
            return KUBERNETES_LABELS.contains(label) ? "name" : null;
        }
        return label.equals("name") || label.startsWith("container_label_") ? "pod" : null;
    }
}
