package dev.guards.guard.semantic;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.ConfigData;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.Holds;
import dev.guards.config.kubernetes.LabelSelector;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.config.kubernetes.PrometheusResource;
import dev.guards.config.kubernetes.Service;
import dev.guards.environment.Environment;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds monitors, scrape annotations, dashboard ConfigMaps and kustomizations against the objects they are about. */
public final class KubernetesMonitoring implements SemanticGuard {
    private static final Rule DANGLING = Rule.error("servicemonitor-dangling", "a monitor selects no Service or pod of the repository");
    private static final Rule PORT = Rule.error("servicemonitor-port-unknown", "nothing that a monitor selects has the port it names");
    private static final Rule NOT_SELECTED = Rule.error("servicemonitor-not-selected", "no Prometheus resource selects a monitor or rule");
    private static final Rule ANNOTATION = Rule.warning("scrape-annotation-mismatch", "`prometheus.io/port` names a port that no container of the pod declares");
    private static final Rule TOO_LARGE = Rule.error("dashboard-configmap-too-large", "a ConfigMap is larger than the API server accepts");
    private static final Rule FILE_MISSING = Rule.error("kustomize-file-missing", "a kustomization names a file that does not exist");
    private static final Rule CYCLE = Rule.error("kustomize-cycle", "a kustomization includes itself");

    @Override
    public String id() {
        return "kubernetes-monitoring";
    }

    @Override
    public String summary() {
        return "monitors, annotations and generated ConfigMaps fit the objects they are about";
    }

    @Override
    public List<Rule> rules() {
        return List.of(DANGLING, PORT, NOT_SELECTED, ANNOTATION, TOO_LARGE, FILE_MISSING, CYCLE);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        Environment environment = stack.environment();
        for (Problem problem : environment.problems()) {
            for (Rule rule : List.of(FILE_MISSING, CYCLE)) {
                if (problem.rule().equals(rule.id())) {
                    findings.report(rule, problem.span(), problem.message()).help(problem.help());
                }
            }
        }
        Cluster cluster = environment.cluster();
        if (cluster == null) {
            return;
        }
        for (Manifest manifest : cluster.manifests()) {
            boolean written = manifest.spec().isPresent() && !manifest.spec().isNull() && !manifest.isMade();
            if (written && manifest.group().equals("monitoring.coreos.com")) {
                monitor(manifest, environment, findings);
            }
        }
        cluster.workloads().forEach(workload -> annotations(workload, findings));
        cluster.configs().forEach(config -> size(config, findings));
    }

    private static void monitor(Manifest manifest, Environment environment, Findings findings) {
        switch (manifest.kind()) {
            case "ServiceMonitor" -> {
                selected(manifest, environment.cluster(), findings);
                services(manifest, environment, findings);
            }
            case "PodMonitor" -> {
                selected(manifest, environment.cluster(), findings);
                pods(manifest, environment, findings);
            }
            case "Probe", "ScrapeConfig", "PrometheusRule" -> selected(manifest, environment.cluster(), findings);
            default -> {
                // Servers are no monitors.
            }
        }
    }

    /** An error only when each server of the repository refuses it for sure. */
    private static void selected(Manifest manifest, Cluster cluster, Findings findings) {
        List<PrometheusResource> servers = PrometheusResource.all(cluster);
        for (PrometheusResource server : servers) {
            if (server.selects(manifest, cluster) != Holds.NO) {
                return;
            }
        }
        boolean ruler = manifest.kind().equals("PrometheusRule") && !cluster.manifests("monitoring.coreos.com", "ThanosRuler").isEmpty();
        if (servers.isEmpty() || ruler) {
            return;
        }
        PrometheusResource server = servers.get(0);
        LabelSelector selector = server.selector(manifest.kind());
        LabelSelector.Requirement unmet = selector.firstUnmet(manifest.metadata().labelValues());
        String why = selector.isNull() ? "has no selector for objects of this kind" : unmet != null ? "selects `" + unmet + "` only"
                : "looks into other namespaces only";
        findings.report(NOT_SELECTED, manifest.span(), "no Prometheus resource selects " + manifest.kind() + " `" + manifest.name() + "`")
                .note(selector.isNull() ? server.manifest().span() : selector.span(), server.manifest().title() + " " + why)
                .help(unmet != null ? "give it the label, or widen the selector" : selector.isNull() ? "give the server a selector, `{}` for all"
                        : "set the server's namespace selector");
    }

    /** What the repository may not show is nothing to complain of: unseen objects, namespaces that it does not describe. */
    private static boolean isDescribed(Manifest monitor, Environment environment) {
        Node wanted = monitor.spec().get("namespaceSelector");
        if (!environment.complete() || wanted.get("any").isTrue()) {
            return environment.complete();
        }
        List<Text> names = wanted.get("matchNames").texts();
        Set<String> described = environment.cluster().describedNamespaces();
        if (names.isEmpty()) {
            return monitor.namespace() == null || described.contains(monitor.namespace());
        }
        return names.stream().allMatch(name -> described.contains(name.value()));
    }

