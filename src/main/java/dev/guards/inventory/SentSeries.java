package dev.guards.inventory;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.otelcollector.CollectorConfig;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.RemoteWrite;
import dev.guards.environment.Program;
import dev.guards.environment.PrometheusServer;
import dev.guards.environment.Role;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Series that a program sends to a server by Prometheus' remote write.
 *
 * @param url    where to; null when it is not written
 * @param labels what the series get where they lack it
 * @param rules  all that happens to the series on their way, these labels included
 */
record SentSeries(Text url, Map<String, Text> labels, List<RelabelRule> rules) {
    SentSeries {
        rules = List.copyOf(rules);
    }

    /** Null when the configuration of the server is not known. */
    static List<SentSeries> of(PrometheusServer server) {
        if (server.config() == null || server.program().isAssumed()) {
            return null;
        }
        List<SentSeries> found = new ArrayList<>();
        for (RemoteWrite write : server.config().remoteWrites()) {
            List<RelabelRule> rules = external(server.config().externalLabels());
            rules.addAll(write.relabel());
            found.add(new SentSeries(write.url(), server.config().externalLabels(), rules));
        }
        return found;
    }

    /** Rules by which each label is set where it is absent. */
    static List<RelabelRule> external(Map<String, Text> labels) {
        List<RelabelRule> rules = new ArrayList<>();
        labels.forEach((label, value) -> rules.add(RelabelRule.made(RelabelRule.Action.REPLACE, List.of(label), "", label,
                value.value().replace("$", "$$"), value.span())));
        return rules;
    }

    /** By the options of vmagent; VictoriaMetrics sends nothing on. */
    static List<SentSeries> of(Program program) {
        List<SentSeries> found = new ArrayList<>();
        List<Text> words = program.workload() == null ? List.of() : program.workload().words();
        for (Text word : words) {
            int equals = word.value().indexOf('=');
            if (equals > 0 && (word.value().startsWith("-remoteWrite.url=") || word.value().startsWith("--remoteWrite.url="))) {
                found.add(new SentSeries(word.slice(equals + 1, word.length()), Map.of(), List.of()));
            }
        }
        return found.isEmpty() && program.role() == Role.VMAGENT ? null : found;
    }

    /** Null when parts of the configuration are elsewhere. What external labels add is told with the jobs already. */
    static List<SentSeries> of(AlloyConfig config) {
        if (config.hasModules()) {
            return null;
        }
        List<SentSeries> found = new ArrayList<>();
        for (AlloyBlock write : config.named("prometheus.remote_write")) {
            for (AlloyBlock endpoint : write.blocks("endpoint")) {
                found.add(new SentSeries(endpoint.node("url").text(), Map.of(), List.of()));
            }
        }
        return found;
    }

    /** As for Alloy. */
    static List<SentSeries> of(CollectorConfig config) {
        List<SentSeries> found = new ArrayList<>();
        for (Text exporter : config.exporters("metrics")) {
            if (CollectorConfig.type(exporter.value()).equals("prometheusremotewrite")) {
                found.add(new SentSeries(config.exporter(exporter.value()).get("endpoint").text(), Map.of(), List.of()));
            }
        }
        return found;
    }
}
