package dev.guards.inventory.kubernetes;

import dev.guards.regex.ValueSet;
import java.util.Map;

/** States that each pod reaches at some time: what selects one of them misses no pod for good. */
public final class PodStates {
    private static final Map<String, String> REACHED = Map.of(MetaLabels.META + "pod_phase", "Running", MetaLabels.META + "pod_ready", "true",
            MetaLabels.META + "endpoint_ready", "true", MetaLabels.META + "endpointslice_endpoint_conditions_ready", "true",
            MetaLabels.META + "endpointslice_endpoint_conditions_serving", "true");

    private PodStates() {
    }

    /** Whether a target has one of these values of a meta label at some time. */
    public static boolean isReached(String label, ValueSet values) {
        String state = REACHED.get(label);
        return state != null && values.contains(state);
    }
}
