package dev.guards.environment;

import dev.guards.config.compose.ComposeProject;
import dev.guards.config.compose.EnvFile;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.Words;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The containers that a Compose project runs. */
final class ComposeWorkloads {
    /** Containers of a service beyond this number are in the set of its names, but not listed. */
    private static final int MOST_LISTED = 20;
    /** What a project name may be when it is the name of a directory that is not known. */
    private static final String ANY_PROJECT = "[a-z0-9][a-z0-9_-]*";
    private static final String ANY_STACK = "[a-zA-Z0-9][a-zA-Z0-9_-]*";
    /** Fields of {@code deploy} that only a swarm heeds. */
    private static final List<String> SWARM_FIELDS = List.of("mode", "placement", "update_config", "rollback_config", "endpoint_mode");

    private final Workspace workspace;
    private final ComposeProject project;
    private final UnaryOperator<String> condition;
    private final LikelyPaths likely;

    private ComposeWorkloads(Workspace workspace, ComposeProject project, UnaryOperator<String> condition) {
        this.likely = new LikelyPaths(workspace.files());
        this.workspace = workspace;
        this.project = project;
        this.condition = condition;
    }

    /** @param condition by service: what it depends on that it runs; empty when nothing */
    static List<Workload> of(Workspace workspace, ComposeProject project, UnaryOperator<String> condition) {
        ComposeWorkloads reader = new ComposeWorkloads(workspace, project, condition);
        List<Workload> workloads = new ArrayList<>();
        for (Mapping.Entry service : project.root().get("services").entries()) {
            if (service.value() instanceof Mapping) {
                workloads.add(reader.workload(service.key(), service.value()));
            }
        }
        return workloads;
    }

    private Workload workload(Text name, Node service) {
        boolean swarm = isSwarm(service);
        Workload.Builder workload = Workload.named(name.value(), swarm ? Workload.Kind.SWARM_SERVICE : Workload.Kind.SERVICE, name.span())
                .namespace(project.name()).instanceNames(instanceNames(name.value(), service, swarm)).condition(condition.apply(name.value()))
                .labels(texts(service.get("labels"))).serviceLabels(texts(service.at("deploy", "labels")))
                .privileged(service.get("privileged").isTrue()).replicas(replicas(service));
        List<String> profiles = new ArrayList<>();
        service.get("profiles").texts().forEach(p -> profiles.add(p.value()));
        workload.profiles(profiles);
        Text image = service.get("image").text();
        if (image != null) {
            workload.image(Image.parse(image));
        }
        new BuiltImage(workspace, project, service).addTo(workload, mountTargets(service));
        commands(service, workload);
        environment(service, workload);
        ports(service, workload);
        new ComposeMounts(project, likely, service).addTo(workload);
        if (!service.get("build").isPresent()) {
            Workload known = workload.build();
            workload.buildContext(MountedProgram.source(known.mounts(), known.words(), known.image(), workspace.files()));
        }
        networks(name.value(), service, workload);
        Node logging = service.get("logging");
        workload.logging(logging.get("driver").string(""), logging.get("options").textMap());
        return workload.build();
    }

    private static boolean isSwarm(Node service) {
        Node deploy = service.get("deploy");
        return SWARM_FIELDS.stream().anyMatch(deploy::has);
    }

