package dev.guards.inventory.kubernetes;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.Holds;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.config.kubernetes.Service;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Discovered;
import dev.guards.inventory.Discoveries;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs {@code kubernetes_sd_configs} on the objects of a cluster (Prometheus 3.14, {@code discovery/kubernetes}). Besides
 * the targets that the repository describes there is one that stands for those of namespaces that it does not describe,
 * {@code kube-system} among them, under a condition.
 */
public final class KubernetesDiscovery {
    private static final ValueSet ANY_META = ValueSet.regular("__meta_kubernetes_.+", "__meta_kubernetes_…");
    private static final ValueSet POD_META = ValueSet.regular("__meta_kubernetes_pod_(label|labelpresent|annotation|annotationpresent)_[a-zA-Z0-9].*",
            "__meta_kubernetes_pod_…");
    private static final String META = MetaLabels.META;

    private final Environment environment;
    private final Cluster cluster;
    private final DiscoveryFilter filter;
    private final Span place;
    private final List<Discovered> targets = new ArrayList<>();

    private KubernetesDiscovery(Environment environment, Node config, String ownNamespace) {
        this.environment = environment;
        this.cluster = environment.cluster();
        this.filter = new DiscoveryFilter(config, ownNamespace);
        this.place = config.span();
    }

    /**
     * The targets of one configuration; none when the environment is no cluster.
     *
     * @param ownNamespace of the server that discovers, as its manifest writes it; null when not known
     */
    public static Discoveries discover(Environment environment, Node config, String ownNamespace) {
        if (environment.cluster() == null) {
            return Discoveries.NONE;
        }
        return new KubernetesDiscovery(environment, config, ownNamespace).run(config.get("role").string(""));
    }

    private Discoveries run(String role) {
        switch (role) {
            case "node" -> node();
            case "pod" -> pods();
            case "service" -> services();
            case "endpoints", "endpointslice" -> endpoints(role);
            case "ingress" -> ingresses();
            default -> {
                return new Discoveries(List.of(new Discovered(Labels.any(), null, Certainty.CONDITIONAL, "role `" + role + "` is not known",
                        place, List.of())), true);
            }
        }
        if (!role.equals("node")) {
            elsewhere(role);
        }
        return new Discoveries(targets, !environment.complete());
    }

    private void add(Map<String, ValueSet> labels, Workload workload, Holds holds, String doubt, Evidence evidence) {
        boolean system = evidence.span() != null && Cluster.isSystem(evidence.span());
        Evidence shown = system ? new Evidence(null, evidence.message()) : evidence;
        Certainty certainty = holds == Holds.YES && !system ? Certainty.CERTAIN : Certainty.CONDITIONAL;
        String condition = certainty == Certainty.CERTAIN ? "" : system ? "the cluster has it, as most do" : doubt;
        targets.add(new Discovered(Labels.of(labels), workload, certainty, condition, place, List.of(shown)));
    }

    private List<PodWorkload> allWorkloads() {
        List<PodWorkload> all = new ArrayList<>(cluster.workloads());
        all.addAll(cluster.system().workloads());
        return all;
    }

    private List<Service> allServices() {
        List<Service> all = new ArrayList<>(cluster.services());
        for (Service system : cluster.system().services()) {
            boolean described = false;
            for (Service own : cluster.services()) {
                described |= own.name().equals(system.name())
                        && Cluster.sameNamespace(own.manifest().namespace(), system.manifest().namespace()) == Holds.YES;
            }
            if (!described) {
                all.add(system);
            }
        }
        return all;
    }

    /** Any node stands for all. Labels of nodes are not in manifests; none is believed to hide a label that exporters set. */
    private void node() {
        Map<String, ValueSet> labels = NodeLabels.all();
        labels.put("__address__", MetaLabels.address(10250));
        labels.put("instance", MetaLabels.NODE);
        targets.add(new Discovered(Labels.of(labels).withOpenNames(NodeLabels.OPEN), null, Certainty.CERTAIN, "", place,
                List.of(new Evidence(place, "each node of the cluster is a target"))));
    }

    private void pods() {
        for (PodWorkload workload : allWorkloads()) {
            Holds holds = filter.admitsPods(workload.manifest(), workload.podLabels());
            if (holds == Holds.NO) {
                continue;
            }
            for (Container container : workload.pod().containers()) {
                List<Container.Port> ports = new ArrayList<>(container.ports());
                if (ports.isEmpty()) {
                    ports.add(null);
                }
                for (Container.Port port : ports) {
                    Map<String, ValueSet> labels = MetaLabels.pod(workload);
                    labels.put(META + "pod_container_init", ValueSet.of(String.valueOf(container.init())));
                    MetaLabels.container(container, port, labels);
                    labels.put("__address__", MetaLabels.address(port == null ? -1 : port.number()));
                    add(labels, workload(workload, container), holds, "whether the discovery selects it", evidence(workload));
                }
            }
        }
    }

