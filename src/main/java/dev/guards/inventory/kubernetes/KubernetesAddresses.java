package dev.guards.inventory.kubernetes;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.Holds;
import dev.guards.config.kubernetes.Names;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.config.kubernetes.Service;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.inventory.AddressBook;
import dev.guards.inventory.TargetProblem;
import dev.guards.text.Span;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the container behind an address as a container of a cluster sees it: names of Services, and its own pod. */
public final class KubernetesAddresses {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0");

    private final Environment environment;
    private final Cluster cluster;

    public KubernetesAddresses(Environment environment) {
        this.environment = environment;
        this.cluster = environment.cluster();
    }

    /** @param from the container that connects; null when it is not known which one does */
    public AddressBook.Found find(String host, int port, Workload from, Span place) {
        if (LOOPBACK.contains(host)) {
            return new AddressBook.Found(inPodOf(from, port), port, List.of());
        }
        String[] parts = withoutDomain(host).split("\\.");
        boolean inCluster = parts.length == 1 || !withoutDomain(host).equals(host);
        String namespace = parts.length == 1 ? from == null ? null : from.namespace()
                : parts[inCluster ? parts.length - 1 : 1];
        String name = parts.length == 3 ? parts[1] : parts[0];
        if (parts.length > 3 || parts.length == 3 && !inCluster) {
            return new AddressBook.Found(null, port, List.of());
        }
        List<Service> named = services(name);
        for (Service service : named) {
            if (namespace == null || mayBe(namespace, service.manifest().namespace())) {
                return behind(service, host, port, place);
            }
        }
        boolean known = namespace != null && cluster.describedNamespaces().contains(namespace) && environment.complete();
        if (!known) {
            return new AddressBook.Found(null, port, List.of());
        }
        Service other = named.isEmpty() ? null : named.get(0);
        String remedy = other == null || other.manifest().namespace() == null ? ""
                : other.name() + "." + other.manifest().namespace() + ":" + port;
        return new AddressBook.Found(null, port, List.of(new TargetProblem(TargetProblem.Kind.HOST_UNKNOWN, place, "`" + host
                + "` is no Service of namespace `" + namespace + "`" + (remedy.isEmpty() ? "" : "; there is one in `"
                + other.manifest().namespace() + "`"), remedy, null)));
    }

    private static boolean mayBe(String known, String written) {
        String other = Names.known(written);
        return known.equals(other) || !Unknown.isKnown(known) || !Unknown.isKnown(other);
    }

    private static String withoutDomain(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        for (String domain : List.of(".svc.cluster.local", ".svc")) {
            if (name.endsWith(domain)) {
                return name.substring(0, name.length() - domain.length());
            }
        }
        return name;
    }

    private List<Service> services(String name) {
        List<Service> found = new ArrayList<>();
        for (Cluster one : List.of(cluster, cluster.system())) {
            for (Service service : one.services()) {
                if (service.name().equals(name)) {
                    found.add(service);
                }
            }
        }
        return found;
    }

    private AddressBook.Found behind(Service service, String host, int port, Span place) {
        Service.Port wanted = null;
        for (Service.Port one : service.ports()) {
            wanted = one.number() == port ? one : wanted;
        }
        List<TargetProblem> problems = new ArrayList<>();
        Workload workload = null;
        int target = port;
        for (Map.Entry<PodWorkload, Holds> pods : cluster.behind(service).entrySet()) {
            PodWorkload pod = pods.getKey();
            int number = wanted == null || service.isHeadless() ? port : wanted.resolve(pod.pod());
            Container container = KubernetesDiscovery.serving(pod, number);
            if (container != null && workload == null) {
                workload = KubernetesDiscovery.workload(environment, pod, container);
                target = number;
            }
        }
        boolean wrong = wanted == null && !service.isHeadless() && port > 0 && !service.ports().isEmpty()
                && !Cluster.isSystem(service.manifest().span());
        if (wrong) {
            int first = service.ports().get(0).number();
            problems.add(new TargetProblem(TargetProblem.Kind.PORT_MISMATCH, place, "Service `" + service.name() + "` has no port " + port
                    + ", only " + ports(service), host + ":" + first, workload));
        }
        return new AddressBook.Found(workload, target, problems);
    }

    private static String ports(Service service) {
        StringBuilder out = new StringBuilder();
        for (Service.Port port : service.ports()) {
            out.append(out.length() == 0 ? "" : ", ").append(port.number());
        }
        return out.toString();
    }

    /** Containers of one pod share their network. Null when it cannot be told which of them listens. */
    private Workload inPodOf(Workload from, int port) {
        List<Workload> members = new ArrayList<>();
        for (Workload workload : environment.workloads()) {
            boolean samePod = from != null && workload.name().equals(from.name()) && workload.namespace().equals(from.namespace())
                    && workload.labels().equals(from.labels()) && !workload.isInit();
            if (samePod) {
                members.add(workload);
            }
        }
        for (Workload member : members) {
            if (member.ports().stream().anyMatch(one -> one.isTcp() && one.covers(port))) {
                return member;
            }
        }
        return members.size() == 1 ? members.get(0) : null;
    }
}
