package dev.guards.inventory.otel;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.FamilySet;
import dev.guards.catalog.Label;
import dev.guards.catalog.Version;
import dev.guards.config.otelcollector.CollectorConfig;
import dev.guards.inventory.span.SpanMetrics;
import dev.guards.inventory.span.SpanPushers;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code prometheus} exporter of a metrics pipeline: it exposes whatever its receivers bring, under the exporter's namespace and with
 * its constant labels. Names are known for span metrics, service graphs and host metrics. Source: README and collector.go of
 * prometheusexporter, metadata of hostmetricsreceiver, opentelemetry-collector-contrib 0.95 to 0.150.
 */
final class PipelineExporter implements Exporter {
    private static final String HOST_METRICS = "otel-hostmetrics";

    private final Exporter own;
    private final List<Family> known;
    private final String prefix;

    private PipelineExporter(Exporter own, List<Family> known, String prefix) {
        this.own = own;
        this.known = known;
        this.prefix = prefix;
    }

    /** Of a pipeline of which nothing is known. */
    static PipelineExporter unknown(Exporter own) {
        return new PipelineExporter(own, List.of(), "");
    }

    /** @param own the catalogue's entry of the collector */
    static PipelineExporter of(Exporter own, CollectorConfig config, String name, Catalog catalog) {
        Node exporter = config.exporter(name);
        String namespace = SpanMetrics.sanitized(exporter.get("namespace").string(""));
        String prefix = namespace.isEmpty() ? "" : namespace + "_";
        boolean plain = !exporter.get("add_metric_suffixes").isFalse() && !exporter.has("translation_strategy");
        List<Family> known = new ArrayList<>();
        for (CollectorConfig.Pipeline pipeline : config.pipelines()) {
            boolean sends = pipeline.signal().equals("metrics") && pipeline.exporters().stream().anyMatch(e -> e.value().equals(name));
            if (sends && plain) {
                String condition = CollectorConfig.keepsSeries(pipeline) ? "" : "processors of the pipeline keep it";
                for (Text receiver : pipeline.receivers()) {
                    receiver(config, receiver.value(), condition, catalog, known);
                }
            }
        }
        List<Label> constant = new ArrayList<>();
        for (Mapping.Entry label : exporter.get("const_labels").entries()) {
            constant.add(new Label(SpanMetrics.sanitized(label.key().value()), List.of(label.value().string("")), true, false));
        }
        return new PipelineExporter(own, known.stream().map(f -> exposed(f, prefix, constant)).toList(), prefix);
    }

    private static void receiver(CollectorConfig config, String name, String condition, Catalog catalog, List<Family> known) {
        String type = CollectorConfig.type(name);
        known.addAll(SpanPushers.connector(type, config.root().get("connectors").get(name), condition));
        if (type.equals("hostmetrics")) {
            Node scrapers = config.root().get("receivers").get(name).get("scrapers");
            for (Family family : catalog.exporter(HOST_METRICS).families(Version.UNKNOWN, Clues.NONE).all()) {
                if (scrapers.has(family.group())) {
                    known.add(with(family, family.name(), family.labels(), family.condition().isEmpty() ? condition : family.condition()));
                }
            }
        }
    }

    /** Under the exporter's namespace; resource attributes may become labels of any name. */
    private static Family exposed(Family family, String prefix, List<Label> constant) {
        List<Label> labels = new ArrayList<>(family.labels());
        labels.addAll(constant);
        return with(family, prefix + family.name(), labels, family.condition());
    }

    private static Family with(Family family, String name, List<Label> labels, String condition) {
        return new Family(name, family.type(), labels, List.of(""), "", family.scope(), condition, family.declared());
    }

    @Override
    public String id() {
        return own.id();
    }

    @Override
    public String about() {
        return own.about();
    }

    @Override
    public boolean passesThrough() {
        return true;
    }

    @Override
    public boolean relays() {
        return true;
    }

    @Override
    public Families families(Version version, Clues clues) {
        return FamilySet.openExcept(known, name -> !name.startsWith(prefix) && !name.endsWith("target_info") && !name.startsWith("otel_scope"));
    }
}
