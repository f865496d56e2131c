package dev.guards.inventory.span;

import dev.guards.catalog.Family;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The metrics generator of a Tempo server: {@code metrics_generator} with a remote write, and processors that the overrides switch on, in
 * their present form and in that before release 2.3.
 */
final class TempoGenerator {
    private static final List<String> INTRINSIC = List.of("service", "span_name", "span_kind", "status_code");

    private final Node root;

    TempoGenerator(Node root) {
        this.root = root;
    }

    /** What it writes to servers; none when it is off, or writes nowhere. */
    List<Family> families() {
        Node generator = root.get("metrics_generator");
        Set<String> processors = processors();
        List<Family> found = new ArrayList<>();
        if (generator.at("storage", "remote_write").items().isEmpty()) {
            return found;
        }
        String histograms = histograms();
        if (processors.contains("span-metrics") || processors.contains("span-metrics-count") || processors.contains("span-metrics-latency")) {
            for (Family family : SpanMetrics.tempoSpans(without(), dimensions("span_metrics"), histograms)) {
                boolean latency = family.name().endsWith("_latency");
                if (processors.contains("span-metrics") || processors.contains(latency ? "span-metrics-latency" : "span-metrics-count")) {
                    found.add(family);
                }
            }
        }
        if (processors.contains("service-graphs")) {
            found.addAll(SpanMetrics.tempoGraph(dimensions("service_graphs"), histograms));
        }
        return found;
    }

    /** Labels of the registry, and of each way to a server, are not told apart: the registry's come on every series. */
    List<Mapping.Entry> externalLabels() {
        return root.at("metrics_generator", "registry", "external_labels").entries();
    }

    private Set<String> processors() {
        Set<String> found = new HashSet<>();
        for (Node list : List.of(override("processors"), root.at("overrides", "metrics_generator_processors"))) {
            list.texts().forEach(processor -> found.add(processor.value()));
        }
        return found;
    }

    private Node override(String key) {
        return root.at("overrides", "defaults", "metrics_generator", key);
    }

    private String histograms() {
        String form = override("generate_native_histograms").string("classic");
        return form.equals("native") ? "histograms have their classic form" : "";
    }

    private Set<String> without() {
        Set<String> off = new HashSet<>();
        Node intrinsic = root.at("metrics_generator", "processor", "span_metrics", "intrinsic_dimensions");
        for (String label : INTRINSIC) {
            if (intrinsic.get(label).isFalse()) {
                off.add(label);
            }
        }
        return off;
    }

    private List<String> dimensions(String processor) {
        List<String> all = new ArrayList<>();
        for (Node list : List.of(root.at("metrics_generator", "processor", processor, "dimensions"), override("processor").at(processor, "dimensions"))) {
            for (Text dimension : list.texts()) {
                all.add(dimension.value());
            }
        }
        return all;
    }
}
