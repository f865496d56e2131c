package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Span;
import java.util.Map;
import java.util.Set;

/**
 * Something that runs pods.
 *
 * @param controller what kind of thing makes the pods; decides how they are named
 * @param replicas   -1 when not known: a placeholder, or an autoscaler decides
 * @param firstOrdinal of a StatefulSet
 */
public record PodWorkload(Manifest manifest, Controller controller, int replicas, int firstOrdinal, PodTemplate pod) {
    /** The kinds of controllers. {@code OTHER} stands for custom resources that hold a pod template. */
    public enum Controller {
        DEPLOYMENT("ReplicaSet"), STATEFUL_SET("StatefulSet"), DAEMON_SET("DaemonSet"), REPLICA_SET("ReplicaSet"),
        REPLICATION_CONTROLLER("ReplicationController"), DEPLOYMENT_CONFIG("ReplicationController"), JOB("Job"),
        CRON_JOB("Job"), POD(""), OTHER("");

        private final String owner;

        Controller(String owner) {
            this.owner = owner;
        }

        /** Kind of the direct owner of the pods; empty when there is none or it is not known. */
        public String owner() {
            return owner;
        }
    }

    private static final Map<String, Controller> KINDS = Map.of("Deployment", Controller.DEPLOYMENT,
            "StatefulSet", Controller.STATEFUL_SET, "DaemonSet", Controller.DAEMON_SET,
            "ReplicaSet", Controller.REPLICA_SET, "ReplicationController", Controller.REPLICATION_CONTROLLER,
            "DeploymentConfig", Controller.DEPLOYMENT_CONFIG, "Job", Controller.JOB, "CronJob", Controller.CRON_JOB,
            "Pod", Controller.POD, "Rollout", Controller.DEPLOYMENT);
    private static final Set<String> GROUPS = Set.of("", "apps", "batch", "extensions", "apps.openshift.io",
            "argoproj.io");

    /** The workload that an object is; null when it is none. */
    public static PodWorkload of(Manifest manifest) {
        Controller known = GROUPS.contains(manifest.group()) ? KINDS.get(manifest.kind()) : null;
        Node template = switch (known == null ? Controller.OTHER : known) {
            case POD -> manifest.root();
            case CRON_JOB -> manifest.root().at("spec", "jobTemplate", "spec", "template");
            default -> manifest.root().at("spec", "template");
        };
        if (known == null && template.at("spec", "containers").items().isEmpty()) {
            return null;
        }
        Node spec = manifest.spec();
        int replicas = spec.has("replicas") ? Container.number(spec.get("replicas")) : 1;
        int firstOrdinal = Math.max(0, Container.number(spec.at("ordinals", "start")));
        return new PodWorkload(manifest, known == null ? Controller.OTHER : known, replicas, firstOrdinal,
                PodTemplate.of(template));
    }

    public String name() {
        return manifest.name();
    }

    /** Labels of the pods as the template gives them. */
    public Map<String, String> podLabels() {
        return pod.metadata().labelValues();
    }

    public Span span() {
        return manifest.span();
    }

    /** Runs until it is told to stop, unlike jobs. */
    public boolean isLasting() {
        return controller != Controller.JOB && controller != Controller.CRON_JOB;
    }
}
