package dev.guards.inventory.stream;

import dev.guards.config.promtail.PromtailConfig;
import dev.guards.config.promtail.PromtailReader;
import dev.guards.config.promtail.PromtailScrape;
import dev.guards.environment.Environment;
import dev.guards.environment.FileView;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams of Promtail: each source of each job through relabelling and its pipeline. */
final class PromtailStreams {
    private static final String AGENT = "promtail";
    private static final Set<String> WITH_META = Set.of("journal", "syslog", "gelf", "kafka", "gcplog", "cloudflare", "heroku_drain",
            "azure_event_hubs", "windows_events");
    private static final ValueSet META = ValueSet.regular("__.+", "__…");

    private final Environment environment;
    private final Program program;
    private final StreamCollector collector;

    private PromtailStreams(Environment environment, Program program, StreamCollector collector) {
        this.environment = environment;
        this.program = program;
        this.collector = collector;
    }

    static void collect(Environment environment, StreamCollector collector) {
        for (Program program : environment.programs(Role.PROMTAIL)) {
            new PromtailStreams(environment, program, collector).run();
        }
    }

    private void run() {
        if (program.openBecause() != null) {
            collector.open(program.span(), program.openBecause());
        }
        if (program.config() == null) {
            return;
        }
        PromtailConfig config = PromtailReader.read(program.config().root(), p -> { });
        if (!config.valid()) {
            collector.open(program.span(), "Promtail refuses its configuration");
        }
        for (PromtailScrape scrape : config.scrapes()) {
            for (PromtailScrape.Source source : scrape.sources()) {
                source(scrape, source, config);
            }
        }
    }

    private void source(PromtailScrape scrape, PromtailScrape.Source source, PromtailConfig config) {
        switch (source.kind()) {
            case "docker" -> read(scrape, DockerTargets.of(environment, program.workload(), source.node()), config);
            case "static" -> files(scrape, List.of(staticTarget(source)), config);
            case "file" -> files(scrape, fileTargets(source), config);
            case "kubernetes" -> kubernetes(scrape, source, config);
            case "loki_push_api" -> {
                collector.open(source.key().span(), "streams are pushed to Promtail by others");
                read(scrape, List.of(receiver(source, Labels.any())), config);
            }
            default -> {
                if (WITH_META.contains(source.kind())) {
                    read(scrape, List.of(receiver(source, Labels.NONE.withOpenNames(META))), config);
                } else {
                    collector.open(source.key().span(), "targets of `" + source.key() + "` are not in the repository");
                }
            }
        }
    }

    private void kubernetes(PromtailScrape scrape, PromtailScrape.Source source, PromtailConfig config) {
        if (source.node().get("role").string("pod").equals("pod") && environment.kind() == Environment.Kind.KUBERNETES) {
            files(scrape, PodTargets.of(environment, source.node()), config);
        } else {
            collector.open(source.key().span(), "targets of `" + source.key() + "` are not known");
        }
    }

    /** Sources whose lines have no file behind them. */
    private void read(PromtailScrape scrape, List<LogTarget> targets, PromtailConfig config) {
        for (LogTarget target : targets) {
            for (StreamCollector.Sent sent : StreamCollector.relabel(start(target), scrape.relabel())) {
                collector.store(sent, scrape.stages(), config.externalLabels(), AGENT, program.workload());
            }
        }
    }

    /** Sources that are files: relabelling must leave a {@code __path__}, and each line gets the name of its file. */
    private void files(PromtailScrape scrape, List<LogTarget> targets, PromtailConfig config) {
        for (LogTarget target : targets) {
            for (StreamCollector.Sent sent : StreamCollector.relabel(start(target), scrape.relabel())) {
                ValueSet path = sent.labels().get("__path__");
                if (path.mustBeAbsent()) {
                    collector.lost(target, target.evidence().span(), "no `__path__`, so no file is read");
                    continue;
                }
                Labels labels = sent.labels().with("filename", fileNames(path));
                collector.store(new StreamCollector.Sent(target, labels, sent.certain() && !path.mayBeAbsent(), sent.evidence()), scrape.stages(),
                        config.externalLabels(), AGENT, program.workload());
            }
        }
    }