    private static Evidence evidence(PodWorkload workload) {
        return new Evidence(workload.span(), "pods of " + workload.manifest().title() + " are targets");
    }

    private Workload workload(PodWorkload pods, Container container) {
        return workload(environment, pods, container);
    }

    /** The workload that a container is; null for one of which only the kind is known. */
    static Workload workload(Environment environment, PodWorkload pods, Container container) {
        for (Workload workload : environment.workloads()) {
            if (workload.name().equals(pods.name()) && workload.container().equals(container.name().value())
                    && workload.labels().equals(pods.pod().metadata().labels())) {
                return workload;
            }
        }
        return null;
    }

    private void services() {
        for (Service service : allServices()) {
            Holds holds = filter.admits(service.manifest(), "service");
            for (Service.Port port : holds == Holds.NO ? List.<Service.Port>of() : service.ports()) {
                Map<String, ValueSet> labels = MetaLabels.service(service);
                labels.put("__address__", ValueSet.concat(List.of(MetaLabels.name(service.name()),
                        ValueSet.of("."), MetaLabels.name(service.manifest().namespace()), ValueSet.of(".svc:" + port.number())), ""));
                labels.put(META + "service_type", ValueSet.of(service.type()));
                labels.put(META + "service_port_name", ValueSet.of(port.nameOrEmpty()));
                labels.put(META + "service_port_number", ValueSet.of(String.valueOf(port.number())));
                labels.put(META + "service_port_protocol", ValueSet.of(port.protocol()));
                boolean external = service.type().equals("ExternalName");
                labels.put(META + "service_cluster_ip", external ? ValueSet.absent()
                        : service.isHeadless() ? ValueSet.of("None") : MetaLabels.IP);
                labels.put(META + "service_external_name", external
                        ? Marked.values(service.manifest().spec().get("externalName").string("")) : ValueSet.absent());
                labels.put(META + "service_loadbalancer_ip", service.type().equals("LoadBalancer") ? ValueSet.any() : ValueSet.absent());
                add(labels, behind(service, port), holds, "whether the discovery selects it",
                        new Evidence(service.manifest().span(), "port " + port.number() + " of " + service.manifest().title() + " is a target"));
            }
        }
    }

    /** The only container that a port leads to; null when there are several workloads, or none. */
    private Workload behind(Service service, Service.Port port) {
        Map<PodWorkload, Holds> pods = cluster.behind(service);
        if (pods.size() != 1) {
            return null;
        }
        PodWorkload workload = pods.keySet().iterator().next();
        Container container = serving(workload, port.resolve(workload.pod()));
        return container == null ? null : workload(workload, container);
    }

    /** The container that listens on a port: the one that declares it, or the only one. */
    static Container serving(PodWorkload workload, int port) {
        Container declared = workload.pod().containerOf(port);
        Container only = null;
        for (Container container : workload.pod().containers()) {
            if (declared == null && container.isLasting()) {
                if (only != null) {
                    return null;
                }
                only = container;
            }
        }
        return declared != null ? declared : only;
    }

    private void endpoints(String role) {
        for (Service service : allServices()) {
            Holds holds = filter.admits(service.manifest(), "service").and(filter.admits(service.manifest(), role));
            if (holds == Holds.NO || service.type().equals("ExternalName")) {
                continue;
            }
            Cluster home = Cluster.isSystem(service.manifest().span()) ? cluster.system() : cluster;
            Map<PodWorkload, Holds> pods = new TreeMap<>(Comparator.comparing(w -> w.manifest().title() + w.span()));
            pods.putAll(home.behind(service));
            for (Map.Entry<PodWorkload, Holds> behind : pods.entrySet()) {
                new Endpoints(service, role).targets(behind.getKey(), (labels, container) -> add(labels, container == null ? null
                        : workload(behind.getKey(), container), holds.and(behind.getValue()),
                        "whether Service and pods are in the same namespace, and selected", new Evidence(service.manifest().span(),
                                "pods of " + behind.getKey().manifest().title() + " stand behind " + service.manifest().title())));
            }
            if (pods.isEmpty() && holds == Holds.YES) {
                answering(service, role);
            }
            boolean unseen = !service.selectsPods() || "kube-system".equals(service.manifest().namespace());
            if (pods.isEmpty() && unseen) {
                new Endpoints(service, role).unseen(labels -> targets.add(new Discovered(
                        Labels.of(withCadvisorPath(labels)).withOpenNames(POD_META), null, Certainty.CONDITIONAL, "something stands behind "
                        + service.manifest().title(), place, List.of(unseen(service)))));
            }
        }
    }

