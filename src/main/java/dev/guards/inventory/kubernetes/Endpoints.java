package dev.guards.inventory.kubernetes;

import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.config.kubernetes.Service;
import dev.guards.regex.ValueSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The targets of a Service's Endpoints or EndpointSlices. */
final class Endpoints {
    private static final String META = MetaLabels.META;
    private static final ValueSet FLAG = ValueSet.of("true", "false");

    private static final List<String> UNSEEN_POD = List.of("name", "ip", "ready", "phase", "uid", "node_name", "host_ip", "container_name",
            "container_image", "container_port_name", "container_port_number", "container_port_protocol", "controller_kind",
            "controller_name");

    private final Service service;
    private final boolean slices;

    Endpoints(Service service, String role) {
        this.service = service;
        this.slices = role.equals("endpointslice");
    }

    /** One target a port of the Service, and one for each further port that the pods declare. */
    void targets(PodWorkload workload, BiConsumer<Map<String, ValueSet>, Container> sink) {
        Set<Integer> served = new HashSet<>();
        for (Service.Port port : service.ports()) {
            int number = port.resolve(workload.pod());
            if (number < 0) {
                continue;
            }
            served.add(number);
            Map<String, ValueSet> labels = group();
            labels.putAll(MetaLabels.pod(workload));
            endpoint(port, number, labels);
            labels.put(META + (slices ? "endpointslice_" : "endpoint_") + "address_target_kind", ValueSet.of("Pod"));
            labels.put(META + (slices ? "endpointslice_" : "endpoint_") + "address_target_name", labels.get(META + "pod_name"));
            labels.put(META + (slices ? "endpointslice_endpoint_" : "endpoint_") + "node_name", MetaLabels.NODE);
            Container declaring = workload.pod().containerOf(number);
            if (declaring != null) {
                MetaLabels.container(declaring, declaring.port(number), labels);
            }
            sink.accept(labels, KubernetesDiscovery.serving(workload, number));
        }
        if (served.isEmpty()) {
            return;
        }
        for (Container container : workload.pod().containers()) {
            for (Container.Port port : container.ports()) {
                if (container.isLasting() && served.add(port.number())) {
                    Map<String, ValueSet> labels = group();
                    labels.putAll(MetaLabels.pod(workload));
                    MetaLabels.container(container, port, labels);
                    labels.put("__address__", MetaLabels.address(port.number()));
                    sink.accept(labels, container);
                }
            }
        }
    }

    /**
     * A target of a Service whose addresses are no pods: endpoints of the kubelet's Service refer to nodes, those that the API
     * server writes to nothing.
     */
    Map<String, ValueSet> withoutPods(Service.Port port) {
        Map<String, ValueSet> labels = group();
        endpoint(port, port.targetNumber(), labels);
        if (ClusterServices.isOfNodes(service)) {
            String prefix = META + (slices ? "endpointslice_" : "endpoint_");
            labels.put(prefix + "address_target_kind", ValueSet.of("Node"));
            labels.put(prefix + "address_target_name", MetaLabels.NODE);
        }
        return labels;
    }

    /** The targets of a Service whose pods, or other addresses, the files do not tell. */
    void unseen(Consumer<Map<String, ValueSet>> sink) {
        for (Service.Port port : service.ports()) {
            Map<String, ValueSet> labels = group();
            endpoint(port, port.targetNumber(), labels);
            String prefix = META + (slices ? "endpointslice_" : "endpoint_");
            for (String name : List.of("address_target_kind", "address_target_name", "hostname", "node_name")) {
                labels.put(prefix + name, ValueSet.any());
            }
            for (String name : UNSEEN_POD) {
                labels.put(META + "pod_" + name, ValueSet.any());
            }
            sink.accept(labels);
        }
    }

    private Map<String, ValueSet> group() {
        Map<String, ValueSet> labels = MetaLabels.service(service);
        ValueSet name = labels.get(META + "service_name");
        if (slices) {
            labels.put(META + "endpointslice_name", ValueSet.concat(List.of(name, ValueSet.regular("-[a-z0-9]{5}", "-<id>")), ""));
            labels.put(META + "endpointslice_address_type", ValueSet.of("IPv4", "IPv6"));
        } else {
            labels.put(META + "endpoints_name", name);
        }
        // The endpoints controller copies the labels of the Service.
        MetaLabels.attached(slices ? "endpointslice" : "endpoints", "label", service.manifest().metadata().labels(), labels);
        return labels;
    }

    private void endpoint(Service.Port port, int number, Map<String, ValueSet> labels) {
        labels.put("__address__", number < 0 ? ValueSet.present() : MetaLabels.address(number));
        if (slices) {
            labels.put(META + "endpointslice_port", number < 0 ? ValueSet.any() : ValueSet.of(String.valueOf(number)));
            labels.put(META + "endpointslice_port_name", ValueSet.of(port.nameOrEmpty()));
            labels.put(META + "endpointslice_port_protocol", ValueSet.of(port.protocol()));
            for (String condition : List.of("ready", "serving", "terminating")) {
                labels.put(META + "endpointslice_endpoint_conditions_" + condition, FLAG.withAbsent());
            }
            labels.put(META + "endpointslice_endpoint_zone", ValueSet.any());
        } else {
            labels.put(META + "endpoint_port_name", ValueSet.of(port.nameOrEmpty()));
            labels.put(META + "endpoint_port_protocol", ValueSet.of(port.protocol()));
            labels.put(META + "endpoint_ready", FLAG);
            labels.put(META + "endpoint_hostname", ValueSet.any());
        }
    }
}
