package dev.guards.guard.semantic;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.prometheus.Discovery;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.config.promtail.PromtailReader;
import dev.guards.config.promtail.PromtailScrape;
import dev.guards.environment.Environment;
import dev.guards.environment.Mount;
import dev.guards.environment.Program;
import dev.guards.environment.PrometheusServer;
import dev.guards.environment.Workload;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.text.ReadException;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.List;

/** Holds the discoveries of servers and agents against what lets them see anything: the Docker socket, rights in the cluster. */
public final class DiscoveryAccess implements SemanticGuard {
    private static final Rule SOCKET = Rule.error("docker-socket-not-mounted", "containers are discovered through a Docker socket that is not mounted");
    private static final String DEFAULT_SOCKET = "unix:///var/run/docker.sock";

    @Override
    public String id() {
        return "discovery-access";
    }

    @Override
    public String summary() {
        return "servers and agents may see what they are to discover";
    }

    @Override
    public List<Rule> rules() {
        return List.of(SOCKET, ClusterAccess.MISSING);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        Environment environment = stack.environment();
        ClusterAccess cluster = environment.cluster() == null ? null : new ClusterAccess(environment, findings);
        for (Program program : environment.programs()) {
            boolean known = program.openBecause() == null && program.workload() != null && program.workload().buildContext() == null;
            if (known) {
                discoveries(program, cluster, findings);
            }
        }
    }

    private static void discoveries(Program program, ClusterAccess cluster, Findings findings) {
        switch (program.role()) {
            case PROMETHEUS -> {
                for (ScrapeConfig scrape : PrometheusServer.of(program).scrapes()) {
                    for (Discovery discovery : scrape.discoveries()) {
                        discovery(program, discovery, discovery.span(), cluster, findings);
                    }
                }
            }
            case PROMTAIL -> {
                for (PromtailScrape scrape : PromtailReader.read(program.config().root(), p -> { }).scrapes()) {
                    for (PromtailScrape.Source source : scrape.sources()) {
                        discovery(program, new Discovery(source.kind(), source.node()), source.key().span(), cluster, findings);
                    }
                }
            }
            case ALLOY -> alloy(program, cluster, findings);
            default -> {
                // Others are not followed.
            }
        }
    }

    private static void discovery(Program program, Discovery discovery, Span place, ClusterAccess cluster, Findings findings) {
        switch (discovery.kind()) {
            case "docker", "dockerswarm" -> socket(program.workload(), discovery.node().get("host").text(), place, findings);
            case "kubernetes" -> {
                if (cluster != null) {
                    cluster.check(program, discovery.node(), place);
                }
            }
            default -> {
                // Needs nothing of the host or the cluster.
            }
        }
    }

    private static void alloy(Program program, ClusterAccess cluster, Findings findings) {
        AlloyConfig config;
        try {
            config = AlloyReader.read(program.config().text());
        } catch (ReadException e) {
            return;
        }
        for (String name : List.of("loki.source.docker", "discovery.docker", "discovery.dockerswarm")) {
            for (AlloyBlock docker : config.named(name)) {
                socket(program.workload(), docker.node("host").text(), docker.span(), findings);
            }
        }
        for (AlloyBlock discovery : config.named("discovery.kubernetes")) {
            if (cluster != null && discovery.get("api_server") == null) {
                cluster.check(program, discovery.mapping(), discovery.span());
            }
        }
    }

    private static void socket(Workload agent, Text host, Span place, Findings findings) {
        String address = host == null ? DEFAULT_SOCKET : host.value();
        if (!address.startsWith("unix://") || !Unknown.isKnown(address) || address.contains("${")) {
            return;
        }
        String socket = address.substring("unix://".length());
        String other = socket.startsWith("/var/run/") ? socket.substring("/var".length()) : socket;
        Span span = host == null ? place : host.span();
        boolean mounted = Mount.reach(agent.mounts(), socket) || Mount.reach(agent.mounts(), other);
        if (!mounted && findings.again(List.of(agent, socket), span) == null) {
            findings.remember(List.of(agent, socket), findings.report(SOCKET, span, "`" + socket + "` is not mounted into " + agent + ", so it finds no container"))
                    .note(agent.span(), "mounts " + Mount.describe(agent.mounts()))
                    .help("mount `/var/run/docker.sock:/var/run/docker.sock:ro`");
        }
    }
}
