package dev.guards.guard.semantic;

import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.inventory.Job;
import dev.guards.inventory.Target;
import dev.guards.inventory.TargetProblem;
import java.util.List;

/** Reports scrape targets that Prometheus cannot reach. */
public final class ScrapeTargets implements SemanticGuard {
    private static final Rule HOST = Rule.error("target-host-unknown", "no service of the stack has the host name of the target");
    private static final Rule PORT = Rule.error("target-port-mismatch", "the service does not listen on the target's port");
    private static final Rule PUBLISHED = Rule.error("target-published-port", "the target has the published port, where only the container port answers");
    private static final Rule LOCALHOST = Rule.error("target-localhost-in-container", "`localhost` inside a container is the container itself");
    private static final Rule NETWORK = Rule.error("target-network-unreachable", "Prometheus and the target share no network");
    private static final Rule PROFILE = Rule.info("target-profile-only", "the service of the target runs only with a Compose profile");

    @Override
    public String id() {
        return "scrape-targets";
    }

    @Override
    public String summary() {
        return "each scrape target is a service that answers on that port";
    }

    @Override
    public List<Rule> rules() {
        return List.of(HOST, PORT, PUBLISHED, LOCALHOST, NETWORK, PROFILE);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (Job job : stack.inventory().jobs()) {
            boolean assumed = isAssumed(stack, job);
            // A configuration that another environment has as well, and that this one is only believed to share, may well name hosts of that one.
            boolean foreign = assumed && stack.environment().distance(job.span().source().path()) < 0;
            for (Target target : foreign ? List.<Target>of() : job.targets()) {
                for (TargetProblem problem : target.problems()) {
                    report(job, target, problem, assumed, findings);
                }
            }
        }
    }

    /** Whether the job stands in a configuration that is only believed to be the one that its program runs on. */
    private static boolean isAssumed(Stack stack, Job job) {
        return stack.environment().programs().stream()
                .anyMatch(p -> p.isAssumed() && job.span().source() == p.config().source());
    }

    private static void report(Job job, Target target, TargetProblem problem, boolean assumed, Findings findings) {
        if (findings.again(List.of(problem.kind(), problem.span()), problem.span()) != null) {
            return;
        }
        Finding finding = findings.remember(List.of(problem.kind(), problem.span()),
                findings.report(rule(problem.kind()), problem.span(), problem.message()));
        if (assumed) {
            finding.severity(finding.severity().lowered());
        }
        finding.subject(new Finding.Subject("job " + job.name(), "", ""));
        finding.proof(target.evidence());
        if (problem.workload() != null) {
            finding.note(problem.workload().span(), problem.workload() + " is defined here");
        }
        finding.help(problem.remedy().isEmpty() ? "" : "use `" + problem.remedy() + "`");
    }

    private static Rule rule(TargetProblem.Kind kind) {
        return switch (kind) {
            case HOST_UNKNOWN -> HOST;
            case PORT_MISMATCH -> PORT;
            case PUBLISHED_PORT -> PUBLISHED;
            case LOCALHOST -> LOCALHOST;
            case NETWORK_UNREACHABLE -> NETWORK;
            case PROFILE_ONLY -> PROFILE;
        };
    }
}
