package dev.guards.cli;

import dev.guards.inventory.Evidence;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.Job;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.inventory.Series;
import dev.guards.inventory.Target;
import dev.guards.regex.ValueSet;
import dev.guards.report.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An inventory for programs: one object an environment and line,
 * {@code {environment, open, jobs: [..], series: [..], streams: [..]}}. A label's values are a list of texts, or
 * {@code {"pattern": ".."}} for sets that cannot be listed.
 */
final class InventoryJson {
    private final Inventory inventory;

    InventoryJson(Inventory inventory) {
        this.inventory = inventory;
    }

    /** @param metric its series; null for the jobs */
    void write(String metric, boolean logs, Appendable out) throws IOException {
        try (JsonWriter json = JsonWriter.compact(out)) {
            json.startObject().field("environment", inventory.environment().name()).startArray("open");
            for (Evidence open : inventory.openBecause()) {
                json.value(open.toString());
            }
            json.endArray();
            if (metric != null) {
                json.startArray("series");
                for (Series series : inventory.series(metric)) {
                    series(series, true, json);
                }
                for (Series series : inventory.openSeries(metric)) {
                    series(series, false, json);
                }
                json.endArray();
            } else if (logs) {
                json.startArray("streams");
                for (LogStream stream : inventory.streams()) {
                    json.startObject().field("agent", stream.agent()).field("source", stream.source()).field("condition", stream.condition());
                    labels(stream.labels(), json);
                    evidence(stream.evidence(), json);
                    json.endObject();
                }
                json.endArray();
            } else {
                json.startArray("jobs");
                for (Job job : inventory.jobs()) {
                    job(job, json);
                }
                json.endArray();
            }
            json.endObject();
        }
        out.append('\n');
    }

    private static void job(Job job, JsonWriter json) throws IOException {
        json.startObject().field("job", job.name()).field("at", job.span().place()).field("open", job.open()).startArray("targets");
        for (Target target : job.targets()) {
            json.startObject().field("exporter", target.exporter() == null ? null : target.exporter().exporter().id())
                    .field("condition", target.condition());
            labels(target.labels(), json);
            json.startArray("problems");
            for (var problem : target.problems()) {
                json.value(problem.span().place() + ": " + problem.message());
            }
            json.endArray().endObject();
        }
        json.endArray().endObject();
    }

    private static void series(Series series, boolean known, JsonWriter json) throws IOException {
        json.startObject().field("known", known).field("type", series.type() == null ? null : series.type().word())
                .field("condition", series.condition()).field("hostAssumed", series.hostAssumed());
        labels(series.labels(), json);
        evidence(series.evidence(), json);
        json.endObject();
    }

    private static void labels(Labels labels, JsonWriter json) throws IOException {
        json.startObject("labels");
        for (Map.Entry<String, ValueSet> label : labels.asMap().entrySet()) {
            if (label.getValue().isFinite()) {
                json.field(label.getKey(), label.getValue().values());
            } else {
                json.startObject(label.getKey()).field("pattern", label.getValue().describe(4)).endObject();
            }
        }
        json.endObject().field("otherLabels", labels.isOpen());
    }

    private static void evidence(List<Evidence> evidence, JsonWriter json) throws IOException {
        json.startArray("evidence");
        for (Evidence link : evidence) {
            json.value(link.toString());
        }
        json.endArray();
    }
}
