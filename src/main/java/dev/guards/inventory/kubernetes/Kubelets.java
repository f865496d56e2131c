package dev.guards.inventory.kubernetes;

import dev.guards.inventory.Labels;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;

/** Tells targets that are kubelets: nodes as discovered, on the kubelet's port or through the API server's proxy. */
public final class Kubelets {
    private static final Re2 PORT = Re2.of(".*:10250");
    private static final Re2 PROXY = Re2.of("/api/v1/nodes/[^/:]+(:10250)?/proxy/metrics.*");

    private Kubelets() {
    }

    /** @param discovered labels before relabelling; address and path as scraped */
    public static boolean answers(Labels discovered, ValueSet address, ValueSet path) {
        boolean node = discovered.names().contains(MetaLabels.META + "node_name")
                || discovered.get(MetaLabels.META + "service_name").contains("kubelet") && address.without(PORT).isEmpty();
        return node && (address.without(PORT).isEmpty() || path.without(PROXY).isEmpty());
    }
}