    private static boolean mayLookAt(Manifest monitor, Manifest object) {
        Node wanted = monitor.spec().get("namespaceSelector");
        List<Text> names = wanted.get("matchNames").texts();
        if (wanted.get("any").isTrue()) {
            return true;
        }
        return names.isEmpty() ? Cluster.sameNamespace(monitor.namespace(), object.namespace()) != Holds.NO
                : names.stream().anyMatch(name -> Cluster.sameNamespace(name.value(), object.namespace()) != Holds.NO);
    }

    private static void services(Manifest monitor, Environment environment, Findings findings) {
        LabelSelector selector = LabelSelector.of(monitor.spec().get("selector"));
        List<Service> found = new ArrayList<>();
        for (Service service : environment.cluster().services()) {
            if (selector.matches(service.manifest().metadata().labelValues()) && mayLookAt(monitor, service.manifest())) {
                found.add(service);
            }
        }
        if (found.isEmpty()) {
            boolean system = environment.cluster().system().services().stream()
                    .anyMatch(s -> selector.matches(s.manifest().metadata().labelValues()));
            if (!system && isDescribed(monitor, environment)) {
                findings.report(DANGLING, selector.span(), "no Service has the labels `" + selector + "` that " + monitor.kind() + " `"
                        + monitor.name() + "` selects").help(nearLabels(selector, environment));
            }
            return;
        }
        // Of objects that charts and operators make not every port is known.
        if (found.stream().anyMatch(service -> service.manifest().isMade())) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        found.forEach(service -> service.ports().forEach(port -> names.add(port.nameOrEmpty())));
        for (Node endpoint : monitor.spec().get("endpoints").items()) {
            port(endpoint.get("port").text(), names, "the Services that are selected have", found.get(0).manifest().span(), findings);
        }
    }

    private static void pods(Manifest monitor, Environment environment, Findings findings) {
        LabelSelector selector = LabelSelector.of(monitor.spec().get("selector"));
        Set<String> names = new LinkedHashSet<>();
        Span first = null;
        for (PodWorkload workload : environment.cluster().workloads()) {
            if (selector.matches(workload.podLabels()) && mayLookAt(monitor, workload.manifest())) {
                if (workload.manifest().isMade()) {
                    return;
                }
                first = first == null ? workload.span() : first;
                for (Container container : workload.pod().containers()) {
                    container.ports().forEach(port -> names.add(port.nameOrEmpty()));
                }
            }
        }
        if (first == null) {
            if (isDescribed(monitor, environment)) {
                findings.report(DANGLING, selector.span(), "no pod has the labels `" + selector + "` that " + monitor.kind() + " `"
                        + monitor.name() + "` selects").help("select by labels of a pod template");
            }
            return;
        }
        for (Node endpoint : monitor.spec().get("podMetricsEndpoints").items()) {
            port(endpoint.get("port").text(), names, "the pods that are selected have", first, findings);
        }
    }

    private static void port(Text port, Set<String> names, String whose, Span place, Findings findings) {
        names.remove("");
        if (port == null || port.isEmpty() || names.contains(port.value())) {
            return;
        }
        String near = Suggest.nearest(port.value(), names);
        String known = names.isEmpty() ? "no port with a name" : "`" + String.join("`, `", names) + "`";
        findings.report(PORT, port.span(), "nothing that is selected has a port named `" + port + "`").note(place, whose + " " + known)
                .help(near != null ? "did you mean `" + near + "`?" : names.isEmpty() ? "name the port, or use `targetPort`" : "use one of them");
    }

    private static String nearLabels(LabelSelector selector, Environment environment) {
        for (PodWorkload workload : environment.cluster().workloads()) {
            if (selector.matches(workload.podLabels())) {
                return "the pods of " + workload.manifest().title() + " have them; a ServiceMonitor looks at labels of the Service itself";
            }
        }
        return "give a Service the labels, or correct the selector";
    }

    /** Any port may be listened on without being declared; a declared list without the annotated one is suspicious all the same. */
    private static void annotations(PodWorkload workload, Findings findings) {
        Text scrape = workload.pod().metadata().annotations().get("prometheus.io/scrape");
        Text port = workload.pod().metadata().annotations().get("prometheus.io/port");
        if (port == null || scrape == null || !scrape.value().equals("true") || workload.manifest().isMade()) {
            return;
        }
        Set<String> declared = new LinkedHashSet<>();
        for (Container container : workload.pod().containers()) {
            container.ports().forEach(one -> declared.add(String.valueOf(one.number())));
        }
        if (!declared.isEmpty() && !declared.contains(port.value())) {
            findings.report(ANNOTATION, port.span(), "no container of " + workload.manifest().title() + " declares port " + port)
                    .help("declared are " + String.join(", ", declared) + "; annotate the one that serves metrics");
        }
    }

    private static void size(ConfigData config, Findings findings) {
        if (!config.isSecret() && config.bytes() > ConfigData.MAX_BYTES) {
            findings.report(TOO_LARGE, config.manifest().span(), "ConfigMap `" + config.name() + "` holds " + config.bytes() / 1024
                    + " KiB; the API server accepts 1024").help("split it, one dashboard each");
        }
    }
}
