package dev.guards.inventory.kubernetes;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.OperatorConfig;
import dev.guards.config.kubernetes.Service;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Services whose addresses are no pods and that are there in every cluster: {@code default/kubernetes}, which the API
 * server keeps for itself, and {@code kube-system/kubelet}, which prometheus-operator keeps for the nodes where it runs.
 */
public final class ClusterServices {
    private static final int KUBELET_PORT = 10250;
    private static final Set<String> OWN_NAMESPACES = Set.of("default", "kube-system");
    /** By the values that kubeadm, managed clusters and the operator's users label them with ({@code k8s-app}, {@code component} ...). */
    private static final Map<String, String> COMPONENTS = Map.of("kubelet", "kubelet", "kube-dns", "coredns", "coredns", "coredns", "kube-proxy",
            "kube-proxy", "kube-scheduler", "kube-scheduler", "kube-controller-manager", "kube-controller-manager", "etcd", "etcd", "apiserver",
            "kube-apiserver", "kube-apiserver", "kube-apiserver");

    private ClusterServices() {
    }

    /** Whether the addresses are the nodes of the cluster. */
    static boolean isOfNodes(Service service) {
        return service.name().equals("kubelet") && "kube-system".equals(service.manifest().namespace());
    }

    private static boolean isOfApiServer(Service service) {
        return service.name().equals("kubernetes") && "default".equals(service.manifest().namespace());
    }

    /** Whether something answers on a port of it, whatever else the cluster is like. The kubelet's other ports are closed or gone in some. */
    static boolean answers(Service service, Service.Port port, Cluster cluster) {
        return isOfApiServer(service) || isOfNodes(service) && port.targetNumber() == KUBELET_PORT && !OperatorConfig.scraped(cluster).isEmpty();
    }

    /** Tells a target that is the API server, by its labels before relabelling and its path. */
    public static boolean isApiServer(Labels discovered, ValueSet path) {
        boolean service = "kubernetes".equals(discovered.get(MetaLabels.META + "service_name").single())
                && "default".equals(discovered.get(MetaLabels.META + "namespace").single());
        return service && "/metrics".equals(path.single());
    }

    /**
     * The component of the cluster that a job is about, by the labels or the name that it keeps; null when it is about none. That
     * something else of the cluster's own namespaces has the same labels is not considered.
     *
     * @param namespaces that are looked into
     */
    public static String component(List<RelabelRule> rules, ValueSet namespaces) {
        if (!namespaces.isFinite() || !OWN_NAMESPACES.containsAll(namespaces.values())) {
            return null;
        }
        for (RelabelRule rule : rules) {
            if (rule.action() != RelabelRule.Action.KEEP || rule.sourceLabels().isEmpty()) {
                continue;
            }
            String source = rule.sourceLabels().get(0).value();
            String kept = rule.regexText().value();
            String value = kept.endsWith(";true") ? kept.substring(0, kept.length() - ";true".length()) : kept;
            String bare = value.startsWith("(") && value.endsWith(")") ? value.substring(1, value.length() - 1) : value;
            boolean label = source.startsWith(MetaLabels.META + "service_label_") || source.startsWith(MetaLabels.META + "pod_label_");
            String found = kept.equals("default;kubernetes;https") ? "kube-apiserver" : label ? COMPONENTS.get(bare) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
