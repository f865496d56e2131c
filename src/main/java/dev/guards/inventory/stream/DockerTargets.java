package dev.guards.inventory.stream;

import dev.guards.config.prometheus.NameScheme;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The containers of a Docker host as {@code docker_sd} and {@code discovery.docker} yield them: one target a container. */
final class DockerTargets {
    private static final String LABEL = "__meta_docker_container_label_";
    /** Labels that the image itself sets are not known. */
    private static final ValueSet IMAGE_LABELS = ValueSet.regular(LABEL + ".+", LABEL + "…");
    private static final ValueSet ID = ValueSet.regular("[0-9a-f]{64}", "a container id");
    private static final ValueSet ADDRESS = ValueSet.regular("[0-9a-f.:]+", "an address");

    private DockerTargets() {
    }

    /**
     * @param agent     the container that asks the engine; null when it is not known
     * @param discovery its configuration; absent when there are no filters
     */
    static List<LogTarget> of(Environment environment, Workload agent, Node discovery) {
        List<LogTarget> targets = new ArrayList<>();
        for (Workload workload : environment.workloads()) {
            if (workload.kind().isKubernetes() || workload.logDriver().equals("none")) {
                continue;
            }
            String condition = workload.dependsOn(agent);
            LogTarget target = new LogTarget(labels(workload), workload.toString(), condition.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL,
                    condition, Observation.Basis.DESCRIBED, new Evidence(workload.span(), "container " + workload.instanceNames().describe(3)));
            LogTarget filtered = filter(target, workload, discovery.get("filters"));
            if (filtered != null) {
                targets.add(filtered);
            }
        }
        targets.add(new LogTarget(unseen(), "other containers", Certainty.CONDITIONAL, "other containers of the host",
                Observation.Basis.UNSEEN, new Evidence(discovery.span(), "the discovery sees every container of the host")));
        return targets;
    }

    /** A container that the environment does not describe: filters are taken to let it through. */
    private static Labels unseen() {
        return Labels.of(Map.of("__address__", ADDRESS, "__meta_docker_container_id", ID, "__meta_docker_container_name",
                ValueSet.regular("/.+", "/<name>"), "__meta_docker_container_network_mode", ValueSet.present(),
                "__meta_docker_container_log_stream", ValueSet.of("stdout", "stderr"))).withOpenNames(ValueSet.regular("__meta_docker_.+", "__meta_docker_…"));
    }

    private static Labels labels(Workload workload) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put("__address__", ADDRESS);
        labels.put("__meta_docker_container_id", ID);
        labels.put("__meta_docker_container_name", ValueSet.concat(List.of(ValueSet.of("/"), workload.instanceNames()), ""));
        labels.put("__meta_docker_container_network_mode", networkMode(workload));
        labels.put("__meta_docker_container_log_stream", ValueSet.of("stdout", "stderr"));
        for (String name : List.of("id", "ingress", "internal", "name", "scope")) {
            labels.put("__meta_docker_network_" + name, ValueSet.any());
        }
        labels.put("__meta_docker_network_ip", ADDRESS.withAbsent());
        if (!workload.networks().isEmpty()) {
            labels.put("__meta_docker_network_name", marked(List.copyOf(workload.networks().keySet())));
        }
        for (String name : List.of("private", "public", "public_ip")) {
            labels.put("__meta_docker_port_" + name, ValueSet.any());
        }
        compose(workload, labels);
        for (Map.Entry<String, Text> label : workload.labels().entrySet()) {
            labels.put(LABEL + NameScheme.sanitize(label.getKey()), Marked.values(label.getValue().value()));
        }
        ValueSet open = IMAGE_LABELS.union(ValueSet.regular("__meta_docker_network_label_.+", "__meta_docker_network_label_…"));
        return Labels.of(labels).withOpenNames(open);
    }

    /** What Compose and Swarm put on the containers they start. */
    private static void compose(Workload workload, Map<String, ValueSet> labels) {
        if (workload.kind() == Workload.Kind.SWARM_SERVICE) {
            labels.put(LABEL + "com_docker_swarm_service_name",
                    Marked.values((workload.namespace().isEmpty() ? "" : workload.namespace() + "_") + workload.name()));
            labels.put(LABEL + "com_docker_stack_namespace", Marked.values(workload.namespace()));
            return;
        }
        labels.put(LABEL + "com_docker_compose_project", Marked.values(workload.namespace()));
        labels.put(LABEL + "com_docker_compose_service", Marked.values(workload.name()));
        labels.put(LABEL + "com_docker_compose_container_number", workload.replicas() == 1 ? ValueSet.of("1")
                : ValueSet.regular("[1-9][0-9]*", "a number"));
        labels.put(LABEL + "com_docker_compose_oneoff", ValueSet.of("False"));
        for (String name : List.of("config_hash", "version", "image", "depends_on", "project_config_files", "project_working_dir")) {
            labels.put(LABEL + "com_docker_compose_" + name, ValueSet.any());
        }
    }

    private static ValueSet networkMode(Workload workload) {
        String mode = workload.networkMode();
        if (mode.equals("host") || mode.equals("none")) {
            return ValueSet.of(mode);
        }
        return mode.isEmpty() && !workload.networks().isEmpty() ? marked(List.copyOf(workload.networks().keySet())) : ValueSet.present();
    }

    private static ValueSet marked(List<String> texts) {
        return Marked.resolve(ValueSet.ofAll(texts));
    }

    /** Null when the engine's filters keep the container out for certain. Docker joins values of one filter by or, filters by and. */
    private static LogTarget filter(LogTarget target, Workload workload, Node filters) {
        LogTarget kept = target;
        for (Node filter : filters.items()) {
            boolean matches = false;
            boolean sure = true;
            for (Text value : filter.get("values").texts()) {
                switch (filter.get("name").string("")) {
                    case "name" -> matches |= nameContains(workload, value.value());
                    case "label" -> matches |= hasLabel(target.labels(), value.value());
                    case "network" -> matches |= workload.networks().isEmpty() || workload.networks().containsKey(value.value());
                    default -> {
                        matches = true;
                        sure = false;
                    }
                }
            }
            if (!matches) {
                return null;
            }
            kept = sure ? kept : kept.conditional("filter `" + filter.get("name").string("") + "` of the discovery");
        }
        return kept;
    }

    /** Docker takes the value as a regular expression that is found anywhere in the name, slash included. */
    private static boolean nameContains(Workload workload, String value) {
        if (!workload.instanceNames().isFinite()) {
            return true;
        }
        for (String name : workload.instanceNames().values()) {
            try {
                if (Re2.compile(value).find("/" + name)) {
                    return true;
                }
            } catch (dev.guards.regex.Re2Exception e) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLabel(Labels labels, String filter) {
        int equals = filter.indexOf('=');
        String name = LABEL + NameScheme.sanitize(equals < 0 ? filter : filter.substring(0, equals));
        ValueSet values = labels.asMap().getOrDefault(name, ValueSet.absent());
        return equals < 0 ? !values.mustBeAbsent() : values.contains(filter.substring(equals + 1));
    }
}
