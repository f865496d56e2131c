package dev.guards.guard.simple;

import dev.guards.config.Kind;
import dev.guards.environment.CommandLine;
import dev.guards.environment.Environment;
import dev.guards.environment.Environments;
import dev.guards.environment.Mount;
import dev.guards.environment.Port;
import dev.guards.environment.Workload;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks Compose files for what keeps the stack from starting, or cAdvisor from seeing its containers. */
public final class ComposeMonitoring implements SimpleGuard {
    static final Rule INVALID = Rule.error("compose-invalid", "Compose refuses a file, or cannot find what it includes or extends");
    static final Rule CONFLICT = Rule.error("compose-port-conflict", "two services publish the same port of the host");
    static final Rule SOCKET = Rule.warning("cadvisor-missing-mounts", "cAdvisor lacks a mount without which series or labels are missing");
    static final Rule PRIVILEGED = Rule.info("cadvisor-not-privileged", "cAdvisor is not privileged, and some kernels then hide parts of the machine");

    @Override
    public String id() {
        return "compose-monitoring";
    }

    @Override
    public String summary() {
        return "Compose can start the stack, and cAdvisor sees its containers";
    }

    @Override
    public List<Rule> rules() {
        return List.of(INVALID, CONFLICT, SOCKET, PRIVILEGED);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        if (repository.documents(Kind.COMPOSE).isEmpty()) {
            return;
        }
        Set<String> said = new HashSet<>();
        for (Environment environment : Environments.detect(repository.documents(), repository.settings())) {
            if (environment.kind() != Environment.Kind.DOCKER) {
                continue;
            }
            for (Problem problem : environment.problems()) {
                if (problem.rule().equals(INVALID.id()) && said.add(problem.span() + problem.message())) {
                    findings.report(INVALID, problem.span(), problem.message()).help(problem.help());
                }
            }
            List<Workload> before = new ArrayList<>();
            for (Workload workload : environment.workloads()) {
                for (Workload earlier : before) {
                    if (runTogether(earlier, workload)) {
                        conflicts(earlier, workload, said, findings);
                    }
                }
                before.add(workload);
                if (isCadvisor(workload) && said.add("cadvisor " + workload.span())) {
                    cadvisor(workload, findings);
                }
            }
        }
    }

    /** Two services of one project; variants of the same one, or of files that stand for each other, never do. */
    private static boolean runTogether(Workload a, Workload b) {
        boolean alternatives = !a.condition().isEmpty() && !b.condition().isEmpty() && !a.condition().equals(b.condition());
        String left = dev.guards.text.Paths.parent(a.span().source().path());
        return !a.name().equals(b.name()) && a.namespace().equals(b.namespace()) && !alternatives
                && left.equals(dev.guards.text.Paths.parent(b.span().source().path()));
    }

    private static void conflicts(Workload a, Workload b, Set<String> said, Findings findings) {
        for (Port first : a.ports()) {
            for (Port second : b.ports()) {
                if (collide(first, second) && said.add("port " + first.span() + second.span())) {
                    int port = Math.max(first.published(), second.published());
                    Finding finding = findings.report(CONFLICT, second.span(), "`" + b.name() + "` publishes port " + port
                            + " of the host, which `" + a.name() + "` publishes too").note(first.span(), "published here first")
                            .help("give one of the two another port on the left of the colon");
                    if (!a.condition().equals(b.condition())) {
                        finding.severity(CONFLICT.severity().lowered());
                        finding.note(null, "only when both files are used together");
                    }
                    if (!a.profiles().isEmpty() && !b.profiles().isEmpty() && disjoint(a.profiles(), b.profiles())) {
                        finding.severity(CONFLICT.severity().lowered());
                        finding.note(null, "only when the profiles " + String.join(", ", a.profiles()) + " and "
                                + String.join(", ", b.profiles()) + " are both on");
                    }
                }
            }
        }
    }

    private static boolean disjoint(Set<String> a, Set<String> b) {
        return a.stream().noneMatch(b::contains);
    }

    private static boolean collide(Port a, Port b) {
        boolean published = a.published() > 0 && b.published() > 0 && a.protocol().equals(b.protocol());
        boolean address = a.hostAddress().equals(b.hostAddress()) || isEvery(a.hostAddress()) || isEvery(b.hostAddress());
        int lastA = a.published() + a.containerTo() - a.container();
        int lastB = b.published() + b.containerTo() - b.container();
        return published && address && a.published() <= lastB && b.published() <= lastA;
    }

    private static boolean isEvery(String address) {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::") || address.equals("[::]");
    }

    private static boolean isCadvisor(Workload workload) {
        return workload.image() != null && workload.image().shortName().equals("cadvisor");
    }

    private static void cadvisor(Workload workload, Findings findings) {
        boolean elsewhere = CommandLine.option(workload.words(), "docker") != null || workload.environment().containsKey("DOCKER_HOST");
        if (!elsewhere && !isMounted(workload, "/var/run/docker.sock")) {
            findings.report(SOCKET, workload.span(), "cAdvisor cannot ask Docker: its series carry `id` alone, without `name` and `image`")
                    .help("mount `/var/run:/var/run:ro`, or `/var/run/docker.sock:/var/run/docker.sock:ro`");
        }
        if (!isMounted(workload, "/sys/fs/cgroup")) {
            findings.report(SOCKET, workload.span(), "cAdvisor does not see the host's cgroups").help("mount `/sys:/sys:ro`");
        }
        if (!isMounted(workload, "/var/lib/docker/containers") && !isMounted(workload, "/rootfs/var/lib/docker")) {
            findings.report(SOCKET, workload.span(), "cAdvisor does not see Docker's storage: `container_fs_*` stays away from containers")
                    .help("mount `/var/lib/docker/:/var/lib/docker:ro`");
        }
        if (!workload.isPrivileged()) {
            findings.report(PRIVILEGED, workload.span(), "cAdvisor is not privileged").help("add `privileged: true`");
        }
    }

    /** True when the path, a directory above it, or a file below it is mounted. */
    private static boolean isMounted(Workload workload, String path) {
        for (Mount mount : workload.mounts()) {
            boolean above = path.equals(mount.target()) || path.startsWith(mount.target().equals("/") ? "/" : mount.target() + "/");
            if (above || mount.target().startsWith(path + "/") || mount.target().equals("/run/docker.sock") && path.endsWith("docker.sock")
                    || mount.target().equals("/run") && path.startsWith("/var/run/")) {
                return true;
            }
        }
        return false;
    }
}
