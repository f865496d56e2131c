package dev.guards.inventory;

import dev.guards.environment.Environment;
import dev.guards.environment.Port;
import dev.guards.environment.Workload;
import dev.guards.inventory.kubernetes.KubernetesAddresses;
import dev.guards.text.Span;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds the container behind an address as a container of an environment sees it, and what is wrong with the address. */
public final class AddressBook {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0");
    private static final Set<String> HOST = Set.of("host.docker.internal", "gateway.docker.internal", "172.17.0.1", "host.containers.internal");

    private final Environment environment;

    /** Whose containers it knows. */
    public Environment environment() {
        return environment;
    }

    public AddressBook(Environment environment) {
        this.environment = environment;
    }

    /**
     * What an address leads to.
     *
     * @param workload null when it is not one of the environment
     * @param port     the container's port; 0 when not known
     */
    public record Found(Workload workload, int port, List<TargetProblem> problems) {
    }

    /**
     * @param address {@code host:port}, {@code host}; with marks where it is not known
     * @param from    the container that connects; null when it is not known which one does
     * @param place   where the address stands
     */
    public Found find(String address, Workload from, Span place) {
        int port = port(address);
        String host = host(address);
        if (!isName(host)) {
            return new Found(null, port, List.of());
        }
        if (environment.kind() == Environment.Kind.KUBERNETES) {
            return new KubernetesAddresses(environment).find(host, port, from, place);
        }
        if (LOOPBACK.contains(host)) {
            return loopback(port, from, place);
        }
        if (HOST.contains(host) || from != null && from.extraHosts().contains(host)) {
            return published(port);
        }
        if (from == null && environment.kind() != Environment.Kind.DOCKER) {
            return new Found(null, port, List.of());
        }
        return named(host, port, from, place);
    }

