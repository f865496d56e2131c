package dev.guards.inventory.stream;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyRules;
import dev.guards.config.alloy.AlloyValue;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.inventory.DiscoveryLabels;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Relabeler;
import dev.guards.inventory.kubernetes.RoleLabels;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Mapping;
import java.util.ArrayList;
import java.util.List;

/** The labels that reach the components of an Alloy configuration, whatever runs; any label where that cannot be told. */
public final class AlloyLabels {
    private static final int DEEPEST = 12;

    private final AlloyConfig config;

    public AlloyLabels(AlloyConfig config) {
        this.config = config;
    }

    /** What the rules of a {@code discovery.relabel} work on: its targets, or those of the sources that take its rules. */
    public Labels relabelled(AlloyBlock relabel) {
        List<Labels> inputs = new ArrayList<>();
        AlloyValue own = relabel.get("targets");
        if (own != null && !(own instanceof AlloyValue.Array array && array.items().isEmpty())) {
            inputs.add(targets(own, 0));
        }
        for (AlloyBlock source : config.blocks()) {
            if (refersTo(source.get("relabel_rules"), relabel)) {
                inputs.add(source.is("loki.source.docker") ? targets(source.get("targets"), 0) : Labels.any());
            }
        }
        return joined(inputs);
    }

    /** The labels of the entries that a {@code loki.process} gets. */
    public Labels entries(AlloyBlock process) {
        List<Labels> inputs = new ArrayList<>();
        for (AlloyBlock source : config.blocks()) {
            if (!source.id().equals(process.id()) && source.references().stream().anyMatch(r -> config.resolve(r).component() == process)) {
                inputs.add(sent(source));
            }
        }
        return joined(inputs);
    }

    private Labels sent(AlloyBlock source) {
        boolean file = source.is("loki.source.file");
        if (!file && !source.is("loki.source.docker")) {
            return Labels.any();
        }
        List<RelabelRule> rules = new ArrayList<>();
        if (source.get("relabel_rules") instanceof AlloyValue.Reference reference) {
            AlloyBlock component = config.resolve(reference).component();
            if (component == null) {
                return Labels.any();
            }
            rules.addAll(AlloyRules.read(component, p -> { }));
        }
        Labels labels = StreamCollector.visible(relabel(targets(source.get("targets"), 0), rules));
        for (Mapping.Entry label : source.node("labels").entries()) {
            labels = labels.with(label.key().value(), Marked.values(label.value().string("")));
        }
        return file ? labels.with("filename", ValueSet.present()) : labels;
    }

    /** True when a source of containers sends lines without any label. */
    public boolean sendsWithoutLabels(AlloyBlock source) {
        Labels labels = sent(source);
        return source.is("loki.source.docker") && labels.names().isEmpty() && !labels.isOpen();
    }

    private Labels targets(AlloyValue value, int depth) {
        if (value == null || depth > DEEPEST) {
            return Labels.any();
        }
        if (value instanceof AlloyValue.Object object) {
            Labels labels = Labels.NONE;
            for (AlloyValue.Object.Field field : object.fields()) {
                labels = labels.with(field.key().value(), Marked.values(field.value().node().string("")));
            }
            return labels;
        }
        if (value instanceof AlloyValue.Array array) {
            return joined(array.items().stream().map(item -> targets(item, depth + 1)).toList());
        }
        AlloyBlock component = value instanceof AlloyValue.Reference reference ? config.resolve(reference).component() : null;
        if (component == null) {
            return Labels.any();
        }
        return switch (component.name().value()) {
            case "discovery.docker" -> DiscoveryLabels.dockerLogs();
            case "discovery.kubernetes" -> RoleLabels.of(component.string("role", ""), true);
            case "local.file_match" -> targets(component.get("path_targets"), depth + 1);
            case "discovery.relabel" -> relabel(targets(component.get("targets"), depth + 1), AlloyRules.read(component, p -> { }));
            default -> Labels.any();
        };
    }

    private static Labels relabel(Labels labels, List<RelabelRule> rules) {
        List<Labels> results = new ArrayList<>();
        Relabeler.run(rules, labels).kept().forEach(o -> results.add(o.labels()));
        return joined(results);
    }

    private boolean refersTo(AlloyValue value, AlloyBlock component) {
        return value instanceof AlloyValue.Reference reference && config.resolve(reference).component() == component;
    }

    private static Labels joined(List<Labels> labels) {
        Labels all = labels.isEmpty() ? Labels.any() : labels.get(0);
        for (Labels one : labels) {
            all = Entry.join(all, one);
        }
        return all;
    }
}
