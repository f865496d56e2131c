package dev.guards.environment;

import dev.guards.config.prometheus.PrometheusConfig;
import dev.guards.config.prometheus.PrometheusReader;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A Prometheus server with everything its configuration leads to.
 *
 * @param config      null when it is not known
 * @param scrapes     jobs of the main file and of scrape config files
 * @param scrapesOpen true when jobs may exist that are not listed
 * @param rules       rule files that it loads
 * @param rulesOpen   true when it may load rule files that the repository does not hold
 */
public record PrometheusServer(Program program, PrometheusConfig config, List<ScrapeConfig> scrapes, boolean scrapesOpen,
        List<RuleFile> rules, boolean rulesOpen) {
    public PrometheusServer {
        scrapes = List.copyOf(scrapes);
        rules = List.copyOf(rules);
    }

    /** Reads what a Prometheus program runs on. */
    public static PrometheusServer of(Program program) {
        if (program.config() == null) {
            return new PrometheusServer(program, null, List.of(), true, List.of(), true);
        }
        Node root = program.config().root();
        PrometheusConfig config = PrometheusReader.read(root);
        List<ScrapeConfig> scrapes = new ArrayList<>(config.scrapes());
        boolean scrapesOpen = !root.isPresent();
        for (Text pattern : config.scrapeConfigFiles()) {
            for (Node file : read(program, pattern)) {
                scrapes.addAll(PrometheusReader.readScrapeConfigs(file, config));
            }
            scrapesOpen |= program.isOpen(pattern.value());
        }
        if (feature(program, "native-histograms") != null) {
            scrapes.replaceAll(ScrapeConfig::withNativeHistograms);
        }
        List<RuleFile> rules = new ArrayList<>();
        boolean rulesOpen = !root.isPresent() || program.isAssumed();
        for (Text pattern : config.ruleFiles()) {
            read(program, pattern).forEach(file -> rules.add(RuleFile.read(file)));
            rulesOpen |= program.isOpen(pattern.value());
        }
        return new PrometheusServer(program, config, scrapes, scrapesOpen, rules, rulesOpen);
    }

    /** The trees of the files that a pattern stands for; one that cannot be read is reported by whoever reads every document. */
    private static List<Node> read(Program program, Text pattern) {
        List<Node> trees = new ArrayList<>();
        for (FileView.Found file : program.glob(pattern.value())) {
            try {
                trees.addAll(YamlReader.readAll(file.text(), p -> { }));
            } catch (ReadException e) {
                trees.add(new dev.guards.text.Absent(file.text().span(0, 0)));
            }
        }
        return trees;
    }

    /** Why series may arrive that no job describes, pushed ones aside; null when none may. */
    public String openBecause() {
        if (program.openBecause() != null) {
            return program.openBecause();
        }
        if (!config.root().isPresent()) {
            return "the configuration of " + program + " cannot be read";
        }
        if (scrapesOpen) {
            return "scrape_config_files names files that are not in the repository";
        }
        if (!config.remoteReads().isEmpty()) {
            return program + " also reads from remote storage";
        }
        return null;
    }

    /** The option by which the server accepts series that agents write to it; null when it does not. */
    public String remoteWriteReceiver() {
        return receiver("web.enable-remote-write-receiver", "remote-write-receiver");
    }

    /** The option by which the server accepts what instrumented programs send; null when it does not. */
    public String otlpReceiver() {
        return receiver("web.enable-otlp-receiver", "otlp-write-receiver");
    }

    private String receiver(String option, String feature) {
        return program.option(option) != null ? "--" + option : feature(program, feature);
    }

    /** The option that switches a feature on; null when none does. */
    private static String feature(Program program, String feature) {
        String features = program.option("enable-feature");
        return features != null && features.contains(feature) ? "--enable-feature=" + features : null;
    }
}