    private StreamCollector.Sent start(LogTarget target) {
        return new StreamCollector.Sent(target, target.labels(), true, List.of(target.evidence()));
    }

    private LogTarget staticTarget(PromtailScrape.Source source) {
        Text path = source.node().at("labels", "__path__").text();
        return new LogTarget(groupLabels(source.node()), path == null ? "files" : "files " + path, Certainty.CERTAIN, "", Observation.Basis.ALWAYS,
                new Evidence(path == null ? source.key().span() : path.span(), path == null ? "static labels" : "files `" + path + "`"));
    }

    private Labels groupLabels(Node group) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        labels.put("__address__", ValueSet.of("localhost"));
        group.get("labels").textMap().forEach((name, value) -> labels.put(name, value(value)));
        return Labels.of(labels);
    }

    /** {@code ${VAR}} is filled in from the environment of the process when it is asked to. */
    private ValueSet value(Text text) {
        return text.value().contains("${") ? ValueSet.of(text.value()).union(ValueSet.any()) : Marked.values(text.value());
    }

    private List<LogTarget> fileTargets(PromtailScrape.Source source) {
        List<LogTarget> targets = new ArrayList<>();
        for (Text pattern : source.node().get("files").texts()) {
            if (program.isOpen(pattern.value())) {
                collector.open(pattern.span(), "targets in `" + pattern + "` are not in the repository");
            }
            for (FileView.Found file : program.glob(pattern.value())) {
                try {
                    for (Node group : YamlReader.read(file.text(), p -> { }).items()) {
                        Labels labels = groupLabels(group).with("__meta_filepath", file.path());
                        targets.add(new LogTarget(labels, "files of " + file.path(), Certainty.CERTAIN, "", Observation.Basis.ALWAYS,
                                new Evidence(group.span(), "target group")));
                    }
                } catch (ReadException e) {
                    collector.open(e.problem().span(), "targets cannot be read");
                }
            }
        }
        return targets;
    }

    /** A source that takes what is sent or logged to it, with labels of its own block. */
    private LogTarget receiver(PromtailScrape.Source source, Labels meta) {
        Labels labels = meta;
        for (Map.Entry<String, Text> label : source.node().get("labels").textMap().entrySet()) {
            labels = labels.with(label.getKey(), value(label.getValue()));
        }
        if (source.kind().equals("windows_events")) {
            labels = labels.with("channel", ValueSet.present()).with("computer", ValueSet.present());
        }
        return new LogTarget(labels, source.kind(), Certainty.CERTAIN, "", Observation.Basis.ALWAYS, new Evidence(source.key().span(), "lines of " + source.kind()));
    }

    /** Names of the files that globs select. */
    static ValueSet fileNames(ValueSet paths) {
        if (!paths.isFinite()) {
            return ValueSet.present();
        }
        ValueSet names = ValueSet.none();
        for (String path : paths.withoutAbsent().values()) {
            names = names.union(path.indexOf('*') < 0 && path.indexOf('?') < 0 && path.indexOf('{') < 0 && path.indexOf('[') < 0
                    ? Marked.values(path) : ValueSet.regular(globPattern(path), path));
        }
        return names;
    }

    private static String globPattern(String glob) {
        if (glob.indexOf('{') >= 0 || glob.indexOf('[') >= 0) {
            return ".+";
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                pattern.append(".*");
                i++;
            } else if (c == '*') {
                pattern.append("[^/]*");
            } else {
                pattern.append(c == '?' ? "[^/]" : Marked.pattern(String.valueOf(c)));
            }
        }
        return pattern.toString();
    }
}
