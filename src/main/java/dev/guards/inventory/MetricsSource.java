package dev.guards.inventory;

import dev.guards.config.Document;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.alloy.AlloyScrapes;
import dev.guards.config.otelcollector.CollectorConfig;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.environment.Environment;
import dev.guards.environment.OperatedRules;
import dev.guards.environment.Program;
import dev.guards.environment.PrometheusServer;
import dev.guards.environment.Role;
import dev.guards.text.ReadException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A program that scrapes, with its jobs and rules.
 *
 * @param openBecause why series may arrive by it that no job describes
 * @param receives    whether others may push to it
 * @param writes      where it sends its series, besides a store of its own; null when the files do not tell
 */
record MetricsSource(Program program, List<ScrapeConfig> scrapes, List<RuleFile> rules, boolean rulesOpen, List<Evidence> openBecause,
        boolean receives, List<SentSeries> writes) {
    /** Agents whose way with metrics is not followed. */
    private static final Set<Role> PUSHING = EnumSet.of(Role.ALLOY, Role.GRAFANA_AGENT, Role.OTEL_COLLECTOR, Role.VECTOR, Role.VMAGENT,
            Role.MIMIR, Role.THANOS, Role.VICTORIA_METRICS, Role.LGTM);

    static List<MetricsSource> all(Environment environment) {
        List<MetricsSource> sources = new ArrayList<>();
        // Variants of one service, by optional Compose files, run on the same configuration.
        Set<Document> read = new HashSet<>();
        for (Program program : environment.programs(Role.PROMETHEUS)) {
            if (program.config() != null && !read.add(program.config())) {
                continue;
            }
            PrometheusServer server = PrometheusServer.of(program);
            String option = server.otlpReceiver() != null ? server.otlpReceiver() : server.remoteWriteReceiver();
            boolean others = option != null && (server.otlpReceiver() != null || !Pushers.areDescribed(environment));
            String open = server.openBecause() != null || !others ? server.openBecause() : program + " accepts pushed series (" + option + ")";
            List<RuleFile> rules = new ArrayList<>(server.rules());
            rules.addAll(OperatedRules.of(environment, program));
            boolean rulesOpen = server.rulesOpen() || isPartOfUnseenCluster(environment);
            sources.add(new MetricsSource(program, server.scrapes(), rules, rulesOpen,
                    open == null ? List.of() : List.of(new Evidence(program.span(), open)), option != null, SentSeries.of(server)));
        }
        victoria(environment, sources, read);
        agents(environment, sources, read);
        return sources;
    }

    /** Jobs of agents that push what they scrape. */
    private static void agents(Environment environment, List<MetricsSource> sources, Set<Document> read) {
        for (Program program : environment.programs()) {
            boolean known = program.config() != null && read.add(program.config());
            if (known && program.role() == Role.ALLOY) {
                sources.add(alloy(program));
            } else if (known && program.role() == Role.OTEL_COLLECTOR) {
                CollectorConfig config = CollectorConfig.read(program.config().root());
                sources.add(new MetricsSource(program, config.remoteWrittenScrapes(), List.of(), false, List.of(), false, SentSeries.of(config)));
            }
        }
    }

    /** VictoriaMetrics and vmagent scrape by Prometheus' configuration, and take what others push in many forms. */
    private static void victoria(Environment environment, List<MetricsSource> sources, Set<Document> read) {
        for (Program program : environment.programs()) {
            boolean victoria = program.role() == Role.VICTORIA_METRICS || program.role() == Role.VMAGENT;
            if (victoria && program.config() != null && read.add(program.config())) {
                PrometheusServer server = PrometheusServer.of(program);
                List<ScrapeConfig> scrapes = new ArrayList<>();
                for (ScrapeConfig scrape : server.scrapes()) {
                    List<RelabelRule> rules = new ArrayList<>(scrape.metricRelabel());
                    rules.addAll(SentSeries.external(server.config().externalLabels()));
                    scrapes.add(scrape.withMetricRelabel(rules));
                }
                sources.add(new MetricsSource(program, scrapes, List.of(), true,
                        List.of(new Evidence(program.span(), program + " accepts pushed series")), true, SentSeries.of(program)));
            }
        }
    }

    private static MetricsSource alloy(Program program) {
        List<ScrapeConfig> scrapes = List.of();
        List<SentSeries> writes = null;
        try {
            AlloyConfig config = AlloyReader.read(program.config().text());
            scrapes = AlloyScrapes.of(config);
            writes = SentSeries.of(config);
        } catch (ReadException e) {
            // Reported by whoever reads every document.
        }
        return new MetricsSource(program, scrapes, List.of(), false, List.of(), false, writes);
    }

    private static boolean isPartOfUnseenCluster(Environment environment) {
        return environment.kind() == Environment.Kind.KUBERNETES && !environment.complete();
    }

    /** Why series may come from elsewhere than the Prometheus servers. */
    static List<Evidence> openWorld(Environment environment) {
        List<Evidence> found = new ArrayList<>();
        if (environment.programs(Role.PROMETHEUS).isEmpty()) {
            found.add(new Evidence(null, "no Prometheus server of this environment is known"));
        }
        found.addAll(unread(environment));
        // Without a server that stores what is pushed, agents of these kinds have nobody to push to.
        boolean stores = environment.programs().stream().anyMatch(p -> p.role().storesMetrics() && p.role() != Role.PROMETHEUS);
        if (stores) {
            for (Program program : environment.programs()) {
                if (PUSHING.contains(program.role())) {
                    found.add(new Evidence(program.span(), program + " may bring series of its own"));
                }
            }
        }
        return found;
    }

    /** Parts of the environment that no file shows. */
    static List<Evidence> unread(Environment environment) {
        List<Evidence> found = new ArrayList<>();
        if (!environment.complete() && environment.kind() == Environment.Kind.DOCKER) {
            found.add(new Evidence(null, "some files that this environment is made of could not be read"));
        }
        if (isPartOfUnseenCluster(environment)) {
            found.add(new Evidence(null, "parts of the cluster are not in the repository, and may scrape or be scraped"));
        }
        return found;
    }
}
