package dev.guards.inventory.stream;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyRules;
import dev.guards.config.alloy.AlloyValue;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Observation;
import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Mapping;
import dev.guards.text.MappingBuilder;
import dev.guards.text.Node;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an expression of targets stands for in an Alloy configuration: literal targets, discoveries, relabelled ones. */
final class AlloyTargets {
    private static final int DEEPEST = 20;
    private static final Set<String> JOINING = Set.of("concat", "array.concat");

    private final Environment environment;
    private final Workload agent;
    private final AlloyConfig config;
    private final StreamCollector collector;

    /** @param agent the container that runs the configuration; null when it is not known */
    AlloyTargets(Environment environment, Workload agent, AlloyConfig config, StreamCollector collector) {
        this.environment = environment;
        this.agent = agent;
        this.config = config;
        this.collector = collector;
    }

    /** What a component reads; what cannot be told makes the streams open. */
    List<StreamCollector.Sent> of(AlloyValue value) {
        return value == null ? List.of() : of(value, 0);
    }

    private List<StreamCollector.Sent> of(AlloyValue value, int depth) {
        List<StreamCollector.Sent> found = new ArrayList<>();
        if (depth > DEEPEST) {
            return found;
        }
        if (value instanceof AlloyValue.Array array) {
            array.items().forEach(item -> found.addAll(of(item, depth + 1)));
        } else if (value instanceof AlloyValue.Object object) {
            found.add(literal(object));
        } else if (value instanceof AlloyValue.Call call && JOINING.contains(call.function())) {
            call.arguments().forEach(argument -> found.addAll(of(argument, depth + 1)));
        } else if (value instanceof AlloyValue.Reference reference) {
            found.addAll(component(reference, depth + 1));
        } else {
            unknown(value.span(), "targets that only a run can tell");
        }
        return found;
    }

    private StreamCollector.Sent literal(AlloyValue.Object object) {
        Map<String, ValueSet> labels = new LinkedHashMap<>();
        for (AlloyValue.Object.Field field : object.fields()) {
            labels.put(field.key().value(), Marked.values(field.value().node().string("")));
        }
        Node path = object.get("__path__") == null ? null : object.get("__path__").node();
        String source = path == null ? "a target" : "files " + path.string("");
        return start(new LogTarget(Labels.of(labels), source, Certainty.CERTAIN, "", Observation.Basis.ALWAYS, new Evidence(object.span(), source)));
    }

    private static StreamCollector.Sent start(LogTarget target) {
        return new StreamCollector.Sent(target, target.labels(), true, List.of(target.evidence()));
    }

    private List<StreamCollector.Sent> component(AlloyValue.Reference reference, int depth) {
        AlloyBlock component = config.resolve(reference).component();
        if (component == null) {
            unknown(reference.span(), "`" + reference + "` is not defined here");
            return List.of();
        }
        List<StreamCollector.Sent> found = new ArrayList<>();
        switch (component.name().value()) {
            case "discovery.docker", "discovery.dockerswarm" ->
                DockerTargets.of(environment, agent, filters(component)).forEach(t -> found.add(start(t)));
            case "discovery.kubernetes" -> {
                if (component.string("role", "").equals("pod") && environment.kind() == Environment.Kind.KUBERNETES) {
                    PodTargets.of(environment, namespaces(component)).forEach(t -> found.add(start(t)));
                } else {
                    unknown(component.span(), "targets of `" + component.id() + "` are not known");
                }
            }
            case "local.file_match" -> found.addAll(component.get("path_targets") == null ? List.of() : of(component.get("path_targets"), depth));
            case "discovery.relabel" -> {
                if (component.get("targets") != null) {
                    for (StreamCollector.Sent sent : of(component.get("targets"), depth)) {
                        found.addAll(StreamCollector.relabel(sent, AlloyRules.read(component, p -> { })));
                    }
                }
            }
            default -> unknown(component.span(), "targets of `" + component.id() + "` are not known");
        }
        return found;
    }

    private void unknown(Span span, String because) {
        collector.open(span, because);
    }

    private static Mapping filters(AlloyBlock discovery) {
        List<Node> filters = new ArrayList<>();
        discovery.blocks("filter").forEach(f -> filters.add(f.mapping()));
        return new MappingBuilder(discovery.span()).put("filters", filters).build();
    }

    private static Mapping namespaces(AlloyBlock discovery) {
        MappingBuilder node = new MappingBuilder(discovery.span());
        for (AlloyBlock namespaces : discovery.blocks("namespaces")) {
            node.put("namespaces", namespaces.mapping());
        }
        List<Node> selectors = new ArrayList<>();
        discovery.blocks("selectors").forEach(s -> selectors.add(s.mapping()));
        return selectors.isEmpty() ? node.build() : node.put("selectors", selectors).build();
    }
}
