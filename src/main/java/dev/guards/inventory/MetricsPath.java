package dev.guards.inventory;

import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import java.util.List;

/** What a target's metrics path says about what answers there. */
final class MetricsPath {
    /** Endpoints of the kubelet, behind the API server's proxy too. */
    private static final List<String> KUBELET = List.of("/metrics/cadvisor", "/metrics/resource", "/metrics/probes", "/metrics/slis");
    private static final Re2 PROXY = Re2.of("/api/v1/nodes/[^/]+(:[0-9]+)?/proxy(/metrics.*)");

    private MetricsPath() {
    }

    /** The path as the program behind any proxy sees it; empty when it is not known. */
    static String of(ValueSet path) {
        if (path.single() != null) {
            String seen = PROXY.expand(path.single(), "$2");
            return seen == null ? path.single() : seen;
        }
        for (String end : KUBELET) {
            if (endsWith(path, end)) {
                return end;
            }
        }
        return endsWith(path, "/proxy/metrics") ? "/metrics" : "";
    }

    private static boolean endsWith(ValueSet path, String end) {
        return path.without(Re2.of(".*" + Re2.quote(end))).isEmpty();
    }
}
