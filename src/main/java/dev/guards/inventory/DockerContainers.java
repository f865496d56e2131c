package dev.guards.inventory;

import dev.guards.config.prometheus.NameScheme;
import dev.guards.environment.Workload;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the Docker engine knows of the containers of a workload, in the forms in which discovery and cAdvisor give it.
 * Labels that the image itself has are not known.
 */
public final class DockerContainers {
    private static final String COMPOSE = "com.docker.compose.";
    private static final String SWARM = "com.docker.swarm.";

    private DockerContainers() {
    }

    /** Labels of the containers by their raw name: those given, and those that Compose and Swarm add. */
    public static Map<String, ValueSet> labels(Workload workload) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        workload.labels().forEach((name, value) -> labels.put(name, Marked.values(value.value())));
        boolean swarm = workload.kind() == Workload.Kind.SWARM_SERVICE;
        ValueSet any = ValueSet.any().withoutAbsent();
        put(labels, COMPOSE + "project", project(workload), swarm);
        put(labels, COMPOSE + "service", ValueSet.of(workload.name()), swarm);
        put(labels, COMPOSE + "container-number", ValueSet.regular("[1-9][0-9]*", "1"), swarm);
        put(labels, COMPOSE + "oneoff", ValueSet.of("False"), swarm);
        for (String name : new String[] {"config-hash", "version", "project.config_files", "project.working_dir"}) {
            put(labels, COMPOSE + name, any, swarm);
        }
        for (String name : new String[] {"image", "depends_on", "project.environment_file", "replace", "image.builder"}) {
            put(labels, COMPOSE + name, any, true);
        }
        if (swarm) {
            put(labels, SWARM + "service.name", ValueSet.regular("[a-zA-Z0-9][a-zA-Z0-9_-]*_" + Re2.quote(workload.name()),
                    "<stack>_" + workload.name()), true);
            put(labels, "com.docker.stack.namespace", any, true);
            for (String name : new String[] {"service.id", "task", "task.id", "task.name", "node.id"}) {
                put(labels, SWARM + name, any, true);
            }
        }
        return labels;
    }

    private static void put(Map<String, ValueSet> labels, String name, ValueSet values, boolean perhaps) {
        labels.putIfAbsent(name, perhaps ? values.withAbsent() : values);
    }

    /** The values that the Compose project of a workload may have. */
    public static ValueSet project(Workload workload) {
        if (Unknown.isKnown(workload.namespace())) {
            return ValueSet.of(workload.namespace());
        }
        StringBuilder pattern = new StringBuilder();
        for (char c : workload.namespace().toCharArray()) {
            pattern.append(c == Unknown.MARK ? "[a-z0-9_-]+" : Re2.quote(String.valueOf(c)));
        }
        return ValueSet.regular(pattern.toString(), "<project>");
    }

    /**
     * Labels of the containers under a prefix, names sanitised as discovery and cAdvisor do; other names of that prefix may
     * come from the image.
     */
    public static Labels prefixedLabels(Workload workload, String prefix) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels(workload).forEach((name, values) -> labels.put(prefix + NameScheme.sanitize(name), values));
        return Labels.of(labels).withOpenNames(ValueSet.regular(Re2.quote(prefix) + ".+", prefix + "..."));
    }

    /**
     * The meta labels that Docker discovery gives for a workload whatever its network and port: id, name, network mode and
     * container labels. The name has its leading slash.
     */
    public static Labels metaLabels(Workload workload) {
        Labels labels = prefixedLabels(workload, "__meta_docker_container_label_");
        ValueSet names = ValueSet.concat(java.util.List.of(ValueSet.of("/"), workload.instanceNames()), "");
        return labels.with("__meta_docker_container_id", ValueSet.regular("[0-9a-f]{64}", "<container id>"))
                .with("__meta_docker_container_name", names).with("__meta_docker_container_network_mode", networkMode(workload));
    }

    private static ValueSet networkMode(Workload workload) {
        String mode = workload.networkMode();
        if (mode.startsWith("service:") || mode.startsWith("container:")) {
            return ValueSet.regular("container:.+", "container:<id>");
        }
        if (!mode.isEmpty()) {
            return ValueSet.of(mode);
        }
        String first = workload.networks().keySet().stream().findFirst().orElse("default");
        return Marked.values(first);
    }

    /** The meta labels of one network of a container. */
    public static Labels networkLabels(Workload workload, String network) {
        ValueSet trueOrFalse = ValueSet.of("true", "false");
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        String prefix = "__meta_docker_network_";
        ValueSet any = ValueSet.any().withoutAbsent();
        labels.put(prefix + "id", any);
        labels.put(prefix + "name", Marked.values(network));
        labels.put(prefix + "ingress", trueOrFalse);
        labels.put(prefix + "internal", trueOrFalse);
        labels.put(prefix + "scope", ValueSet.of("local", "swarm"));
        labels.put(prefix + "ip", ValueSet.regular("[0-9a-f.:]+", "<ip>"));
        labels.put(prefix + "label_com_docker_compose_network", any.withAbsent());
        labels.put(prefix + "label_com_docker_compose_project", any.withAbsent());
        return Labels.of(labels).withOpenNames(ValueSet.regular(prefix + "label_.+", prefix + "label_..."));
    }

    /** The image as the engine lists it. */
    public static ValueSet image(Workload workload) {
        if (workload.image() == null) {
            return ValueSet.any().withoutAbsent();
        }
        Text text = workload.image().text();
        String reference = text.value();
        boolean bare = workload.image().tag().isEmpty() && workload.image().digest().isEmpty();
        ValueSet written = Marked.values(reference);
        return bare ? written.union(Marked.values(reference + ":latest")) : written;
    }
}