    private static int replicas(Node service) {
        Node count = service.has("scale") ? service.get("scale") : service.at("deploy", "replicas");
        try {
            return count.isPresent() ? Integer.parseInt(count.string("-1")) : 1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * {@code project-service-1} and so on up to the replicas, listed; Compose v1 joined by underscores, and any service may be scaled
     * on the command line, so other separators and numbers belong to the set.
     */
    private ValueSet instanceNames(String service, Node node, boolean swarm) {
        Text given = node.get("container_name").text();
        ValueSet names;
        if (given != null) {
            names = dev.guards.regex.Marked.values(given.value());
        } else {
            String pattern = projectPattern(ANY_PROJECT) + "[-_]" + Re2.quote(service) + "[-_][1-9][0-9]*";
            String shown = (Unknown.isKnown(project.name()) ? project.name() : "<project>") + "-" + service + "-1";
            names = ValueSet.regular(pattern, shown);
            for (int i = 1; Unknown.isKnown(project.name()) && i <= Math.min(replicas(node), MOST_LISTED); i++) {
                names = names.union(ValueSet.of(project.name() + "-" + service + "-" + i));
            }
        }
        if (swarm) {
            names = names.union(ValueSet.regular(ANY_STACK + "_" + Re2.quote(service) + "\\.[0-9a-z]+\\.[0-9a-z]+",
                    "<stack>_" + service + ".<slot>.<task>"));
        }
        return names;
    }

    private String projectPattern(String unknown) {
        StringBuilder pattern = new StringBuilder();
        for (char c : project.name().toCharArray()) {
            pattern.append(c == Unknown.MARK ? unknown : Re2.quote(String.valueOf(c)));
        }
        return pattern.toString();
    }

    private static Map<String, Text> texts(Node pairs) {
        Map<String, Text> found = new LinkedHashMap<>();
        ComposeProject.pairs(pairs).entries().forEach(e -> found.put(e.key().value(),
                e.value().text() == null ? e.key().slice(e.key().length(), e.key().length()) : e.value().text()));
        return found;
    }

    private static void commands(Node service, Workload.Builder workload) {
        Node entrypoint = service.get("entrypoint");
        Node command = service.get("command");
        if (entrypoint.isPresent() && !entrypoint.isNull()) {
            workload.entrypoint(words(entrypoint));
            workload.command(List.of());
        }
        if (command.isPresent() && !command.isNull()) {
            workload.command(words(command));
        }
    }

    private static List<Text> words(Node command) {
        return command.text() != null ? Words.split(command.text()) : command.texts();
    }

    private void environment(Node service, Workload.Builder workload) {
        for (Node item : service.get("env_file").itemsOrSelf()) {
            Text path = item.text() != null ? item.text() : item.get("path").text();
            String resolved = path == null ? null : project.resolve(path);
            Source source = resolved == null ? null : workspace.source(resolved);
            if (source == null) {
                workload.environmentOpen();
            } else {
                EnvFile.read(source).forEach(line -> workload.variable(new EnvVariable(line.name(), line.value())));
            }
        }
        for (Mapping.Entry entry : ComposeProject.pairs(service.get("environment")).entries()) {
            workload.variable(new EnvVariable(entry.key(), entry.value().text()));
        }
    }

    private static void ports(Node service, Workload.Builder workload) {
        for (Node item : service.get("ports").items()) {
            Port port = item.text() != null ? ComposePorts.published(item.text()) : ComposePorts.published(item);
            if (port != null) {
                workload.port(port);
            }
        }
        for (Text item : service.get("expose").texts()) {
            Port port = ComposePorts.exposed(item);
            if (port != null) {
                workload.port(port);
            }
        }
    }

    private Set<String> mountTargets(Node service) {
        Set<String> targets = new LinkedHashSet<>();
        Workload.Builder probe = Workload.named("", Workload.Kind.SERVICE, service.span());
        new ComposeMounts(project, likely, service).addTo(probe);
        probe.build().mounts().forEach(m -> targets.add(m.target()));
        return targets;
    }

    private void networks(String name, Node service, Workload.Builder workload) {
        List<String> extraHosts = new ArrayList<>();
        for (Mapping.Entry entry : ComposeProject.pairs(service.get("extra_hosts")).entries()) {
            extraHosts.add(entry.key().value().split("[:=]")[0]);
        }
        workload.extraHosts(extraHosts);
        String mode = service.get("network_mode").string("");
        workload.networkMode(mode);
        if (!mode.isEmpty() && !mode.equals("bridge") && !mode.equals("default")) {
            return;
        }
        List<String> names = new ArrayList<>(List.of(name));
        Text container = service.get("container_name").text();
        if (container != null) {
            names.add(container.value());
        }
        Node networks = service.get("networks");
        List<String> keys = new ArrayList<>();
        if (networks instanceof Mapping) {
            networks.entries().forEach(e -> keys.add(e.key().value()));
        } else {
            networks.texts().forEach(t -> keys.add(t.value()));
        }
        if (keys.isEmpty()) {
            keys.add("default");
        }
        for (String key : keys) {
            List<String> aliases = new ArrayList<>(names);
            networks.get(key).get("aliases").texts().forEach(t -> aliases.add(t.value()));
            workload.network(realNetwork(key), aliases);
        }
    }

    /** {@code project_key}, unless the project names it or takes one from outside. */
    private String realNetwork(String key) {
        Node network = project.root().get("networks").get(key);
        String name = network.get("name").string();
        if (name == null && network.get("external") instanceof Mapping external) {
            name = external.get("name").string();
        }
        if (name != null) {
            return name;
        }
        boolean external = network.get("external").isPresent() && !network.get("external").isFalse();
        return external ? key : project.name() + "_" + key;
    }

}
