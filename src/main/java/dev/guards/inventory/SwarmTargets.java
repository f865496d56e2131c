package dev.guards.inventory;

import dev.guards.config.prometheus.Discovery;
import dev.guards.config.prometheus.NameScheme;
import dev.guards.environment.Environment;
import dev.guards.environment.Port;
import dev.guards.environment.Workload;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Targets of {@code dockerswarm_sd_configs} that the stack of the environment surely has (Prometheus 3.14,
 * {@code discovery/moby}): running tasks and services by port, and nodes. The swarm may run other stacks, so that these are
 * never all.
 */
final class SwarmTargets {
    private static final String META = "__meta_dockerswarm_";
    private static final ValueSet PRESENT = ValueSet.any().withoutAbsent();
    private static final List<String> NODE = List.of("address", "availability", "engine_version", "hostname", "id", "platform_architecture",
            "platform_os", "role", "status");
    private static final int DEFAULT_PORT = 80;

    private final Environment environment;
    private final Discovery discovery;
    private final int port;

    SwarmTargets(Environment environment, Discovery discovery) {
        this.environment = environment;
        this.discovery = discovery;
        this.port = AddressBook.port("x:" + discovery.node().get("port").string(""));
    }

    /** None when filters choose, or the role is not known. */
    List<Discovered> certain() {
        List<Discovered> found = new ArrayList<>();
        if (!discovery.node().get("filters").items().isEmpty()) {
            return found;
        }
        String role = discovery.node().get("role").string("");
        if (role.equals("nodes")) {
            found.add(target(node(), port(), null));
        }
        for (Workload workload : role.equals("tasks") || role.equals("services") ? environment.workloads() : List.<Workload>of()) {
            if (workload.kind() == Workload.Kind.SWARM_SERVICE) {
                service(workload, role.equals("tasks"), found);
            }
        }
        return found;
    }

    private int port() {
        return port > 0 ? port : DEFAULT_PORT;
    }

    /** Published ports make targets; a service without any has one with the configured port. */
    private void service(Workload workload, boolean tasks, List<Discovered> found) {
        Map<String, ValueSet> labels = service(workload);
        if (tasks) {
            labels.putAll(node());
            labels.putAll(task(workload));
        }
        for (String network : workload.networks().keySet()) {
            Map<String, ValueSet> inNetwork = new LinkedHashMap<>(labels);
            inNetwork.put(META + "network_name", network.endsWith("_default") ? ValueSet.regular("[a-zA-Z0-9][a-zA-Z0-9_-]*_default", "<stack>_default")
                    : Marked.values(network).union(PRESENT));
            boolean published = false;
            for (Port declared : workload.ports()) {
                if (declared.isTcp() && declared.published() != Port.NONE && declared.container() > 0 && declared.containerTo() == declared.container()) {
                    found.add(target(inNetwork, declared.container(), workload));
                    published = true;
                }
            }
            if (!published && workload.ports().stream().allMatch(p -> p.published() == Port.NONE)) {
                found.add(target(inNetwork, port(), workload));
            }
        }
    }

    private Discovered target(Map<String, ValueSet> labels, int number, Workload workload) {
        Labels all = Labels.of(labels).with("__address__", ValueSet.regular("[0-9a-f.:]+:" + number, "<ip>:" + number))
                .withOpenNames(ValueSet.regular(META + ".+", META + "..."));
        String what = workload == null ? "each node of the swarm is a target" : workload + " of the stack is a target";
        String condition = workload == null ? "" : workload.dependsOn(null);
        return new Discovered(all, workload, condition.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL, condition, discovery.span(),
                List.of(new Evidence(workload == null ? discovery.span() : workload.span(), what)));
    }

    private static Map<String, ValueSet> node() {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        NODE.forEach(name -> labels.put(META + "node_" + name, PRESENT));
        return labels;
    }

    private static Map<String, ValueSet> task(Workload workload) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put(META + "task_id", PRESENT);
        labels.put(META + "task_container_id", PRESENT);
        labels.put(META + "task_desired_state", ValueSet.of("running"));
        labels.put(META + "task_state", ValueSet.of("running"));
        labels.put(META + "task_slot", ValueSet.regular("[0-9]+", "<slot>"));
        workload.labels().forEach((name, value) -> labels.put(META + "container_label_" + NameScheme.sanitize(name), Marked.values(value.value())));
        return labels;
    }

    private static Map<String, ValueSet> service(Workload workload) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put(META + "service_id", PRESENT);
        labels.put(META + "service_name", ValueSet.regular("[a-zA-Z0-9][a-zA-Z0-9_-]*_" + Re2.quote(workload.name()), "<stack>_" + workload.name()));
        labels.put(META + "service_mode", ValueSet.of("replicated", "global"));
        labels.put(META + "service_label_com_docker_stack_namespace", PRESENT);
        labels.put(META + "service_label_com_docker_stack_image", PRESENT);
        workload.serviceLabels().forEach((name, value) -> labels.put(META + "service_label_" + NameScheme.sanitize(name), Marked.values(value.value())));
        labels.put(META + "network_id", PRESENT);
        labels.put(META + "network_scope", ValueSet.of("local", "swarm"));
        return labels;
    }
}
