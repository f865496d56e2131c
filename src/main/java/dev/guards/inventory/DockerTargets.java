package dev.guards.inventory;

import dev.guards.config.prometheus.Discovery;
import dev.guards.environment.Environment;
import dev.guards.environment.Port;
import dev.guards.environment.Workload;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Targets of {@code docker_sd_configs}: one a container, network and private TCP port. */
final class DockerTargets {
    private static final String IP = "[0-9a-f.:]+";

    /** @param condition what it depends on that there is such a target; empty when it always is */
    private record Candidate(Labels labels, String condition) {
    }

    private final Environment environment;
    private final Discovery discovery;
    private final Workload server;
    private final Node node;

    /** @param server the container that asks the engine; null when it is not known */
    DockerTargets(Environment environment, Discovery discovery, Workload server) {
        this.server = server;
        this.environment = environment;
        this.discovery = discovery;
        this.node = discovery.node();
    }

    List<Discovered> containers() {
        List<Discovered> found = new ArrayList<>();
        for (Workload workload : environment.workloads()) {
            String condition = workload.dependsOn(server);
            Boolean passes = passes(workload);
            if (passes != null && !passes) {
                continue;
            }
            String filtered = passes == null && condition.isEmpty() ? "it passes the filters" : condition;
            for (Candidate candidate : targets(workload)) {
                String depends = filtered.isEmpty() ? candidate.condition() : filtered;
                found.add(new Discovered(candidate.labels(), workload, depends.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL,
                        depends, discovery.span(), List.of(new Evidence(workload.span(), "container of service `" + workload.name() + "`"))));
            }
        }
        return found;
    }

    /** Whether the filters let a container through; null when that cannot be told. */
    private Boolean passes(Workload workload) {
        Boolean passes = true;
        for (Node filter : node.get("filters").items()) {
            boolean some = false;
            boolean unknown = false;
            for (Text value : filter.get("values").texts()) {
                switch (filter.get("name").string("")) {
                    case "label" -> some |= hasLabel(workload, value.value());
                    case "status" -> some |= value.value().equals("running");
                    default -> unknown = true;
                }
                // Labels of the image are not known.
                unknown |= filter.get("name").string("").equals("label") && !some;
            }
            if (!some) {
                passes = unknown ? null : Boolean.FALSE;
            }
        }
        return passes;
    }

    private static boolean hasLabel(Workload workload, String filter) {
        int equals = filter.indexOf('=');
        String name = equals < 0 ? filter : filter.substring(0, equals);
        ValueSet values = DockerContainers.labels(workload).get(name);
        return values != null && !values.mustBeAbsent() && (equals < 0 || values.contains(filter.substring(equals + 1)));
    }

    private List<Candidate> targets(Workload workload) {
        Labels base = DockerContainers.metaLabels(workload);
        if (workload.usesHostNetwork()) {
            Labels labels = withNetwork(base, workload, "host").with("__address__", node.get("host_networking_host").string("localhost"));
            return List.of(new Candidate(labels, ""));
        }
        List<String> networks = new ArrayList<>(new TreeSet<>(workload.networks().keySet()));
        if (networks.isEmpty()) {
            networks.add("bridge");
        }
        List<Port> ports = workload.ports().stream().filter(Port::isTcp).toList();
        List<Candidate> found = new ArrayList<>();
        for (String network : networks) {
            Labels inNetwork = withNetwork(base, workload, network);
            String condition = network.equals(networks.get(0)) ? "" : "match_first_network is off";
            for (Port port : ports) {
                found.add(new Candidate(withPort(inNetwork, port), condition));
            }
            Labels other = inNetwork.with("__address__", ValueSet.regular(IP + ":[0-9]+", "<ip>:<port>"))
                    .with("__meta_docker_port_private", ValueSet.regular("[0-9]+", "<port>").withAbsent());
            found.add(new Candidate(other, ports.isEmpty() ? condition : "the image exposes further ports"));
        }
        return found;
    }

    private static Labels withNetwork(Labels base, Workload workload, String network) {
        Labels labels = base;
        Labels of = DockerContainers.networkLabels(workload, network);
        for (Map.Entry<String, ValueSet> label : of.asMap().entrySet()) {
            labels = labels.with(label.getKey(), label.getValue());
        }
        return labels.withOpenNames(labels.openNames().union(of.openNames()));
    }

    private static Labels withPort(Labels labels, Port port) {
        String number = port.container() == Port.UNKNOWN ? "[0-9]+" : Re2.quote(Integer.toString(port.container()));
        if (port.containerTo() > port.container() && port.container() > 0) {
            number = "[0-9]+";
        }
        Labels target = labels.with("__address__", ValueSet.regular(IP + ":" + number, "<ip>:" + (number.startsWith("[") ? "<port>" : number)))
                .with("__meta_docker_port_private", number.startsWith("[") ? ValueSet.regular(number, "<port>") : ValueSet.of(number));
        if (port.published() == Port.NONE) {
            return target;
        }
        return target.with("__meta_docker_port_public", port.published() == Port.UNKNOWN ? ValueSet.regular("[0-9]+", "<port>")
                : ValueSet.of(Integer.toString(port.published())))
                .with("__meta_docker_port_public_ip", ValueSet.any().withoutAbsent());
    }
}
