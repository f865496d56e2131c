package dev.guards.inventory;

import dev.guards.config.prometheus.Discovery;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.environment.Environment;
import dev.guards.environment.FileView;
import dev.guards.environment.Program;
import dev.guards.environment.Workload;
import dev.guards.inventory.kubernetes.KubernetesDiscovery;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Targets of a scrape config as its discoveries yield them in an environment. */
final class ConfiguredTargets {
    private final Environment environment;
    private final Program server;
    private final List<Discovered> found = new ArrayList<>();
    private boolean open;

    private ConfiguredTargets(Environment environment, Program server) {
        this.environment = environment;
        this.server = server;
    }

    /** @param server the program whose files and network count */
    static Discoveries of(Environment environment, Program server, ScrapeConfig scrape) {
        ConfiguredTargets targets = new ConfiguredTargets(environment, server);
        for (Discovery discovery : scrape.discoveries()) {
            targets.discover(discovery);
        }
        return new Discoveries(targets.found, targets.open);
    }

    private void discover(Discovery discovery) {
        Node node = discovery.node();
        switch (discovery.kind()) {
            case "static" -> group(node, null);
            case "file" -> node.get("files").texts().forEach(this::files);
            case "docker" -> docker(discovery);
            case "dockerswarm" -> swarm(discovery);
            case "dns" -> node.get("names").texts().forEach(name -> dns(node, name));
            case "kubernetes" -> kubernetes(discovery);
            case "http" -> open(discovery, Labels.of(Map.of("__address__", present(), "__meta_url",
                    Marked.values(node.get("url").string("")))).withOpenNames(ValueSet.any()));
            default -> open(discovery, Labels.of(Map.of("__address__", present()))
                    .withOpenNames(ValueSet.regular("__meta_.+", "__meta_...")));
        }
    }

    private static ValueSet present() {
        return ValueSet.any().withoutAbsent();
    }

    private void open(Discovery discovery, Labels labels) {
        open = true;
        found.add(new Discovered(labels, null, Certainty.CONDITIONAL, "what " + discovery.kind() + " discovery finds", discovery.span(),
                List.of(new Evidence(discovery.span(), "targets come from " + discovery.kind() + " discovery, outside of the files"))));
    }

    /** A group of targets with their labels, of the configuration itself or of a file. */
    private void group(Node group, String path) {
        Labels labels = Labels.NONE;
        for (Map.Entry<String, Text> label : group.get("labels").textMap().entrySet()) {
            labels = labels.with(label.getKey(), Marked.written(label.getValue().value()));
        }
        if (path != null) {
            labels = labels.with("__meta_filepath", path);
        }
        for (Text target : group.get("targets").texts()) {
            found.add(new Discovered(labels.with("__address__", Marked.written(target.value())), null, Certainty.CERTAIN, "", target.span(),
                    List.of(new Evidence(target.span(), Unknown.isKnown(target) ? "target `" + target + "`" : "a target whose address a run tells"))));
        }
    }

    private void files(Text pattern) {
        for (FileView.Found file : server.glob(pattern.value())) {
            try {
                for (Node group : YamlReader.read(file.text(), p -> { }).items()) {
                    group(group, file.path());
                }
            } catch (ReadException e) {
                anything(pattern, "`" + file.path() + "` cannot be read");
            }
        }
        if (server.isOpen(pattern.value())) {
            anything(pattern, "files `" + pattern + "` are not in the repository");
        }
    }

    private void anything(Text place, String why) {
        open = true;
        Labels labels = Labels.of(Map.of("__address__", present(), "__meta_filepath", present())).withOpenNames(ValueSet.any());
        found.add(new Discovered(labels, null, Certainty.CONDITIONAL, why, place.span(), List.of(new Evidence(place.span(), why))));
    }

    private void docker(Discovery discovery) {
        if (environment.kind() != Environment.Kind.DOCKER || !isLocalEngine(discovery.node().get("host").string(""))) {
            open(discovery, Labels.of(Map.of("__address__", present())).withOpenNames(ValueSet.regular("__meta_docker_.+", "__meta_docker_...")));
            return;
        }
        found.addAll(new DockerTargets(environment, discovery, server.workload()).containers());
    }

    /** The engine of this host: its socket, or a service of the environment that passes it on. */
    private boolean isLocalEngine(String host) {
        if (host.startsWith("unix:") || host.startsWith("npipe:")) {
            return true;
        }
        int start = host.indexOf("://") + 3;
        return start > 2 && environment.workload(AddressBook.host(host.substring(start))) != null;
    }

    private void swarm(Discovery discovery) {
        if (environment.kind() == Environment.Kind.DOCKER && isLocalEngine(discovery.node().get("host").string(""))) {
            found.addAll(new SwarmTargets(environment, discovery).certain());
        }
        open(discovery, Labels.of(Map.of("__address__", present()))
                .withOpenNames(ValueSet.regular("__meta_dockerswarm_.+", "__meta_dockerswarm_...")));
    }

    /** A name that is a service leads to its containers by their addresses; any other name leads out of the environment. */
    private void dns(Node node, Text name) {
        String port = node.get("port").string("");
        boolean service = !node.get("type").string("SRV").equals("SRV") && !port.isEmpty();
        AddressBook.Found target = service ? new AddressBook(environment).find(name + ":" + port, server.workload(), name.span())
                : new AddressBook.Found(null, 0, List.of());
        ValueSet address = port.isEmpty() ? present() : ValueSet.regular("[^:]+:" + Re2.quote(port), "<ip>:" + port);
        Labels labels = Labels.of(Map.of("__address__", address, "__meta_dns_name", Marked.values(name.value())))
                .withOpenNames(ValueSet.regular("__meta_dns_.+", "__meta_dns_..."));
        open |= target.workload() == null;
        Discovered answered = new Discovered(labels, target.workload(), target.workload() == null ? Certainty.CONDITIONAL : Certainty.CERTAIN,
                target.workload() == null ? "what DNS answers for " + name : "", name.span(),
                List.of(new Evidence(name.span(), "targets are what DNS answers for `" + name + "`")));
        found.add(answered);
        for (Workload other : new AddressBook(environment).others(name.value(), server.workload(), target.workload())) {
            found.add(answered.leadingTo(other));
        }
    }

    private void kubernetes(Discovery discovery) {
        Node node = discovery.node();
        boolean outside = node.has("api_server") || node.has("kubeconfig_file");
        if (environment.kind() == Environment.Kind.KUBERNETES && !outside) {
            String own = server.workload() == null ? null : server.workload().namespace();
            Discoveries discoveries = KubernetesDiscovery.discover(environment, node, own);
            found.addAll(discoveries.targets());
            open |= discoveries.open();
        } else if (outside) {
            open(discovery, Labels.of(Map.of("__address__", present()))
                    .withOpenNames(ValueSet.regular("instance|__meta_kubernetes_.+", "__meta_kubernetes_...")));
        }
    }
}
