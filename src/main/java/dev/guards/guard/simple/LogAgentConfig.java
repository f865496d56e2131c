package dev.guards.guard.simple;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StageReader;
import dev.guards.config.promtail.PromtailConfig;
import dev.guards.config.promtail.PromtailReader;
import dev.guards.config.promtail.PromtailScrape;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.inventory.DiscoveryLabels;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Relabeler;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.regex.ValueSet;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows labels and extracted values through the configuration of log agents. */
public final class LogAgentConfig implements SimpleGuard {
    static final Rule CONFIG_INVALID = Rule.error(PromtailReader.INVALID, "Promtail refuses to start with its configuration");
    static final Rule PIPELINE_INVALID = Rule.error(StageReader.INVALID, "the agent refuses to start with a pipeline stage");
    static final Rule RELABEL_INVALID = Rule.error("log-relabel-invalid", "the agent refuses to start with a relabelling rule");
    static final Rule NO_LABELS = Rule.error("docker-sd-no-labels", "containers are discovered and none of their labels is kept, so Loki takes none of their lines");
    static final Rule RUNTIME_STAGE = Rule.warning("pipeline-runtime-stage", "a docker or cri stage unwraps lines that do not come in that form");
    static final Rule EOL = Rule.info("promtail-eol", "Promtail gets no more updates since March 2026; Grafana Alloy took its place");

    @Override
    public String id() {
        return "log-agent-config";
    }

    @Override
    public String summary() {
        return "log agents keep the labels and extract the values that their configuration means to";
    }

    @Override
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(List.of(CONFIG_INVALID, PIPELINE_INVALID, RELABEL_INVALID));
        rules.addAll(RelabelFamily.LOGS.rules());
        rules.add(NO_LABELS);
        rules.addAll(PipelineFlow.RULES);
        rules.addAll(AlloyFlow.RULES);
        rules.add(UnboundedLabels.HIGH_CARDINALITY);
        rules.add(RUNTIME_STAGE);
        rules.add(EOL);
        return rules;
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (Document document : repository.documents(Kind.PROMTAIL)) {
            List<Problem> problems = new ArrayList<>();
            PromtailConfig config = PromtailReader.read(document.root(), problems::add);
            refused(problems, findings);
            for (PromtailScrape scrape : config.scrapes()) {
                scrape(scrape, config, findings);
            }
            Span start = document.root().entries().isEmpty() ? document.root().span() : document.root().entries().get(0).key().span();
            findings.report(EOL, start, "Promtail reached its end of life in March 2026")
                    .help("`alloy convert --source-format=promtail` turns this file into one for Grafana Alloy");
        }
        for (Document document : repository.documents(Kind.ALLOY)) {
            List<Problem> problems = new ArrayList<>();
            AlloyFlow.check(document.text(), findings, problems::add);
            refused(problems, findings);
        }
    }

    private static void refused(List<Problem> problems, Findings findings) {
        for (Problem problem : problems) {
            Rule rule = problem.rule().equals(CONFIG_INVALID.id()) ? CONFIG_INVALID
                    : problem.rule().equals(PIPELINE_INVALID.id()) ? PIPELINE_INVALID : RELABEL_INVALID;
            findings.report(rule, problem.span(), problem.message()).help(problem.help());
        }
    }

    private static void scrape(PromtailScrape scrape, PromtailConfig config, Findings findings) {
        if (scrape.sources().isEmpty()) {
            return;
        }
        Labels discovered = null;
        for (PromtailScrape.Source source : scrape.sources()) {
            Labels labels = DiscoveryLabels.of(source);
            discovered = discovered == null ? labels : Entry.join(discovered, labels);
        }
        RelabelFlow flow = new RelabelFlow(scrape.relabel(), discovered, RelabelFamily.LOGS, findings);
        flow.check();
        List<Relabeler.Outcome> results = flow.results();
        Map<String, PromtailScrape.Source> kinds = new LinkedHashMap<>();
        scrape.sources().forEach(s -> kinds.putIfAbsent(s.kind(), s));
        boolean external = config.externalLabels().stream().anyMatch(m -> !m.isEmpty());
        if (kinds.containsKey("docker") && kinds.size() == 1 && !external && !setsLabels(scrape.stages())) {
            noLabels(results, kinds.get("docker"), findings);
        }
        runtime(scrape.stages(), kinds, findings);
        Entry start = start(results, kinds);
        new PipelineFlow(findings).check(scrape.stages(), start);
        UnboundedLabels.check(scrape.relabel(), scrape.stages(), start, findings);
    }

    /** True when a stage may add a label to a line that has none. */
    private static boolean setsLabels(List<Stage> stages) {
        return stages.stream().anyMatch(s -> s instanceof Stage.Labels || s instanceof Stage.StaticLabels || s instanceof Stage.Match
                || s instanceof Stage.Geoip || s instanceof Stage.Docker || s instanceof Stage.Cri || s instanceof Stage.Unreadable);
    }

    private static void noLabels(List<Relabeler.Outcome> results, PromtailScrape.Source docker, Findings findings) {
        for (Relabeler.Outcome outcome : results) {
            if (!visible(outcome.labels()).names().isEmpty() || visible(outcome.labels()).isOpen()) {
                return;
            }
        }
        if (!results.isEmpty()) {
            findings.report(NO_LABELS, docker.key().span(), "no label of the discovered containers is kept, and Loki refuses lines without labels")
                    .help("add a rule such as `source_labels: [__meta_docker_container_name]`, `regex: '/(.*)'`, `target_label: container`");
        }
    }

    private static Labels visible(Labels labels) {
        Labels visible = labels;
        for (String name : labels.names()) {
            visible = name.startsWith("__") ? visible.without(name) : visible;
        }
        return visible.withOpenNames(labels.openNames().without(dev.guards.regex.Re2.of("__.*")));
    }

    private static Entry start(List<Relabeler.Outcome> results, Map<String, PromtailScrape.Source> kinds) {
        Labels labels = Labels.NONE;
        for (Relabeler.Outcome outcome : results) {
            labels = Entry.join(labels, visible(outcome.labels()));
        }
        if (results.isEmpty()) {
            labels = Labels.any();
        }
        boolean files = kinds.containsKey("static") || kinds.containsKey("kubernetes") || kinds.containsKey("file");
        labels = files ? labels.with("filename", ValueSet.present()) : labels;
        return Entry.of(kinds.containsKey("windows_events") ? Labels.any() : labels, ValueSet.any());
    }

    private static void runtime(List<Stage> stages, Map<String, PromtailScrape.Source> kinds, Findings findings) {
        for (Stage stage : stages) {
            boolean docker = stage instanceof Stage.Docker;
            if (!docker && !(stage instanceof Stage.Cri)) {
                continue;
            }
            if (kinds.keySet().equals(java.util.Set.of("docker"))) {
                findings.report(RUNTIME_STAGE, stage.span(), "`docker_sd_configs` delivers plain lines with their time, so the `" + stage.name()
                        + "` stage unwraps nothing")
                        .help("remove it; for the `stream` label take `__meta_docker_container_log_stream`");
            } else if (docker && kinds.keySet().equals(java.util.Set.of("kubernetes"))) {
                findings.report(RUNTIME_STAGE, stage.span(), "the `docker` stage does not understand the lines of containerd and CRI-O, which run"
                        + " the pods since Kubernetes 1.24").help("write `cri: {}`");
            }
        }
    }
}
