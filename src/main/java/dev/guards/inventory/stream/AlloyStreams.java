package dev.guards.inventory.stream;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.alloy.AlloyRules;
import dev.guards.config.alloy.AlloyStages;
import dev.guards.config.alloy.AlloyValue;
import dev.guards.config.pipeline.Stage;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;
import dev.guards.inventory.Relabeler;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.pipeline.Pipeline;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Mapping;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams of Grafana Alloy: from each {@code loki.source} along {@code forward_to} to {@code loki.write}. */
final class AlloyStreams {
    private static final String AGENT = "alloy";
    private static final int LONGEST_WAY = 30;
    private static final String DOCKER = "loki.source.docker";
    private static final Set<String> OF_TARGETS = Set.of(DOCKER, "loki.source.file", "loki.source.kubernetes");
    private static final ValueSet META = ValueSet.regular("__.+", "__…");

    private final Workload workload;
    private final AlloyConfig config;
    private final AlloyTargets targets;
    private final StreamCollector collector;

    private AlloyStreams(Environment environment, Workload workload, AlloyConfig config, StreamCollector collector) {
        this.workload = workload;
        this.config = config;
        this.targets = new AlloyTargets(environment, workload, config, collector);
        this.collector = collector;
    }

    static void collect(Environment environment, StreamCollector collector) {
        for (Program program : environment.programs(Role.ALLOY)) {
            if (program.openBecause() != null) {
                collector.open(program.span(), program.openBecause());
            }
            if (program.config() == null) {
                continue;
            }
            try {
                AlloyConfig config = AlloyReader.read(program.config().text());
                new AlloyStreams(environment, program.workload(), config, collector).run(program);
            } catch (ReadException e) {
                collector.open(e.problem().span(), "the configuration of " + program + " does not parse");
            }
        }
    }

    private void run(Program program) {
        if (config.hasModules()) {
            collector.open(program.span(), "parts of the configuration of " + program + " are modules");
        }
        for (AlloyBlock block : config.blocks()) {
            String name = block.name().value();
            if (OF_TARGETS.contains(name)) {
                ofTargets(block);
            } else if (name.startsWith("loki.source.")) {
                receiver(block);
            } else if (name.startsWith("otelcol.exporter.") || name.equals("faro.receiver")) {
                otel(block);
            }
        }
    }

    private void ofTargets(AlloyBlock source) {
        List<RelabelRule> perLine = perLineRules(source);
        for (StreamCollector.Sent sent : targets.of(source.get("targets"))) {
            Labels labels = sent.labels();
            if (source.is("loki.source.file")) {
                ValueSet path = labels.get("__path__");
                if (path.mustBeAbsent()) {
                    collector.lost(sent.target(), source.span(), "no `__path__`, so no file is read");
                    continue;
                }
                labels = labels.with("filename", PromtailStreams.fileNames(path));
            } else if (source.is("loki.source.kubernetes")) {
                labels = filled(filled(labels, "job", ValueSet.of(source.id())), "instance", ValueSet.regular("[^/]+/[^:]+:.+", "<namespace>/<pod>:<container>"));
            }
            for (StreamCollector.Sent line : StreamCollector.relabel(new StreamCollector.Sent(sent.target(), labels, sent.certain(),
                    sent.evidence()), perLine)) {
                forward(source, line, Entry.of(StreamCollector.visible(own(source, line.labels())), ValueSet.any()), 0);
            }
        }
    }