    /** False for a placeholder of a template, and for a text with a piece that is not known. */
    private static boolean isName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.:[]".indexOf(c) >= 0)) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private Found loopback(int port, Workload from, Span place) {
        if (from == null || from.usesHostNetwork()) {
            return published(port);
        }
        Workload self = from;
        String mode = from.networkMode();
        if (mode.startsWith("service:")) {
            Workload shared = environment.workload(mode.substring(8));
            self = shared == null ? from : shared;
        }
        List<Workload> namespace = new ArrayList<>(List.of(self));
        for (Workload other : environment.workloads()) {
            if (other.networkMode().equals("service:" + self.name())) {
                namespace.add(other);
            }
        }
        for (Workload member : namespace) {
            if (listens(member, port) || KnownPorts.of(member).contains(port)) {
                return new Found(member, port, List.of());
            }
        }
        if (KnownPorts.of(self).isEmpty()) {
            return new Found(self, port, List.of());
        }
        Workload meant = listener(port, self);
        String remedy = meant == null ? "" : meant.name() + ":" + containerPort(meant, port);
        TargetProblem problem = new TargetProblem(TargetProblem.Kind.LOCALHOST, place, "`localhost` is the container of `" + self.name()
                + "` itself, where nothing is known to listen on port " + port, remedy, meant);
        return new Found(null, port, List.of(problem));
    }

    /** A port of the Docker host. */
    private Found published(int port) {
        for (Workload workload : environment.workloads()) {
            if (workload.usesHostNetwork() && (listens(workload, port) || KnownPorts.of(workload).contains(port))) {
                return new Found(workload, port, List.of());
            }
            for (Port one : workload.ports()) {
                if (one.published() > 0 && port >= one.published() && port <= one.published() + one.containerTo() - one.container()) {
                    return new Found(workload, one.container() + port - one.published(), List.of());
                }
            }
        }
        return new Found(null, port, List.of());
    }

    private Found named(String host, int port, Workload from, Span place) {
        List<Workload> candidates = candidates(host);
        if (candidates.isEmpty()) {
            boolean elsewhere = host.indexOf('.') >= 0 || host.indexOf(':') >= 0 || !environment.complete() || from == null
                    || usesOutsideNetwork(from);
            return new Found(null, port, elsewhere ? List.of() : List.of(unknown(host, port, place)));
        }
        Workload best = candidates.get(0);
        boolean reachable = from == null;
        for (Workload candidate : candidates) {
            boolean better = !reachable || !best.condition().isEmpty() && candidate.condition().isEmpty();
            if (from != null && better && sharesNetwork(candidate, from)) {
                best = candidate;
                reachable = true;
            }
        }
        List<TargetProblem> problems = new ArrayList<>();
        if (!reachable) {
            problems.add(new TargetProblem(TargetProblem.Kind.NETWORK_UNREACHABLE, place, unreachable(best, from), "", best));
        }
        TargetProblem wrongPort = wrongPort(best, port, host, place);
        if (wrongPort != null) {
            problems.add(wrongPort);
        }
        if (!best.profiles().isEmpty() && !best.dependsOn(from).isEmpty()) {
            problems.add(new TargetProblem(TargetProblem.Kind.PROFILE_ONLY, place, "service `" + best.name()
                    + "` runs only with the profile " + String.join(" or ", best.profiles()), "", best));
        }
        return new Found(best, port, problems);
    }

    /**
     * What an address may lead to instead: other definitions of the service, by Compose files that stand for one another, and that
     * run something else.
     *
     * @param found what {@link #find} leads to; null for none
     */
    public List<Workload> others(String address, Workload from, Workload found) {
        List<Workload> others = new ArrayList<>();
        if (found == null || environment.kind() != Environment.Kind.DOCKER) {
            return others;
        }
        for (Workload candidate : candidates(host(address))) {
            boolean reachable = from == null || sharesNetwork(candidate, from);
            if (candidate != found && candidate.name().equals(found.name()) && reachable && !runsTheSame(candidate, found)) {
                others.add(candidate);
            }
        }
        return others;
    }

    private static boolean runsTheSame(Workload a, Workload b) {
        return Objects.equals(image(a), image(b)) && Objects.equals(a.buildContext(), b.buildContext());
    }

    private static String image(Workload workload) {
        return workload.image() == null ? null : workload.image().text().value();
    }

    private static String unreachable(Workload to, Workload from) {
        return to.usesHostNetwork() ? "service `" + to.name() + "` runs in the network of the host, where its name does not resolve"
                : from.usesHostNetwork() ? "`" + from.name() + "` runs in the network of the host, where service names do not resolve"
                : "`" + from.name() + "` and `" + to.name() + "` share no network";
    }

    /** Workloads that some network knows under the name. */
    private List<Workload> candidates(String host) {
        String name = host.startsWith("tasks.") ? host.substring(6) : host;
        int dot = name.indexOf('.');
        Set<Workload> found = new LinkedHashSet<>();
        for (Workload workload : environment.workloads()) {
            boolean named = workload.name().equals(name) || name.equals(workload.instanceNames().single());
            for (var network : workload.networks().entrySet()) {
                named |= network.getValue().contains(name)
                        || dot > 0 && network.getValue().contains(name.substring(0, dot)) && network.getKey().endsWith(name.substring(dot + 1));
            }
            if (named) {
                found.add(workload);
            }
        }
        for (Workload workload : environment.workloads()) {
            boolean generated = found.isEmpty() && !workload.instanceNames().isAny() && workload.instanceNames().contains(name);
            boolean stack = found.isEmpty() && workload.kind() == Workload.Kind.SWARM_SERVICE && name.endsWith("_" + workload.name());
            if (generated || stack) {
                found.add(workload);
            }
        }
        return new ArrayList<>(found);
    }

    private TargetProblem unknown(String host, int port, Span place) {
        List<String> names = new ArrayList<>();
        environment.workloads().forEach(w -> names.add(w.name()));
        String near = dev.guards.text.Suggest.nearest(host, names);
        Workload meant = near == null ? listener(port, null) : environment.workload(near);
        String remedy = meant == null ? "" : meant.name() + ":" + containerPort(meant, port);
        return new TargetProblem(TargetProblem.Kind.HOST_UNKNOWN, place, "`" + host + "` is no service, container or alias of this environment",
                remedy, meant);
    }

    private static TargetProblem wrongPort(Workload workload, int port, String host, Span place) {
        if (port <= 0 || listens(workload, port) || KnownPorts.of(workload).contains(port)) {
            return null;
        }
        for (Port one : workload.ports()) {
            if (one.published() == port && one.container() > 0 && one.isTcp()) {
                return new TargetProblem(TargetProblem.Kind.PUBLISHED_PORT, place, "port " + port + " of `" + workload.name()
                        + "` is published on the host only; inside of the network it listens on " + one.container(), host + ":" + one.container(),
                        workload);
            }
        }
        List<Integer> known = KnownPorts.of(workload);
        return known.isEmpty() ? null : new TargetProblem(TargetProblem.Kind.PORT_MISMATCH, place, "`" + workload.name() + "` listens on port "
                + known.get(0) + ", not on " + port, host + ":" + known.get(0), workload);
    }

    private static boolean listens(Workload workload, int port) {
        for (Port one : workload.ports()) {
            if (one.isTcp() && one.covers(port)) {
                return true;
            }
        }
        return false;
    }

    /** A workload that has the port, inside or published. */
    private Workload listener(int port, Workload except) {
        for (Workload workload : environment.workloads()) {
            boolean published = workload.ports().stream().anyMatch(p -> p.published() == port);
            if (workload != except && (published || listens(workload, port) || KnownPorts.of(workload).contains(port))) {
                return workload;
            }
        }
        return null;
    }

    private static int containerPort(Workload workload, int port) {
        for (Port one : workload.ports()) {
            if (one.published() == port && one.container() > 0) {
                return one.container();
            }
        }
        return port;
    }

    private static boolean sharesNetwork(Workload a, Workload b) {
        for (String network : a.networks().keySet()) {
            if (b.networks().containsKey(network)) {
                return true;
            }
        }
        boolean follows = a.networkMode().startsWith("service:") || b.networkMode().startsWith("service:")
                || a.networkMode().startsWith("container:") || b.networkMode().startsWith("container:");
        // Two projects of a repository may be joined by hand; a network with a part that is not known may be the same one.
        boolean unknown = a.networks().keySet().stream().anyMatch(n -> !Unknown.isKnown(n) && !n.endsWith("_default"));
        return follows || unknown && !b.networks().isEmpty();
    }

    /** True when the container is in a network that no project of the environment makes, where others may be. */
    private static boolean usesOutsideNetwork(Workload workload) {
        for (String network : workload.networks().keySet()) {
            if (!network.startsWith(workload.namespace() + "_")) {
                return true;
            }
        }
        return workload.networkMode().startsWith("container:");
    }

    /** 0 when there is none, or it is not known. */
    public static int port(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.indexOf(']', colon) >= 0) {
            return 0;
        }
        try {
            return Integer.parseInt(address.substring(colon + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public static String host(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 || address.indexOf(']', colon) >= 0 ? address : address.substring(0, colon);
    }
}
