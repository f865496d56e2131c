package dev.guards.guard.semantic;

import dev.guards.environment.FileView;
import dev.guards.environment.Program;
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
            Program assumed = assumed(stack, job);
            for (Target target : assumed != null && isForeign(stack, assumed) ? List.<Target>of() : job.targets()) {
                for (TargetProblem problem : target.problems()) {
                    report(job, target, problem, assumed != null, findings);
                }
            }
        }
    }

    /** The program whose configuration, only believed to be its own, has the job; null when there is none. */
    private static Program assumed(Stack stack, Job job) {
        return stack.environment().programs().stream()
                .filter(p -> p.isAssumed() && job.span().source() == p.config().source()).findFirst().orElse(null);
    }

    /** A file of another directory that a variable leads to may serve several environments, and name hosts of each. */
    private static boolean isForeign(Stack stack, Program program) {
        FileView.Found found = program.files().read(program.path());
        return found != null && found.assumed() && stack.environment().distance(program.config().path()) < 0;
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
