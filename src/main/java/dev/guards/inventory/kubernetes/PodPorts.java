package dev.guards.inventory.kubernetes;

import dev.guards.environment.Environment;
import dev.guards.environment.Port;
import dev.guards.environment.Workload;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Which container of a pod answers on an address. Discovery yields a target a declared port, and relabelling then points most
 * of them at the one that an annotation names.
 */
public final class PodPorts {
    private static final String ANY_IP = "10.0.0.1:";

    private PodPorts() {
    }

    /**
     * The container that answers: the one that discovery found, unless another one of its pod declares the port; null when none
     * declares it and there are several.
     *
     * @param found   a container of a pod
     * @param address after relabelling
     */
    public static Workload serving(Workload found, ValueSet address, Environment environment) {
        if (declares(found, address)) {
            return found;
        }
        List<Workload> others = new ArrayList<>();
        for (Workload other : environment.workloads()) {
            boolean beside = other != found && !other.isInit() && other.kind() == found.kind() && other.name().equals(found.name())
                    && other.namespace().equals(found.namespace()) && other.labels().equals(found.labels());
            if (beside && declares(other, address)) {
                return other;
            }
            if (beside) {
                others.add(other);
            }
        }
        return others.isEmpty() ? found : null;
    }

    private static boolean declares(Workload workload, ValueSet address) {
        for (Port port : workload.ports()) {
            if (port.container() > 0 && address.contains(ANY_IP + port.container())) {
                return true;
            }
        }
        return false;
    }
}
