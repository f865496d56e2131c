package dev.guards.inventory.stream;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.inventory.Observation;
import dev.guards.inventory.Relabeler;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.pipeline.Pipeline;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers streams: takes targets through relabelling and a pipeline to what the server stores. */
final class StreamCollector {
    private static final Re2 INTERNAL = Re2.of("__.*");

    private final LokiServer server;
    private final Set<LogStream> streams = new LinkedHashSet<>();
    private final Set<LogStream> unseen = new LinkedHashSet<>();
    private final List<Evidence> openBecause = new ArrayList<>();
    private final List<Evidence> lost = new ArrayList<>();
    private final StageMetrics metrics = new StageMetrics();

    StreamCollector(Environment environment) {
        this.server = LokiServer.of(environment);
    }

    void open(Span span, String because) {
        openBecause.add(new Evidence(span, because));
    }

    void lost(LogTarget target, Span span, String message) {
        Evidence evidence = new Evidence(span, message);
        if (target.basis() != Observation.Basis.UNSEEN && !lost.contains(evidence)) {
            lost.add(evidence);
        }
    }

    Streams streams() {
        return new Streams(List.copyOf(streams), List.copyOf(unseen), !openBecause.isEmpty(), openBecause, lost, metrics.all());
    }

    /** A target in the middle of its way, with what led there. */
    record Sent(LogTarget target, Labels labels, boolean certain, List<Evidence> evidence) {
    }

    /** What relabelling makes of a target: internal labels are still there. */
    static List<Sent> relabel(Sent sent, List<RelabelRule> rules) {
        List<Sent> kept = new ArrayList<>();
        for (Relabeler.Outcome outcome : Relabeler.run(rules, sent.labels()).kept()) {
            List<Evidence> evidence = new ArrayList<>(sent.evidence());
            evidence.addAll(outcome.evidence());
            kept.add(new Sent(sent.target(), outcome.labels(), sent.certain() && outcome.certain(), evidence));
        }
        return kept;
    }

    /** The labels that a stream keeps: none that start with two underscores. */
    static Labels visible(Labels labels) {
        Labels visible = labels;
        for (String name : labels.names()) {
            visible = name.startsWith("__") ? visible.without(name) : visible;
        }
        return visible.withOpenNames(labels.openNames().without(INTERNAL));
    }

    /** Runs a pipeline on what is left of a target's labels and stores the results, once for each client's external labels. */
    void store(Sent sent, List<Stage> stages, List<Map<String, Text>> clients, String agent, Workload workload) {
        Entry start = Entry.of(visible(sent.labels()), ValueSet.any());
        metrics.collect(workload, stages, start, Labels.NONE);
        for (Entry entry : Pipeline.run(stages, start)) {
            store(sent, entry, clients, agent);
        }
    }

    /** What agents count and expose. */
    StageMetrics metrics() {
        return metrics;
    }

    void store(Sent sent, Entry entry, List<Map<String, Text>> clients, String agent) {
        List<Evidence> evidence = new ArrayList<>(sent.evidence());
        evidence.addAll(entry.evidence());
        for (Map<String, Text> external : clients.isEmpty() ? List.<Map<String, Text>>of(Map.of()) : clients) {
            Labels labels = visible(entry.labels());
            for (Map.Entry<String, Text> label : external.entrySet()) {
                ValueSet own = labels.get(label.getKey());
                labels = own.mayBeAbsent() ? labels.with(label.getKey(), own.withoutAbsent().union(Marked.values(label.getValue().value())))
                        : labels;
            }
            if (labels.names().isEmpty() && !labels.isOpen()) {
                lost(sent.target(), sent.target().evidence().span(), "no label is left, and Loki takes no stream without labels");
                continue;
            }
            boolean certain = sent.certain() && entry.certain() && sent.target().certainty() == Certainty.CERTAIN;
            Observation.Basis basis = sent.target().basis();
            Labels metadata = server.metadata(entry.metadata());
            (basis == Observation.Basis.UNSEEN ? unseen : streams).add(new LogStream(server.stored(labels), metadata,
                    entry.format(), entry.fields(), agent, sent.target().source(), certain ? Certainty.CERTAIN : Certainty.CONDITIONAL,
                    sent.target().condition(), fromLines(sent.labels(), entry, metadata), basis == Observation.Basis.DESCRIBED, evidence));
        }
    }

    /** What the pipeline and the server make of the lines: labels whose values nobody lists, and that the target does not bring. */
    private static Set<String> fromLines(Labels before, Entry entry, Labels metadata) {
        Set<String> names = new LinkedHashSet<>(metadata.names());
        for (String name : entry.labels().names()) {
            ValueSet values = entry.labels().get(name);
            if (!values.isFinite() && !values.equals(before.get(name))) {
                names.add(name);
            }
        }
        return names;
    }
}
