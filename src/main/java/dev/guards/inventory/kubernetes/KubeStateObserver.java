package dev.guards.inventory.kubernetes;

import dev.guards.catalog.Family;
import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.PodNames;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.environment.Environment;
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
import java.util.Set;
import java.util.TreeSet;

/**
 * What kube-state-metrics has series about: the objects of the cluster by kind, those that the manifests declare and those
 * that every cluster has. Families of kinds whose objects are mostly made by controllers are left as the catalogue knows
 * them.
 */
public final class KubeStateObserver implements Observer {
    /** Middle part of the family's name, and the label that names the object; the longest fitting part counts. */
    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("deployment", "deployment"), Map.entry("statefulset", "statefulset"),
            Map.entry("daemonset", "daemonset"), Map.entry("replicaset", "replicaset"), Map.entry("job", "job_name"),
            Map.entry("cronjob", "cronjob"), Map.entry("pod", "pod"), Map.entry("service", "service"), Map.entry("ingress", "ingress"),
            Map.entry("namespace", "namespace"), Map.entry("node", "node"), Map.entry("horizontalpodautoscaler", "horizontalpodautoscaler"));
    private static final Set<String> NAMESPACES_OF_ALL = Set.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Environment environment;

    public KubeStateObserver(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Observation> observe(Target target, Family.Member member) {
        boolean applies = environment.kind() == Environment.Kind.KUBERNETES && target.exporter().exporter().id().equals("kube-state-metrics")
                && member.name().startsWith("kube_");
        if (!applies) {
            return null;
        }
        String rest = member.name().substring("kube_".length());
        String kind = rest.indexOf('_') < 0 ? rest : rest.substring(0, rest.indexOf('_'));
        String label = LABELS.get(kind);
        if (label == null || member.family().label(label) == null) {
            return null;
        }
        return new Objects(kind, label, member).all();
    }

    /** The observations about objects of one kind. */
    private final class Objects {
        private final String kind;
        private final String label;
        private final Family.Member member;
        private final List<Observation> seen = new ArrayList<>();

        Objects(String kind, String label, Family.Member member) {
            this.kind = kind;
            this.label = label;
            this.member = member;
        }

        List<Observation> all() {
            switch (kind) {
                case "node" -> seen.add(new Observation(Map.of("node", MetaLabels.NODE), null, "", Observation.Basis.ALWAYS, List.of()));
                case "namespace" -> namespaces();
                case "service" -> objects("", "Service");
                case "ingress" -> objects("networking.k8s.io", "Ingress");
                case "horizontalpodautoscaler" -> objects("autoscaling", "HorizontalPodAutoscaler");
                case "pod" -> environment.cluster().workloads().forEach(this::pods);
                default -> environment.cluster().workloads().forEach(this::controller);
            }
            if (!kind.equals("node") && !kind.equals("namespace")) {
                unseen();
            }
            return seen;
        }

        private void add(String namespace, ValueSet name, Map<String, ValueSet> further, Evidence evidence) {
            Map<String, ValueSet> values = new HashMap<>(further);
            values.put("namespace", MetaLabels.name(namespace).withoutAbsent());
            values.put(label, name.withoutAbsent());
            seen.add(new Observation(values, null, "", Observation.Basis.DESCRIBED, List.of(evidence)));
        }

        private void objects(String group, String objectKind) {
            for (Manifest object : environment.cluster().manifests(group, objectKind)) {
                add(object.namespace(), MetaLabels.name(object.name()), Map.of(), new Evidence(object.span(), object.title()));
            }
        }

        private void namespaces() {
            Cluster cluster = environment.cluster();
            Set<String> names = new TreeSet<>(cluster.describedNamespaces());
            cluster.manifests("", "Namespace").forEach(namespace -> names.add(namespace.name()));
            names.addAll(NAMESPACES_OF_ALL);
            ValueSet values = ValueSet.ofAll(names);
            boolean unknown = cluster.workloads().stream().anyMatch(w -> !MetaLabels.name(w.manifest().namespace()).isFinite());
            seen.add(new Observation(Map.of("namespace", unknown || !environment.complete() ? UnseenNames.OBJECT : values),
                    null, "", Observation.Basis.DESCRIBED, List.of()));
            seen.add(new Observation(Map.of("namespace", UnseenNames.OBJECT), null, "", Observation.Basis.UNSEEN, List.of()));
        }

        private void controller(PodWorkload workload) {
            ValueSet name = switch (workload.controller()) {
                case DEPLOYMENT -> kind.equals("deployment") ? MetaLabels.name(workload.name()) : kind.equals("replicaset")
                        ? ValueSet.regular(Marked.pattern(workload.name()) + "-[a-z0-9]+", workload.name() + "-<hash>") : null;
                case STATEFUL_SET -> kind.equals("statefulset") ? MetaLabels.name(workload.name()) : null;
                case DAEMON_SET -> kind.equals("daemonset") ? MetaLabels.name(workload.name()) : null;
                case REPLICA_SET -> kind.equals("replicaset") ? MetaLabels.name(workload.name()) : null;
                case JOB -> kind.equals("job") ? MetaLabels.name(workload.name()) : null;
                case CRON_JOB -> kind.equals("cronjob") ? MetaLabels.name(workload.name()) : kind.equals("job")
                        ? ValueSet.regular(Marked.pattern(workload.name()) + "-.+", workload.name() + "-<time>") : null;
                default -> null;
            };
            if (name != null) {
                add(workload.manifest().namespace(), name, Map.of(), new Evidence(workload.span(), workload.manifest().title()));
            }
        }

        private void pods(PodWorkload workload) {
            Evidence evidence = new Evidence(workload.span(), "pods of " + workload.manifest().title());
            if (member.family().label("container") == null) {
                add(workload.manifest().namespace(), PodNames.of(workload), Map.of(), evidence);
                return;
            }
            boolean init = member.name().startsWith("kube_pod_init_container_");
            for (Container container : workload.pod().containers()) {
                if (container.init() == init) {
                    add(workload.manifest().namespace(), PodNames.of(workload),
                            Map.of("container", Marked.values(container.name().value())), evidence);
                }
            }
        }

        /** What no manifest shows. */
        private void unseen() {
            Map<String, ValueSet> values = new HashMap<>();
            values.put(label, UnseenNames.SYSTEM);
            if (kind.equals("pod") && member.family().label("container") != null) {
                values.put("container", UnseenNames.SYSTEM_CONTAINER);
            }
            values.put("namespace", kind.equals("service") ? ValueSet.of("kube-system", "default") : ValueSet.of("kube-system"));
            seen.add(new Observation(values, null, "", Observation.Basis.DESCRIBED,
                    List.of(new Evidence(null, "every cluster has objects in `kube-system`"))));
            Map<String, ValueSet> any = new HashMap<>(values);
            any.put("namespace", UnseenNames.OBJECT);
            any.put(label, UnseenNames.OBJECT);
            any.replace("container", UnseenNames.CONTAINER);
            seen.add(new Observation(any, null, "parts of the cluster that the files do not show",
                    environment.complete() ? Observation.Basis.UNSEEN : Observation.Basis.ALWAYS, List.of()));
        }
    }
}