    /** What is there in every cluster: the same as {@link Endpoints#unseen}, without a doubt. */
    private void answering(Service service, String role) {
        for (Service.Port port : service.ports()) {
            if (ClusterServices.answers(service, port, cluster)) {
                targets.add(new Discovered(Labels.of(new Endpoints(service, role).withoutPods(port)), null, Certainty.CERTAIN, "", place,
                        List.of(new Evidence(place, "every cluster has " + service.manifest().title()))));
            }
        }
    }

    /** The kubelet's old port for cAdvisor answers under {@code /metrics} what the others answer under this path. */
    private static Map<String, ValueSet> withCadvisorPath(Map<String, ValueSet> labels) {
        if (labels.get("__address__").contains("10.0.0.1:4194")) {
            labels.put("__metrics_path__", ValueSet.of("/metrics/cadvisor"));
        }
        return labels;
    }

    private static Evidence unseen(Service service) {
        Span span = service.manifest().span();
        return new Evidence(Cluster.isSystem(span) ? null : span, "what stands behind " + service.manifest().title()
                + " is not in the repository");
    }

    private void ingresses() {
        for (Manifest ingress : cluster.manifests()) {
            Holds holds = ingress.kind().equals("Ingress") ? filter.admits(ingress, "ingress") : Holds.NO;
            if (holds == Holds.NO) {
                continue;
            }
            Set<String> secured = new HashSet<>();
            ingress.spec().get("tls").items().forEach(tls -> tls.get("hosts").texts().forEach(host -> secured.add(host.value())));
            for (Node rule : ingress.spec().get("rules").items()) {
                List<Node> paths = rule.at("http", "paths").items();
                String host = rule.get("host").string("*");
                for (int i = 0; i < Math.max(1, paths.size()); i++) {
                    Map<String, ValueSet> labels = new TreeMap<>();
                    labels.put("__address__", Marked.values(host));
                    labels.put(META + "namespace", MetaLabels.name(ingress.namespace()));
                    labels.put(META + "ingress_name", MetaLabels.name(ingress.name()));
                    MetaLabels.attached("ingress", "label", ingress.metadata().labels(), labels);
                    MetaLabels.attached("ingress", "annotation", ingress.metadata().annotations(), labels);
                    labels.put(META + "ingress_class_name", Marked.values(ingress.spec().get("ingressClassName").string("")));
                    labels.put(META + "ingress_scheme", ValueSet.of(secured.contains(host) ? "https" : "http"));
                    labels.put(META + "ingress_host", Marked.values(host));
                    labels.put(META + "ingress_path", Marked.values(paths.isEmpty() ? "/" : paths.get(i).get("path").string("/")));
                    add(labels, null, holds, "whether the discovery selects it",
                            new Evidence(ingress.span(), "a path of " + ingress.title() + " is a target"));
                }
            }
        }
    }

    /** Targets of namespaces that the repository does not describe. */
    private void elsewhere(String role) {
        ValueSet namespaces = environment.complete() ? filter.undescribed(cluster.describedNamespaces())
                : filter.undescribed(Set.of());
        if (namespaces.isEmpty()) {
            return;
        }
        Map<String, ValueSet> labels = new TreeMap<>();
        labels.put("__address__", ValueSet.present());
        labels.put(META + "namespace", namespaces);
        List<String> always = switch (role) {
            case "pod" -> List.of("pod_name", "pod_ip", "pod_uid", "pod_container_name", "pod_container_image", "pod_phase");
            case "service" -> List.of("service_name", "service_type", "service_port_number", "service_port_protocol");
            case "ingress" -> List.of("ingress_name", "ingress_host", "ingress_path", "ingress_scheme");
            default -> List.of("service_name");
        };
        always.forEach(name -> labels.put(META + name, ValueSet.present()));
        targets.add(new Discovered(Labels.of(labels).withOpenNames(ANY_META), null, Certainty.CONDITIONAL,
                environment.complete() ? "namespaces that the repository does not describe" : "parts of the cluster that the files do not show",
                place, List.of(new Evidence(place, "the discovery also sees what the repository does not describe"))));
    }
}
