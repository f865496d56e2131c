package dev.guards.environment;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.ConfigData;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.Names;
import dev.guards.config.kubernetes.PodNames;
import dev.guards.config.kubernetes.PodTemplate;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The containers of a cluster's pods as workloads. */
final class PodContainers {
    private final Cluster cluster;

    PodContainers(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One workload a container, init containers included, in the order of the manifests. */
    List<Workload> all() {
        List<Workload> all = new ArrayList<>();
        for (PodWorkload pods : cluster.workloads()) {
            ValueSet names = PodNames.of(pods);
            for (Container container : pods.pod().containers()) {
                all.add(workload(pods, container, names));
            }
        }
        return all;
    }

    private Workload workload(PodWorkload pods, Container container, ValueSet podNames) {
        PodTemplate pod = pods.pod();
        Workload.Builder builder = Workload.named(pods.name(), kind(pods.controller()),
                        container.name().isEmpty() ? pods.span() : container.name().span())
                .namespace(Names.known(pods.manifest().namespace()))
                .container(container.name().value())
                .init(!container.isLasting())
                .instanceNames(podNames)
                .entrypoint(container.command()).command(container.args())
                .labels(pod.metadata().labels()).annotations(pod.metadata().annotations())
                .networkMode(pod.hostNetwork() ? "host" : "")
                .replicas(pods.controller() == PodWorkload.Controller.DAEMON_SET ? -1 : pods.replicas())
                .privileged(container.node().at("securityContext", "privileged").isTrue())
                .serviceAccount(pod.serviceAccount());
        if (container.image() != null) {
            String known = Names.image(container.image().value());
            builder.image(Image.parse(known.equals(container.image().value()) ? container.image() : Text.at(container.image().span(), known)));
        }
        for (Container.Port port : container.ports()) {
            builder.port(Port.inside(port.number() < 0 ? Port.UNKNOWN : port.number(), port.nameOrEmpty(),
                    port.protocol().toLowerCase(Locale.ROOT), port.span()));
        }
        variables(builder, pods, container);
        for (Container.Mount mount : container.mounts()) {
            builder.mount(new Mount(target(mount.path().value()), content(pods, mount),
                    mount.readOnly(), mount.span()));
        }
        return builder.build();
    }

    private void variables(Workload.Builder builder, PodWorkload pods, Container container) {
        Map<String, Text> known = cluster.environment(container, pods.manifest());
        known.forEach((name, value) -> builder.variable(new EnvVariable(Text.at(value.span(), name), value)));
        for (Node variable : container.node().get("env").items()) {
            Text name = variable.get("name").text();
            if (name != null && !known.containsKey(name.value())) {
                builder.variable(new EnvVariable(name, null));
            }
        }
        for (Node from : container.node().get("envFrom").items()) {
            String map = from.at("configMapRef", "name").string();
            if (map == null || cluster.config(false, map, pods.manifest()) == null) {
                builder.environmentOpen();
            }
        }
    }

    private static String target(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private Mount.Content content(PodWorkload pods, Container.Mount mount) {
        PodTemplate.Volume volume = pods.pod().volumes().get(mount.volume());
        if (volume == null) {
            return new Mount.Opaque("volume `" + mount.volume() + "`");
        }
        Map<String, Text> files = new LinkedHashMap<>();
        for (PodTemplate.Source source : volume.sources()) {
            switch (source.content()) {
                case CONFIG_MAP, SECRET -> {
                    boolean secret = source.content() == PodTemplate.Content.SECRET;
                    ConfigData data = cluster.config(secret, source.name(), pods.manifest());
                    if (data == null) {
                        return new Mount.Opaque((secret ? "secret `" : "config map `") + source.name() + "`");
                    }
                    files.putAll(files(data, source.items()));
                }
                case HOST_PATH -> {
                    return new Mount.HostPath(null, source.name());
                }
                case OTHER -> {
                    return new Mount.Opaque("volume `" + mount.volume() + "`");
                }
            }
        }
        if (mount.subPath().isEmpty()) {
            return new Mount.Inline(files);
        }
        Text one = files.get(mount.subPath());
        return one == null ? new Mount.Opaque("volume `" + mount.volume() + "`") : new Mount.Inline(Map.of("", one));
    }

    private static Map<String, Text> files(ConfigData data, Map<String, Text> items) {
        if (items.isEmpty()) {
            return data.files();
        }
        Map<String, Text> chosen = new LinkedHashMap<>();
        items.forEach((key, path) -> {
            if (data.files().containsKey(key)) {
                chosen.put(path.value(), data.files().get(key));
            }
        });
        return chosen;
    }

    private static Workload.Kind kind(PodWorkload.Controller controller) {
        return switch (controller) {
            case DEPLOYMENT, DEPLOYMENT_CONFIG -> Workload.Kind.DEPLOYMENT;
            case STATEFUL_SET -> Workload.Kind.STATEFUL_SET;
            case DAEMON_SET -> Workload.Kind.DAEMON_SET;
            case REPLICA_SET, REPLICATION_CONTROLLER -> Workload.Kind.REPLICA_SET;
            case JOB -> Workload.Kind.JOB;
            case CRON_JOB -> Workload.Kind.CRON_JOB;
            case POD, OTHER -> Workload.Kind.POD;
        };
    }
}
