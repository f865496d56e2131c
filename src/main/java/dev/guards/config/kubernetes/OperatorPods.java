package dev.guards.config.kubernetes;

import dev.guards.text.Mapping;
import dev.guards.text.MappingBuilder;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that well-known operators make of custom resources, as far as monitoring meets them: the pods and governing
 * Services of prometheus-operator's servers and of grafana-operator's Grafana.
 */
public final class OperatorPods {
    private final Manifest resource;
    private final Span cause;

    private OperatorPods(Manifest resource) {
        this.resource = resource;
        this.cause = resource.span();
    }

    /** What operators add to these objects; none for objects that no known operator takes up. */
    public static List<Manifest> of(List<Manifest> manifests) {
        List<Manifest> made = new ArrayList<>();
        for (Manifest manifest : manifests) {
            OperatorPods pods = new OperatorPods(manifest);
            switch (manifest.group() + "/" + manifest.kind()) {
                case "monitoring.coreos.com/Prometheus" -> pods.prometheus("prometheus-" + manifest.name(), made);
                case "monitoring.coreos.com/PrometheusAgent" -> pods.prometheus("prom-agent-" + manifest.name(), made);
                case "monitoring.coreos.com/Alertmanager" -> pods.server("alertmanager-" + manifest.name(), "alertmanager",
                        "quay.io/prometheus/alertmanager", 9093, "alertmanager-operated", made);
                case "monitoring.coreos.com/ThanosRuler" -> pods.server("thanos-ruler-" + manifest.name(), "thanos-ruler",
                        "quay.io/thanos/thanos", 10902, "thanos-ruler-operated", made);
                case "grafana.integreatly.org/Grafana", "integreatly.org/Grafana" -> pods.grafana(made);
                default -> {
                    // Whatever else an operator may make of it is not known.
                }
            }
        }
        return made;
    }

    private void prometheus(String name, List<Manifest> made) {
        server(name, "prometheus", "quay.io/prometheus/prometheus", 9090, "prometheus-operated", made);
    }

    private void server(String name, String program, String image, int port, String service, List<Manifest> made) {
        Node spec = resource.spec();
        MappingBuilder labels = new MappingBuilder(cause).put("app.kubernetes.io/name", program)
                .put("app.kubernetes.io/instance", resource.name())
                .put("app.kubernetes.io/managed-by", "prometheus-operator").put("app", program)
                .put(program, resource.name()).put("operator.prometheus.io/name", resource.name());
        spec.at("podMetadata", "labels").textMap().forEach(labels::put);
        String version = spec.get("version").string();
        String reference = spec.get("image").string(version == null ? image : image + ":" + version);
        Mapping main = container(program, spec.has("image") ? spec.get("image").span() : spec.get("version").span(), reference,
                spec.get("portName").string("web"), port);
        Mapping reloader = container("config-reloader", cause, "quay.io/prometheus-operator/prometheus-config-reloader",
                "reloader-web", 8080);
        List<Node> containers = new ArrayList<>(List.of(main, reloader));
        containers.addAll(spec.get("containers").items().stream().filter(c -> c.has("image")).toList());
        MappingBuilder pod = new MappingBuilder(cause).put("serviceAccountName", spec.get("serviceAccountName"))
                .put("hostNetwork", spec.get("hostNetwork")).put("containers", containers);
        MappingBuilder set = new MappingBuilder(cause).put("replicas", spec.get("replicas")).put("serviceName", service)
                .put("template", new MappingBuilder(cause).put("metadata", new MappingBuilder(cause).put("labels", labels.build())
                        .put("annotations", spec.at("podMetadata", "annotations")).build()).put("spec", pod.build()).build());
        made.add(object("apps/v1", "StatefulSet", name, new MappingBuilder(cause).put("labels", labels.build()), set));
        made.add(object("v1", "Service", service, new MappingBuilder(cause)
                        .put("labels", new MappingBuilder(cause).put("operated-" + program, "true").build()),
                new MappingBuilder(cause).put("clusterIP", "None").put("selector",
                        new MappingBuilder(cause).put("app.kubernetes.io/name", program).build())
                        .put("ports", List.of(port(spec.get("portName").string("web"), port)))));
    }

    private void grafana(List<Manifest> made) {
        MappingBuilder labels = new MappingBuilder(cause).put("app", resource.name());
        Mapping pod = new MappingBuilder(cause).put("containers",
                List.of(container("grafana", cause, "docker.io/grafana/grafana", "grafana-http", 3000))).build();
        made.add(object("apps/v1", "Deployment", resource.name() + "-deployment", new MappingBuilder(cause),
                new MappingBuilder(cause).put("template", new MappingBuilder(cause)
                        .put("metadata", new MappingBuilder(cause).put("labels", labels.build()).build())
                        .put("spec", pod).build())));
        made.add(object("v1", "Service", resource.name() + "-service", new MappingBuilder(cause),
                new MappingBuilder(cause).put("selector", labels.build()).put("ports", List.of(port("grafana", 3000)))));
    }

    private Mapping container(String name, Span imagePlace, String image, String portName, int port) {
        return new MappingBuilder(cause).put("name", name)
                .put("image", Text.at(imagePlace, image))
                .put("ports", List.of(new MappingBuilder(cause).put("name", portName)
                        .put("containerPort", String.valueOf(port)).build())).build();
    }

    private Mapping port(String name, int number) {
        return new MappingBuilder(cause).put("name", name).put("port", String.valueOf(number)).build();
    }

    private Manifest object(String apiVersion, String kind, String name, MappingBuilder metadata, MappingBuilder spec) {
        metadata.put("name", name);
        if (resource.metadata().namespace() != null) {
            metadata.put("namespace", resource.metadata().namespace());
        }
        return Manifest.of(new MappingBuilder(cause).put("apiVersion", apiVersion).put("kind", kind)
                .put("metadata", metadata.build()).put("spec", spec.build()).build());
    }
}