    /** Sources that take what is sent to them: their streams have labels of their own beside what the sender gives. */
    private void receiver(AlloyBlock source) {
        Labels meta = Labels.NONE.withOpenNames(META);
        switch (source.name().value()) {
            case "loki.source.api", "loki.source.podlogs" -> {
                collector.open(source.span(), "streams come to `" + source.id() + "` from elsewhere");
                meta = Labels.any();
            }
            case "loki.source.journal" -> meta = filled(own(source, meta), "job", ValueSet.of(source.id()));
            case "loki.source.windowsevent" -> meta = meta.with("channel", ValueSet.present()).with("computer", ValueSet.present());
            default -> {
                for (AlloyBlock listener : source.blocks("listener")) {
                    meta = own(listener, meta);
                }
            }
        }
        LogTarget target = new LogTarget(meta, source.id(), Certainty.CERTAIN, "", Observation.Basis.ALWAYS, new Evidence(source.span(), "lines of " + source.id()));
        for (StreamCollector.Sent sent : StreamCollector.relabel(new StreamCollector.Sent(target, meta, true, List.of(target.evidence())),
                perLineRules(source))) {
            forward(source, sent, Entry.of(StreamCollector.visible(own(source, sent.labels())), ValueSet.any()), 0);
        }
    }

    /** Logs that come over OTLP or Faro have labels that their senders decide. */
    private void otel(AlloyBlock block) {
        boolean sendsLogs = block.is("otelcol.exporter.loki") || block.is("otelcol.exporter.otlphttp") || block.is("faro.receiver");
        if (sendsLogs) {
            collector.open(block.span(), "`" + block.id() + "` sends logs whose labels their senders decide");
        }
    }

    private List<RelabelRule> perLineRules(AlloyBlock source) {
        List<RelabelRule> rules = new ArrayList<>();
        AlloyValue value = source.get("relabel_rules");
        if (value instanceof AlloyValue.Reference reference) {
            AlloyBlock component = config.resolve(reference).component();
            if (component == null) {
                collector.open(reference.span(), "the rules of `" + reference + "` are not known");
            } else {
                rules.addAll(AlloyRules.read(component, p -> { }));
            }
        }
        return rules;
    }

    /** With the labels that a component adds, which win. */
    private static Labels own(AlloyBlock source, Labels labels) {
        Labels result = labels;
        for (Mapping.Entry entry : source.node("labels").entries()) {
            result = result.with(entry.key().value(), Marked.values(entry.value().string("")));
        }
        return result;
    }

    private static Labels filled(Labels labels, String name, ValueSet value) {
        ValueSet own = labels.get(name);
        return own.mayBeAbsent() ? labels.with(name, own.withoutAbsent().union(value)) : labels;
    }

    private void forward(AlloyBlock from, StreamCollector.Sent sent, Entry entry, int depth) {
        AlloyValue receivers = from.get("forward_to");
        if (receivers == null || depth > LONGEST_WAY) {
            return;
        }
        if (!(receivers instanceof AlloyValue.Array)) {
            collector.open(receivers.span(), "where `" + from.id() + "` sends to only a run can tell");
        }
        for (AlloyValue.Reference reference : receivers.references()) {
            AlloyBlock next = config.resolve(reference).component();
            if (next == null) {
                collector.open(reference.span(), "`" + reference + "` is not defined here");
            } else {
                receive(next, sent, entry, depth + 1);
            }
        }
    }

    private void receive(AlloyBlock component, StreamCollector.Sent sent, Entry entry, int depth) {
        switch (component.name().value()) {
            case "loki.process" -> {
                Entry start = entry.restarted();
                List<Stage> stages = AlloyStages.read(component, p -> { });
                collector.metrics().collect(workload, stages, start, Labels.NONE.with("component_id", component.id()).with("component_path", "/"));
                for (Entry after : Pipeline.run(stages, start)) {
                    forward(component, sent, after, depth);
                }
            }
            case "loki.relabel" -> {
                for (Relabeler.Outcome outcome : Relabeler.run(AlloyRules.read(component, p -> { }), entry.labels()).kept()) {
                    forward(component, sent, entry.relabelled(StreamCollector.visible(outcome.labels()), outcome.certain(), outcome.evidence()), depth);
                }
            }
            case "loki.write" -> {
                Map<String, Text> external = component.node("external_labels").textMap();
                collector.store(sent, entry, List.of(external), AGENT);
            }
            case "loki.echo" -> { }
            default -> collector.open(component.span(), "what `" + component.id() + "` sends on is not known");
        }
    }
}
