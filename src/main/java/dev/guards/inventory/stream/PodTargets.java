package dev.guards.inventory.stream;

import dev.guards.config.prometheus.NameScheme;
import dev.guards.environment.Environment;
import dev.guards.environment.Port;
import dev.guards.environment.Workload;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;
import dev.guards.inventory.kubernetes.UnseenNames;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The containers of pods as {@code kubernetes_sd} with role pod yields them to a log agent. */
final class PodTargets {
    private static final String POD = "__meta_kubernetes_pod_";
    private static final ValueSet UID = ValueSet.regular("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "a pod uid");
    /** Labels that controllers and webhooks add to the template's own. */
    private static final List<String> ADDED = List.of("pod_template_hash", "controller_revision_hash", "pod_template_generation",
            "statefulset_kubernetes_io_pod_name", "apps_kubernetes_io_pod_index", "job_name", "controller_uid", "batch_kubernetes_io_job_name",
            "batch_kubernetes_io_controller_uid");

    private PodTargets() {
    }

    static List<LogTarget> of(Environment environment, Node discovery) {
        List<Text> namespaces = discovery.at("namespaces", "names").texts();
        List<LogTarget> targets = new ArrayList<>();
        for (Workload workload : environment.workloads()) {
            boolean wanted = namespaces.isEmpty() || namespaces.stream().anyMatch(n -> Marked.values(workload.namespace()).contains(n.value()));
            if (workload.kind().isKubernetes() && wanted) {
                boolean filtered = discovery.has("selectors");
                targets.add(new LogTarget(labels(workload), workload.toString(), filtered ? Certainty.CONDITIONAL : Certainty.CERTAIN,
                        filtered ? "selectors of the discovery" : "", Observation.Basis.DESCRIBED,
                        new Evidence(workload.span(), "pods " + workload.instanceNames().describe(3))));
            }
        }
        if (namespaces.isEmpty() || namespaces.stream().anyMatch(n -> n.value().equals("kube-system"))) {
            targets.add(new LogTarget(system(), "pods of kube-system", Certainty.CERTAIN, "", Observation.Basis.DESCRIBED,
                    new Evidence(null, "every cluster has pods in `kube-system`")));
        }
        List<String> names = new ArrayList<>();
        namespaces.forEach(n -> names.add(n.value()));
        targets.add(new LogTarget(unseen(names.isEmpty() ? UnseenNames.OBJECT : ValueSet.ofAll(names), UnseenNames.OBJECT,
                        UnseenNames.CONTAINER), "unseen pods", Certainty.CONDITIONAL, "parts of the cluster that the files do not show",
                environment.complete() ? Observation.Basis.UNSEEN : Observation.Basis.DESCRIBED,
                new Evidence(discovery.span(), "the discovery also sees what the repository does not describe")));
        return targets;
    }

    /** Pods of {@code kube-system}; the labels that usually name a program name one of these. */
    private static Labels system() {
        Labels labels = unseen(ValueSet.of("kube-system"), UnseenNames.SYSTEM, UnseenNames.SYSTEM_CONTAINER).withOpenNames(ValueSet.none());
        for (String name : List.of("app", "name", "k8s_app", "component", "app_kubernetes_io_name", "app_kubernetes_io_instance",
                "app_kubernetes_io_component", "tier")) {
            labels = labels.with(POD + "label_" + name, UnseenNames.SYSTEM_CONTAINER.withAbsent());
        }
        return labels;
    }

    /** Pods that no manifest shows, in these namespaces. */
    private static Labels unseen(ValueSet namespaces, ValueSet names, ValueSet containers) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put("__address__", ValueSet.present());
        labels.put("__meta_kubernetes_namespace", namespaces);
        labels.put(POD + "name", names);
        labels.put(POD + "uid", UID);
        labels.put(POD + "container_name", containers);
        for (String name : List.of("container_image", "phase", "ready")) {
            labels.put(POD + name, ValueSet.present());
        }
        return Labels.of(labels).withOpenNames(ValueSet.regular("__meta_kubernetes_pod_.+", "__meta_kubernetes_pod_…"));
    }

    private static Labels labels(Workload workload) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put("__address__", ValueSet.present());
        labels.put("__meta_kubernetes_namespace", Marked.values(workload.namespace().isEmpty() ? "default" : workload.namespace()));
        labels.put(POD + "name", workload.instanceNames());
        labels.put(POD + "container_name", Marked.values(workload.container()));
        labels.put(POD + "container_init", ValueSet.of(workload.isInit() ? "true" : "false"));
        labels.put(POD + "container_image", workload.image() == null ? ValueSet.present() : Marked.values(workload.image().text().value()));
        labels.put(POD + "container_id", ValueSet.any());
        labels.put(POD + "uid", UID);
        labels.put(POD + "phase", ValueSet.of("Pending", "Running", "Succeeded", "Failed", "Unknown"));
        labels.put(POD + "ready", ValueSet.of("true", "false", "unknown"));
        // A pod that logs runs on a node.
        for (String name : List.of("ip", "node_name", "host_ip")) {
            labels.put(POD + name, ValueSet.present());
        }
        ports(workload, labels);
        controller(workload, labels);
        ADDED.forEach(name -> labels.put(POD + "label_" + name, ValueSet.any()));
        for (Map.Entry<String, Text> label : workload.labels().entrySet()) {
            labels.put(POD + "label_" + NameScheme.sanitize(label.getKey()), Marked.values(label.getValue().value()));
            labels.put(POD + "labelpresent_" + NameScheme.sanitize(label.getKey()), ValueSet.of("true"));
        }
        for (Map.Entry<String, Text> annotation : workload.annotations().entrySet()) {
            labels.put(POD + "annotation_" + NameScheme.sanitize(annotation.getKey()), Marked.values(annotation.getValue().value()));
            labels.put(POD + "annotationpresent_" + NameScheme.sanitize(annotation.getKey()), ValueSet.of("true"));
        }
        return Labels.of(labels);
    }

    /** One target a port; a log agent reads each container once, with the labels of whichever comes first. */
    private static void ports(Workload workload, Map<String, ValueSet> labels) {
        if (workload.ports().isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (Port port : workload.ports()) {
            names.add(port.name());
            numbers.add(Integer.toString(port.container()));
        }
        labels.put(POD + "container_port_name", ValueSet.ofAll(names));
        labels.put(POD + "container_port_number", ValueSet.ofAll(numbers));
        labels.put(POD + "container_port_protocol", ValueSet.of("TCP", "UDP", "SCTP"));
    }

    private static void controller(Workload workload, Map<String, ValueSet> labels) {
        switch (workload.kind()) {
            case POD -> { }
            case DEPLOYMENT -> {
                labels.put(POD + "controller_kind", ValueSet.of("ReplicaSet"));
                labels.put(POD + "controller_name", ValueSet.regular(Marked.pattern(workload.name()) + "-[a-z0-9]+", workload.name() + "-<hash>"));
                labels.put(POD + "deployment_name", Marked.values(workload.name()).withAbsent());
            }
            case CRON_JOB -> {
                labels.put(POD + "controller_kind", ValueSet.of("Job"));
                labels.put(POD + "controller_name", ValueSet.regular(Marked.pattern(workload.name()) + "-[0-9]+", workload.name() + "-<time>"));
                labels.put(POD + "cronjob_name", Marked.values(workload.name()).withAbsent());
                labels.put(POD + "job_name", ValueSet.any());
            }
            default -> {
                labels.put(POD + "controller_kind", ValueSet.of(workload.kind().shown()));
                labels.put(POD + "controller_name", Marked.values(workload.name()));
            }
        }
    }
}
