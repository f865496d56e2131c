package dev.guards.guard.semantic;

import dev.guards.config.kubernetes.PrometheusResource;
import dev.guards.config.prometheus.Durations;
import dev.guards.environment.FileView;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Job;
import dev.guards.inventory.Target;
import dev.guards.inventory.TargetProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports scrape targets that Prometheus cannot reach. */
public final class ScrapeTargets implements SemanticGuard {
    private static final Rule HOST = Rule.error("target-host-unknown", "no service of the stack has the host name of the target");
    private static final Rule PORT = Rule.error("target-port-mismatch", "the service does not listen on the target's port");
    private static final Rule PUBLISHED = Rule.error("target-published-port", "the target has the published port, where only the container port answers");
    private static final Rule LOCALHOST = Rule.error("target-localhost-in-container", "`localhost` inside a container is the container itself");
    private static final Rule NETWORK = Rule.error("target-network-unreachable", "Prometheus and the target share no network");
    private static final Rule NO_TARGETS = Rule.warning("scrape-job-without-targets", "relabelling drops every target that a scrape job discovers");
    private static final Rule TOO_LONG = Rule.warning("scrape-interval-too-long", "a job is scraped so seldom that its series are stale in between");
    private static final Rule PROFILE = Rule.info("target-profile-only", "the service of the target runs only with a Compose profile");

    private static final long LOOKBACK = 300_000;

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
        return List.of(HOST, PORT, PUBLISHED, LOCALHOST, NETWORK, PROFILE, NO_TARGETS, TOO_LONG);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (Job job : stack.inventory().jobs()) {
            Program assumed = assumed(stack, job);
            withoutTargets(job, assumed != null, findings);
            interval(stack, job, findings);
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

    /** Only where each target is known: one that nothing describes may pass the rules. */
    private static void withoutTargets(Job job, boolean assumed, Findings findings) {
        if (!job.targets().isEmpty() || job.dropped().isEmpty() || job.open() || assumed) {
            return;
        }
        Map<Evidence, Integer> reasons = new LinkedHashMap<>();
        for (Target target : job.dropped()) {
            reasons.merge(target.evidence().get(target.evidence().size() - 1), 1, Integer::sum);
        }
        int count = job.dropped().size();
        Finding finding = findings.report(NO_TARGETS, job.span(), "job `" + job.name() + "` discovers " + (count == 1 ? "one target" : count + " targets")
                + " and its rules drop " + (count == 1 ? "it" : "all of them"));
        reasons.forEach((reason, dropped) -> finding.note(reason.span(), reason.message() + (reasons.size() > 1 ? ", " + dropped + " of them" : "")));
        finding.help("give the targets what the rule asks for, or let the rule ask for what they have");
    }

    /** A selector finds a sample for five minutes, or for what the server is told; other servers reckon differently. */
    private static void interval(Stack stack, Job job, Findings findings) {
        boolean plain = stack.environment().cluster() == null || PrometheusResource.all(stack.environment().cluster()).stream()
                .noneMatch(server -> server.manifest().spec().at("query", "lookbackDelta").isPresent());
        for (Program program : stack.environment().programs()) {
            plain &= !program.role().storesMetrics() || program.role() == Role.PROMETHEUS && program.option("query.lookback-delta") == null;
        }
        if (plain && job.intervalMillis() > LOOKBACK) {
            findings.report(TOO_LONG, job.span(), "job `" + job.name() + "` is scraped every " + Durations.text(job.intervalMillis())
                    + ", and a sample counts for 5m: panels show nothing in between").help("scrape at least every 5m; every 2m leaves room for a failed scrape");
        }
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
