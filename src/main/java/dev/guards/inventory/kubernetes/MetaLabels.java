package dev.guards.inventory.kubernetes;

import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.Names;
import dev.guards.config.kubernetes.PodNames;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.config.kubernetes.Service;
import dev.guards.config.prometheus.NameScheme;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The {@code __meta_kubernetes_*} labels that the parts of a target have (Prometheus 3.14, {@code discovery/kubernetes}). */
final class MetaLabels {
    static final String META = "__meta_kubernetes_";
    static final ValueSet IP = ValueSet.regular("[0-9a-f.:]+", "<ip>");
    static final ValueSet NODE = ValueSet.regular("[a-z0-9]([a-z0-9.-]*[a-z0-9])?", "<node>");
    private static final ValueSet TRUE = ValueSet.of("true");
    private static final ValueSet UID = ValueSet.regular("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uid>");
    private static final ValueSet HASH = ValueSet.regular("[a-z0-9.-]+", "<hash>");

    private MetaLabels() {
    }

    /** Host and port of an address in the cluster's network. */
    static ValueSet address(int port) {
        return port < 0 ? ValueSet.regular("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[?[0-9a-f:]+\\]?", "<ip>")
                : ValueSet.regular("([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[[0-9a-f:]+\\]):" + port, "<ip>:" + port);
    }

    static ValueSet name(String written) {
        return Marked.comparable(Names.known(written));
    }

    /** Labels or annotations of an object: the value of each, and that it is there. */
    static void attached(String prefix, String what, Map<String, Text> pairs, Map<String, ValueSet> labels) {
        pairs.forEach((key, value) -> attach(prefix, what, key, Marked.comparable(value.value()), labels));
    }

    private static void attach(String prefix, String what, String key, ValueSet value, Map<String, ValueSet> labels) {
        String name = NameScheme.sanitize(key);
        labels.put(META + prefix + "_" + what + "_" + name, value);
        labels.put(META + prefix + "_" + what + "present_" + name, TRUE);
    }

    static Map<String, ValueSet> pod(PodWorkload workload) {
        Map<String, ValueSet> labels = new TreeMap<>();
        labels.put(META + "namespace", name(workload.manifest().namespace()));
        labels.put(META + "pod_name", PodNames.of(workload));
        labels.put(META + "pod_ip", IP);
        labels.put(META + "pod_ready", ValueSet.of("true", "false", "unknown"));
        // A pod that is to last and has ended is not scraped by anybody.
        labels.put(META + "pod_phase", workload.isLasting() ? ValueSet.of("Pending", "Running")
                : ValueSet.of("Pending", "Running", "Succeeded", "Failed", "Unknown"));
        labels.put(META + "pod_node_name", NODE);
        labels.put(META + "pod_host_ip", IP);
        labels.put(META + "pod_uid", UID);
        attached("pod", "label", workload.pod().metadata().labels(), labels);
        attached("pod", "annotation", workload.pod().metadata().annotations(), labels);
        controller(workload, labels);
        return labels;
    }

    /** The owner, and the labels that it adds to those of the template. */
    private static void controller(PodWorkload workload, Map<String, ValueSet> labels) {
        ValueSet name = name(workload.name());
        String owner = workload.controller().owner();
        if (!owner.isEmpty()) {
            labels.put(META + "pod_controller_kind", ValueSet.of(owner));
            labels.put(META + "pod_controller_name", name);
        } else if (workload.controller() == PodWorkload.Controller.OTHER) {
            labels.put(META + "pod_controller_kind", ValueSet.any());
            labels.put(META + "pod_controller_name", ValueSet.any());
        }
        switch (workload.controller()) {
            case DEPLOYMENT -> {
                labels.put(META + "pod_controller_name", suffixed(workload, "-[a-z0-9]+", "-<hash>"));
                labels.put(META + "pod_deployment_name", name.withAbsent());
                attach("pod", "label", "pod-template-hash", HASH, labels);
            }
            case STATEFUL_SET -> {
                attach("pod", "label", "statefulset.kubernetes.io/pod-name", PodNames.of(workload), labels);
                attach("pod", "label", "controller-revision-hash", HASH, labels);
                attach("pod", "label", "apps.kubernetes.io/pod-index", ValueSet.regular("[0-9]+", "<n>").withAbsent(), labels);
            }
            case DAEMON_SET -> {
                attach("pod", "label", "controller-revision-hash", HASH, labels);
                attach("pod", "label", "pod-template-generation", ValueSet.regular("[0-9]+", "<n>"), labels);
            }
            case JOB, CRON_JOB -> {
                ValueSet job = workload.controller() == PodWorkload.Controller.JOB ? name : suffixed(workload, "-[0-9]+", "-<time>");
                labels.put(META + "pod_controller_name", job);
                labels.put(META + "pod_job_name", job.withAbsent());
                if (workload.controller() == PodWorkload.Controller.CRON_JOB) {
                    labels.put(META + "pod_cronjob_name", name.withAbsent());
                }
                for (String prefix : List.of("", "batch.kubernetes.io/")) {
                    attach("pod", "label", prefix + "job-name", job, labels);
                    attach("pod", "label", prefix + "controller-uid", UID, labels);
                }
            }
            default -> {
                // Nothing is added.
            }
        }
    }

    private static ValueSet suffixed(PodWorkload workload, String pattern, String shown) {
        return ValueSet.regular(Marked.pattern(Names.known(workload.name())) + pattern, workload.name() + shown);
    }

    /** @param port null for a container without declared ports */
    static void container(Container container, Container.Port port, Map<String, ValueSet> labels) {
        labels.put(META + "pod_container_name", Marked.values(container.name().value()));
        labels.put(META + "pod_container_image", container.image() == null ? ValueSet.any()
                : Marked.values(container.image().value()));
        labels.put(META + "pod_container_id", ValueSet.regular("[a-z-]+://[0-9a-f]+", "<container id>").withAbsent());
        if (port != null) {
            labels.put(META + "pod_container_port_name", ValueSet.of(port.nameOrEmpty()));
            labels.put(META + "pod_container_port_number", port.number() < 0 ? ValueSet.any() : ValueSet.of(String.valueOf(port.number())));
            labels.put(META + "pod_container_port_protocol", ValueSet.of(port.protocol()));
        }
    }

    static Map<String, ValueSet> service(Service service) {
        Map<String, ValueSet> labels = new TreeMap<>();
        labels.put(META + "namespace", name(service.manifest().namespace()));
        labels.put(META + "service_name", name(service.name()));
        attached("service", "label", service.manifest().metadata().labels(), labels);
        attached("service", "annotation", service.manifest().metadata().annotations(), labels);
        return labels;
    }
}
