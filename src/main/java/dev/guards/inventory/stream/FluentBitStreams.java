package dev.guards.inventory.stream;

import dev.guards.config.fluentbit.FluentBitConfig;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;

/** The streams of Fluent Bit's Loki outputs. Records are not followed: a label taken from one may have any value. */
final class FluentBitStreams {
    private static final String AGENT = "fluent bit";
    private static final Map<String, ValueSet> DEFAULT = Map.of("job", ValueSet.of("fluent-bit", "fluentbit"));

    private FluentBitStreams() {
    }

    static void collect(Environment environment, StreamCollector collector) {
        for (Program program : environment.programs(Role.FLUENT_BIT)) {
            if (program.openBecause() != null) {
                collector.open(program.span(), program.openBecause());
            }
            if (program.config() == null) {
                continue;
            }
            FluentBitConfig config = program.config().root().isPresent() ? FluentBitConfig.read(program.config().root())
                    : FluentBitConfig.read(program.config().text());
            if (config.hasIncludes()) {
                collector.open(program.span(), "parts of the configuration of " + program + " are in other files");
            }
            config.plugins("output", "loki").forEach(output -> send(output, labels(output), collector));
            config.plugins("output", "grafana-loki").forEach(output -> send(output, pluginLabels(output), collector));
        }
    }

    private static void send(FluentBitConfig.Section output, Labels labels, StreamCollector collector) {
        boolean open = isOn(output, "auto_kubernetes_labels") || isOn(output, "autokubernetes_labels") || isOn(output, "autokuberneteslabels")
                || output.properties().containsKey("label_map_path") || output.properties().containsKey("labelmappath");
        Labels all = open ? labels.withOpenNames(ValueSet.any()) : labels;
        LogTarget target = new LogTarget(all, "records of fluent bit", Certainty.CERTAIN, "", Observation.Basis.ALWAYS, new Evidence(output.span(), "output to Loki"));
        Entry entry = Entry.of(all, ValueSet.any());
        Text metadata = output.properties().get("structured_metadata");
        if (metadata != null) {
            entry = entry.withMetadata(pairs(metadata.value(), Labels.NONE));
        }
        collector.store(new StreamCollector.Sent(target, all, true, List.of(target.evidence())), entry, List.of(), AGENT);
    }

    /** The built-in output: pairs and record keys in {@code labels}, more keys in {@code label_keys}. */
    private static Labels labels(FluentBitConfig.Section output) {
        Text given = output.properties().get("labels");
        Labels labels = given == null ? Labels.of(DEFAULT) : pairs(given.value(), Labels.NONE);
        Text keys = output.properties().get("label_keys");
        return keys == null ? labels : pairs(keys.value(), labels);
    }

    /** The plugin of Grafana: a stream selector in {@code Labels}, names in {@code LabelKeys}. */
    private static Labels pluginLabels(FluentBitConfig.Section output) {
        Text given = output.properties().get("labels");
        Labels labels = given == null ? Labels.of(DEFAULT) : pairs(given.value().replaceAll("[{}\"]", ""), Labels.NONE);
        Text keys = output.properties().get("labelkeys");
        for (String key : keys == null ? new String[0] : keys.value().split(",")) {
            labels = labels.with(key.strip(), ValueSet.any());
        }
        return labels;
    }

    private static Labels pairs(String list, Labels start) {
        Labels labels = start;
        for (String item : list.split(",")) {
            String pair = item.strip();
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = pair.substring(equals + 1).strip();
                labels = labels.with(pair.substring(0, equals).strip(), value.indexOf('$') >= 0 ? ValueSet.any() : ValueSet.of(value));
            } else if (pair.startsWith("$")) {
                labels = labels.with(lastKey(pair), ValueSet.any());
            }
        }
        return labels;
    }

    /** {@code $kubernetes['pod_name']} becomes the label {@code pod_name}, {@code $stream} the label {@code stream}. */
    private static String lastKey(String accessor) {
        int quote = accessor.lastIndexOf('\'');
        int open = quote < 0 ? -1 : accessor.lastIndexOf('\'', quote - 1);
        return open >= 0 ? accessor.substring(open + 1, quote) : accessor.substring(1);
    }

    private static boolean isOn(FluentBitConfig.Section output, String property) {
        Text value = output.properties().get(property);
        return value != null && !value.value().equalsIgnoreCase("off") && !value.value().equalsIgnoreCase("false");
    }
}
