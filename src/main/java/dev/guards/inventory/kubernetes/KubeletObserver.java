package dev.guards.inventory.kubernetes;

import dev.guards.catalog.Family;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.PodNames;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.environment.Environment;
import dev.guards.environment.Image;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Observation;
import dev.guards.inventory.Observer;
import dev.guards.inventory.Target;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kubelets of a cluster see: each container of each pod, each pod's sandbox (which has the network, and no
 * container name or {@code POD}), cgroups that belong to no pod, and pods of {@code kube-system}, which every cluster has.
 */
public final class KubeletObserver implements Observer {
    private static final ValueSet ABSENT = ValueSet.absent();
    private static final ValueSet POD_CGROUP = ValueSet.regular("/.*kubepods.*", "/kubepods/…");
    /** Containerd and CRI-O give an id, Docker a name made of several parts; some runtimes give none. */
    private static final ValueSet RUNTIME_NAME = ValueSet.regular("[0-9a-f]{64}", "<container id>").withAbsent();
    private static final ValueSet DIGEST = ValueSet.regular("(.+@)?sha256:[0-9a-f]{64}", "<image digest>").withAbsent();
    private static final ValueSet PAUSE = ValueSet.regular(".*pause.*", "<pause image>").union(DIGEST);

    private final Environment environment;

    public KubeletObserver(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Observation> observe(Target target, Family.Member member) {
        if (environment.kind() != Environment.Kind.KUBERNETES) {
            return null;
        }
        String exporter = target.exporter().exporter().id();
        if (exporter.equals("cadvisor") && member.family().scope().equals("container")
                && member.family().label("pod") != null && member.family().label("container") != null) {
            return cadvisor(member.name().startsWith("container_network_"));
        }
        boolean ofContainers = member.name().startsWith("container_") && member.family().label("container") != null;
        boolean ofPods = member.name().startsWith("pod_") && member.family().label("pod") != null;
        return exporter.equals("kubelet") && (ofContainers || ofPods) ? resource(ofContainers) : null;
    }

    private List<Observation> cadvisor(boolean network) {
        List<Observation> seen = new ArrayList<>();
        for (PodWorkload workload : environment.cluster().workloads()) {
            for (Container container : network ? List.<Container>of() : workload.pod().containers()) {
                Map<String, ValueSet> values = pod(workload);
                values.put("container", name(container));
                values.put("id", POD_CGROUP);
                values.put("image", image(container));
                values.put("name", RUNTIME_NAME.union(ValueSet.regular("k8s_" + Marked.pattern(container.name().value()) + "_.+",
                        "k8s_" + container.name().value() + "_…")));
                seen.add(observation(values, "", workload, "container `" + container.name() + "` of " + workload.manifest().title()));
            }
            Map<String, ValueSet> sandbox = pod(workload);
            sandbox.put("container", ValueSet.of("", "POD"));
            sandbox.put("id", POD_CGROUP);
            sandbox.put("image", PAUSE);
            sandbox.put("name", RUNTIME_NAME.union(ValueSet.regular("k8s_POD_.+", "k8s_POD_…")));
            seen.add(observation(sandbox, "", workload, "pods of " + workload.manifest().title()));
        }
        seen.add(new Observation(Map.of("namespace", ABSENT, "pod", ABSENT, "container", ABSENT, "image", ABSENT, "name", ABSENT, "id",
                ValueSet.regular("/.*", "/<cgroup>")), ValueSet.none(), "", Observation.Basis.ALWAYS, List.of()));
        addOthers(network ? ValueSet.of("", "POD") : null, Map.of( "id", POD_CGROUP, "image", ValueSet.any(), "name",
                RUNTIME_NAME.union(ValueSet.regular("k8s_.+", "k8s_…"))), seen);
        return seen;
    }

    /** The endpoint {@code /metrics/resource}, whose series have no more labels than these. */
    private List<Observation> resource(boolean ofContainers) {
        List<Observation> seen = new ArrayList<>();
        for (PodWorkload workload : environment.cluster().workloads()) {
            for (Container container : workload.pod().containers()) {
                Map<String, ValueSet> values = pod(workload);
                if (ofContainers) {
                    values.put("container", name(container));
                }
                seen.add(observation(values, "", workload, "container `" + container.name() + "` of " + workload.manifest().title()));
                if (!ofContainers) {
                    break;
                }
            }
        }
        addOthers(ofContainers ? null : ValueSet.absent(), Map.of(), seen);
        return seen;
    }

    /**
     * Pods that no manifest shows.
     *
     * @param container of all their series; null for any container's
     */
    private void addOthers(ValueSet container, Map<String, ValueSet> labels, List<Observation> seen) {
        ValueSet sandbox = ValueSet.of("", "POD");
        Map<String, ValueSet> system = new HashMap<>(labels);
        system.put("namespace", ValueSet.of("kube-system"));
        system.put("pod", UnseenNames.SYSTEM);
        system.put("container", container != null ? container : UnseenNames.SYSTEM_CONTAINER.union(sandbox));
        seen.add(new Observation(system, ValueSet.none(), "", Observation.Basis.DESCRIBED,
                List.of(new Evidence(null, "every cluster has pods in `kube-system`"))));
        Map<String, ValueSet> unseen = new HashMap<>(labels);
        unseen.put("namespace", UnseenNames.OBJECT);
        unseen.put("pod", UnseenNames.OBJECT);
        unseen.put("container", container != null ? container : UnseenNames.CONTAINER.union(sandbox));
        seen.add(new Observation(unseen, ValueSet.none(), "parts of the cluster that the files do not show",
                environment.complete() ? Observation.Basis.UNSEEN : Observation.Basis.ALWAYS, List.of()));
    }

    private static Observation observation(Map<String, ValueSet> values, String condition, PodWorkload workload, String what) {
        return new Observation(values, ValueSet.none(), condition, Observation.Basis.DESCRIBED,
                List.of(new Evidence(workload.span(), what)));
    }

    private static Map<String, ValueSet> pod(PodWorkload workload) {
        Map<String, ValueSet> values = new HashMap<>();
        values.put("namespace", MetaLabels.name(workload.manifest().namespace()).withoutAbsent());
        values.put("pod", PodNames.of(workload).withoutAbsent());
        return values;
    }

    private static ValueSet name(Container container) {
        return Marked.values(container.name().value());
    }

    /** As written, as the runtime completes it, or by digest. */
    private static ValueSet image(Container container) {
        if (container.image() == null) {
            return ValueSet.any();
        }
        Image image = Image.parse(container.image());
        String version = image.tag().isEmpty() ? ":latest" : ":" + image.tag();
        return Marked.values(container.image().value()).union(Marked.values(image.repository() + version))
                .union(Marked.values(image.fullRepository() + version)).union(DIGEST);
    }
}
