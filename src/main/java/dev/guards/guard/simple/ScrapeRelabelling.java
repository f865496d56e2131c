package dev.guards.guard.simple;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.alloy.AlloyRules;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Manifests;
import dev.guards.config.kubernetes.OperatorConfig;
import dev.guards.config.prometheus.Discovery;
import dev.guards.config.prometheus.PrometheusReader;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.inventory.DiscoveryLabels;
import dev.guards.inventory.Labels;
import dev.guards.inventory.TargetBuilder;
import dev.guards.inventory.kubernetes.RoleLabels;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.stream.AlloyLabels;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.ReadException;
import java.util.List;

/** Follows labels through the relabelling rules of scrape jobs: Prometheus' own, those of an operator's monitors, and Alloy's. */
public final class ScrapeRelabelling implements SimpleGuard {
    /** Scrape classes of the server, which may choose other roles too, can set any label first; only the discovery sets these. */
    private static final ValueSet OF_SCRAPE_CLASSES = ValueSet.any().withoutAbsent().without(Re2.of("__meta_.*"));

    @Override
    public String id() {
        return "scrape-relabel";
    }

    @Override
    public String summary() {
        return "relabelling rules of scrape jobs read what is there, and leave something";
    }

    @Override
    public List<Rule> rules() {
        return RelabelFamily.TARGETS.rules();
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (Document document : repository.documents(Kind.PROMETHEUS)) {
            for (ScrapeConfig scrape : PrometheusReader.read(document.root()).scrapes()) {
                scrape(scrape, discovered(scrape), findings);
            }
        }
        for (Document document : repository.documents(Kind.KUBERNETES)) {
            for (Manifest manifest : Manifests.of(document.root())) {
                if (manifest.group().equals("monitoring.coreos.com")) {
                    monitor(manifest, findings);
                }
            }
        }
        for (Document document : repository.documents(Kind.ALLOY)) {
            try {
                alloy(AlloyReader.read(document.text()), findings);
            } catch (ReadException e) {
                // Said by the guard of syntax.
                continue;
            }
        }
    }

    private static void monitor(Manifest manifest, Findings findings) {
        for (ScrapeConfig scrape : PrometheusReader.read(OperatorConfig.jobs(manifest)).scrapes()) {
            Labels labels = discovered(scrape);
            if (manifest.kind().equals("ServiceMonitor")) {
                labels = Entry.join(labels, RoleLabels.of("endpoints", true));
                labels = Entry.join(labels, RoleLabels.of("endpointslice", true));
            }
            scrape(scrape, labels.withOpenNames(labels.openNames().union(OF_SCRAPE_CLASSES)), findings);
        }
    }

    private static void scrape(ScrapeConfig scrape, Labels discovered, Findings findings) {
        new RelabelFlow(scrape.relabel(), discovered, RelabelFamily.TARGETS, findings).check();
        samples(scrape, findings);
    }

    private static Labels discovered(ScrapeConfig scrape) {
        Labels all = null;
        for (Discovery discovery : scrape.discoveries()) {
            Labels labels = DiscoveryLabels.of(discovery);
            all = all == null ? labels : Entry.join(all, labels);
        }
        return TargetBuilder.withDefaults(scrape, all == null ? Labels.any() : all);
    }

    private static void samples(ScrapeConfig scrape, Findings findings) {
        new RelabelFlow(scrape.metricRelabel(), samples(), RelabelFamily.SAMPLES, findings).check();
    }

    /** Any label that an exporter or the target may bring: those of the discovery are gone by then. */
    private static Labels samples() {
        ValueSet names = ValueSet.any().withoutAbsent().without(Re2.of("__(meta|param)_.*|__(address|scheme|metrics_path|name)__"));
        return Labels.NONE.withOpenNames(names).with("__name__", ValueSet.present());
    }

    private static void alloy(AlloyConfig config, Findings findings) {
        AlloyLabels labels = new AlloyLabels(config);
        AlloyMetrics metrics = new AlloyMetrics(config);
        for (AlloyBlock block : config.blocks()) {
            if (block.is("discovery.relabel") && metrics.feeds(block)) {
                new RelabelFlow(AlloyRules.read(block, p -> { }), labels.relabelled(block), RelabelFamily.TARGETS, findings)
                        .check(metrics.behind(block));
            } else if (block.is("prometheus.relabel")) {
                new RelabelFlow(AlloyRules.read(block, p -> { }), samples(), RelabelFamily.SAMPLES, findings).check();
            }
        }
    }
}
