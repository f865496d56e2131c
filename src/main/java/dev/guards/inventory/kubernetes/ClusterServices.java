package dev.guards.inventory.kubernetes;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.OperatorConfig;
import dev.guards.config.kubernetes.Service;
import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;

/**
 * Services whose addresses are no pods and that are there in every cluster: {@code default/kubernetes}, which the API
 * server keeps for itself, and {@code kube-system/kubelet}, which prometheus-operator keeps for the nodes where it runs.
 */
public final class ClusterServices {
    private static final int KUBELET_PORT = 10250;

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
}
