package dev.guards.inventory.stream;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StageReader;
import dev.guards.config.prometheus.NameScheme;
import dev.guards.config.prometheus.RelabelReader;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The streams of containers that log through the Loki Docker driver; one labelling a container. */
final class DriverStreams {
    private static final String AGENT = "loki docker driver";

    private DriverStreams() {
    }

    static void collect(Environment environment, StreamCollector collector) {
        for (Workload workload : environment.workloads()) {
            if (!workload.kind().isKubernetes() && isLokiDriver(workload.logDriver())) {
                collect(workload, collector);
            }
        }
    }

    /** The plugin under its usual alias, or by its image. */
    private static boolean isLokiDriver(String driver) {
        return driver.equals("loki") || driver.startsWith("loki:") || driver.startsWith("grafana/loki-docker-driver");
    }

    private static void collect(Workload workload, StreamCollector collector) {
        Map<String, Text> options = workload.logOptions();
        String condition = workload.dependsOn(null);
        LogTarget target = new LogTarget(labels(workload, options), workload.toString(),
                condition.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL, condition, Observation.Basis.ALWAYS,
                new Evidence(workload.span(), "logs through the Loki driver"));
        List<Problem> problems = new ArrayList<>();
        List<RelabelRule> relabel = relabel(options.get("loki-relabel-config"), problems);
        List<Stage> stages = stages(options.get("loki-pipeline-stages"), problems);
        if (!problems.isEmpty() || options.containsKey("loki-pipeline-stage-file")) {
            collector.open(workload.span(), "the driver's pipeline is not known");
        }
        StreamCollector.Sent start = new StreamCollector.Sent(target, target.labels(), true, List.of(target.evidence()));
        for (StreamCollector.Sent sent : StreamCollector.relabel(start, relabel)) {
            Labels labels = sent.labels().with("source", ValueSet.of("stdout", "stderr"));
            collector.store(new StreamCollector.Sent(target, labels, sent.certain(), sent.evidence()), stages, List.of(), AGENT, null);
        }
    }

    private static Labels labels(Workload workload, Map<String, Text> options) {
        Labels labels = Labels.NONE;
        Text external = options.get("loki-external-labels");
        if (external == null) {
            labels = labels.with("container_name", workload.instanceNames());
        } else {
            for (String pair : external.value().split(",")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String template = pair.substring(equals + 1).strip();
                    labels = labels.with(pair.substring(0, equals).strip(), template(template, workload));
                }
            }
        }
        labels = chosen(labels, workload.labels(), options.get("labels"), options.get("labels-regex"));
        if (options.containsKey("env") || options.containsKey("env-regex")) {
            labels = labels.withOpenNames(ValueSet.any());
        }
        boolean swarm = workload.kind() == Workload.Kind.SWARM_SERVICE;
        labels = labels.with(swarm ? "swarm_service" : "compose_service",
                swarm ? Marked.values(workload.namespace().isEmpty() ? workload.name() : workload.namespace() + "_" + workload.name())
                        : Marked.values(workload.name()));
        labels = labels.with(swarm ? "swarm_stack" : "compose_project", Marked.values(workload.namespace()));
        Text noFile = options.get("no-file");
        ValueSet filename = noFile != null && noFile.value().equals("true") ? ValueSet.any()
                : ValueSet.regular("/var/log/docker/[0-9a-f]{64}/json\\.log", "/var/log/docker/<id>/json.log");
        return labels.with("host", ValueSet.present()).with("filename", filename);
    }

    private static Labels chosen(Labels labels, Map<String, Text> own, Text names, Text regex) {
        Labels result = regex == null ? labels : labels.withOpenNames(ValueSet.any());
        for (String name : names == null ? new String[0] : names.value().split(",")) {
            Text value = own.get(name.strip());
            result = result.with(NameScheme.sanitize(name.strip()), value == null ? ValueSet.any() : Marked.values(value.value()));
        }
        return result;
    }

    /** {@code {{.Name}}} and the like stand for what the container is. */
    private static ValueSet template(String template, Workload workload) {
        if (template.indexOf("{{") < 0) {
            return Marked.values(template);
        }
        return template.replace(" ", "").equals("{{.Name}}") ? workload.instanceNames() : ValueSet.present();
    }

    private static List<RelabelRule> relabel(Text yaml, List<Problem> problems) {
        try {
            return yaml == null ? List.of() : RelabelReader.readAll(YamlReader.read(yaml, problems::add), NameScheme.LEGACY, problems::add);
        } catch (ReadException e) {
            problems.add(e.problem());
            return List.of();
        }
    }

    private static List<Stage> stages(Text yaml, List<Problem> problems) {
        try {
            return yaml == null ? List.of() : new StageReader(problems::add).stages(YamlReader.read(yaml, problems::add));
        } catch (ReadException e) {
            problems.add(e.problem());
            return List.of();
        }
    }
}
