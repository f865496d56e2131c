package dev.guards.guard.semantic;

import dev.guards.config.kubernetes.AccessRights;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.Holds;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Workload;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.text.Node;
import dev.guards.text.Span;
import java.util.List;

/** Whether a {@code kubernetes_sd_configs} may list and watch what its role needs (Prometheus 3.14, {@code discovery/kubernetes}). */
final class ClusterAccess {
    static final Rule MISSING = Rule.error("rbac-discovery-missing", "a discovery may not list and watch the objects of its role, so it finds nothing");
    private static final List<String> ALTERNATIVES = List.of("endpoints", "endpointslices");

    private final Environment environment;
    private final AccessRights rights;
    private final Findings findings;

    ClusterAccess(Environment environment, Findings findings) {
        this.environment = environment;
        this.rights = new AccessRights(environment.cluster());
        this.findings = findings;
    }

    /** Says nothing where the repository does not describe rights, or the account. */
    void check(Program program, Node discovery, Span place) {
        PodWorkload pods = pods(program.workload());
        boolean outside = discovery.has("api_server") || discovery.has("kubeconfig_file");
        if (outside || pods == null || !rights.areDescribed()) {
            return;
        }
        Node namespaces = discovery.get("namespaces");
        boolean everywhere = namespaces.get("names").items().isEmpty() && !namespaces.get("own_namespace").isTrue();
        for (String resource : resources(discovery.get("role").string("pod"))) {
            AccessRights.Answer answer = ask(pods, resource, everywhere);
            if (answer.holds() == Holds.NO && isShown(answer)) {
                report(program, pods, resource, answer, place);
                return;
            }
        }
    }

    /** What a binding would show may stand in a file that is not here. */
    private boolean isShown(AccessRights.Answer answer) {
        return environment.complete() || answer.span() != null;
    }

    private AccessRights.Answer ask(PodWorkload pods, String resource, boolean everywhere) {
        String group = resource.equals("endpointslices") ? "discovery.k8s.io" : resource.equals("ingresses") ? "networking.k8s.io" : "";
        AccessRights.Answer answer = rights.mayWatch(pods.pod().serviceAccount(), pods.manifest().namespace(), group, resource, everywhere);
        // An operator chooses one of the two by its version.
        boolean other = answer.holds() == Holds.NO && resource.equals(ALTERNATIVES.get(0));
        AccessRights.Answer slices = other ? rights.mayWatch(pods.pod().serviceAccount(), pods.manifest().namespace(), "discovery.k8s.io",
                ALTERNATIVES.get(1), everywhere) : answer;
        return slices.holds() == Holds.NO ? answer : slices;
    }

    private static List<String> resources(String role) {
        return switch (role) {
            case "node" -> List.of("nodes");
            case "service" -> List.of("services");
            case "endpoints" -> List.of("endpoints", "services", "pods");
            case "endpointslice" -> List.of("endpointslices", "services", "pods");
            case "ingress" -> List.of("ingresses");
            default -> List.of("pods");
        };
    }

    private PodWorkload pods(Workload workload) {
        for (PodWorkload pods : environment.cluster().workloads()) {
            for (Container container : pods.pod().containers()) {
                boolean same = pods.name().equals(workload.name()) && container.name() != null
                        && container.name().value().equals(workload.container()) && workload.labels().equals(pods.pod().metadata().labels());
                if (same) {
                    return pods;
                }
            }
        }
        return null;
    }

    private void report(Program program, PodWorkload pods, String resource, AccessRights.Answer answer, Span place) {
        List<Object> cause = List.of(pods.span(), resource);
        if (findings.again(cause, place) != null) {
            return;
        }
        Finding finding = findings.remember(cause, findings.report(MISSING, place, program.role().shown() + " may not list and watch `" + resource
                + "`, so this discovery finds nothing"));
        finding.note(answer.span() == null ? pods.span() : answer.span(), answer.why());
        finding.help("give ServiceAccount `" + pods.pod().serviceAccount() + "` a ClusterRole with `verbs: [get, list, watch]` on `" + resource + "`");
        if (!environment.complete()) {
            finding.severity(finding.severity().lowered());
        }
    }
}
