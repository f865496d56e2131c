package dev.guards.inventory.span;

import dev.guards.catalog.Family;
import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.alloy.AlloyValue;
import dev.guards.config.otelcollector.CollectorConfig;
import dev.guards.environment.Environment;
import dev.guards.environment.FileView;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what the programs of an environment make of spans and push. */
public final class SpanPushers {
    private static final String SPANS = "spanmetrics";
    private static final String GRAPH = "servicegraph";
    /** Exporters whose series keep names and labels on the way to a server. */
    private static final Set<String> PUSHING = Set.of("prometheusremotewrite", "otlphttp", "otlp");
    private static final int DEEPEST = 20;

    private SpanPushers() {
    }

    /** All families, in the order of the programs. */
    public static List<PushedFamily> of(Environment environment) {
        List<PushedFamily> found = new ArrayList<>();
        for (Program program : environment.programs()) {
            boolean known = program.config() != null && !program.isAssumed();
            if (program.role() == Role.TEMPO) {
                tempo(program, found);
            } else if (known && program.role() == Role.OTEL_COLLECTOR) {
                collector(program, found);
            } else if (known && program.role() == Role.ALLOY) {
                alloy(program, found);
            }
        }
        return found;
    }

    private static void tempo(Program program, List<PushedFamily> found) {
        String path = program.option("config.file");
        FileView.Found file = path == null ? null : program.files().read(path);
        if (file == null) {
            return;
        }
        Node root;
        try {
            root = YamlReader.read(file.text(), problem -> { });
        } catch (ReadException e) {
            return;
        }
        TempoGenerator generator = new TempoGenerator(root);
        Map<String, String> labels = new LinkedHashMap<>();
        for (Mapping.Entry label : generator.externalLabels()) {
            labels.put(label.key().value(), label.value().string(String.valueOf(Unknown.MARK)));
        }
        for (Family family : generator.families()) {
            found.add(new PushedFamily(family, labels, program, root.get("metrics_generator").span()));
        }
    }

    private static void collector(Program program, List<PushedFamily> found) {
        CollectorConfig config = CollectorConfig.read(program.config().root());
        for (CollectorConfig.Pipeline pipeline : config.pipelines()) {
            boolean pushes = pipeline.exporters().stream().anyMatch(e -> PUSHING.contains(CollectorConfig.type(e.value()))
                    && !config.exporter(e.value()).get("add_metric_suffixes").isFalse() && !config.exporter(e.value()).has("namespace"));
            if (!pipeline.signal().equals("metrics") || !pushes) {
                continue;
            }
            for (Text receiver : pipeline.receivers()) {
                Node connector = config.root().get("connectors").get(receiver.value());
                for (Family family : connector(CollectorConfig.type(receiver.value()), connector, condition(pipeline))) {
                    found.add(new PushedFamily(family, Map.of(), program, receiver.span()));
                }
            }
        }
    }

    private static String condition(CollectorConfig.Pipeline pipeline) {
        return CollectorConfig.keepsSeries(pipeline) ? "" : "processors of the pipeline keep it";
    }

    /** The families of a connector of a collector's configuration; none for other components. */
    public static List<Family> connector(String type, Node connector, String condition) {
        if (type.equals(GRAPH)) {
            return SpanMetrics.connectorGraph(strings(connector.get("dimensions")), condition);
        }
        if (!type.equals(SPANS)) {
            return List.of();
        }
        List<String> dimensions = new ArrayList<>();
        connector.get("dimensions").items().forEach(d -> dimensions.add(d.get("name").string("")));
        Node histogram = connector.get("histogram");
        return SpanMetrics.connectorSpans(connector.get("namespace").string(""), excluded(connector), dimensions,
                histogram.get("unit").string("ms").equals("s"), !histogram.get("disable").isTrue() && !histogram.has("exponential"), condition);
    }

    private static Set<String> excluded(Node connector) {
        Set<String> names = new HashSet<>();
        connector.get("exclude_dimensions").texts().forEach(d -> names.add(SpanMetrics.sanitized(d.value())));
        return names;
    }

    private static List<String> strings(Node list) {
        return list.texts().stream().map(Text::value).toList();
    }

    private static void alloy(Program program, List<PushedFamily> found) {
        AlloyConfig config;
        try {
            config = AlloyReader.read(program.config().text());
        } catch (ReadException e) {
            return;
        }
        for (AlloyBlock block : config.blocks()) {
            String type = block.name().value().replace("otelcol.connector.", "");
            boolean connector = !type.equals(block.name().value()) && (type.equals(SPANS) || type.equals(GRAPH));
            if (connector && leads(config, block, 0)) {
                for (Family family : type.equals(GRAPH) ? SpanMetrics.connectorGraph(strings(block.node("dimensions")), "") : alloySpans(block)) {
                    found.add(new PushedFamily(family, Map.of(), program, block.name().span()));
                }
            }
        }
    }

    private static List<Family> alloySpans(AlloyBlock block) {
        AlloyValue given = block.get("namespace");
        String namespace = block.string("namespace", "");
        if (given != null && (block.node("namespace").text() == null || !Unknown.isKnown(namespace))) {
            return List.of();
        }
        List<String> dimensions = new ArrayList<>();
        block.blocks("dimension").forEach(d -> dimensions.add(d.string("name", "")));
        boolean seconds = false;
        boolean classic = false;
        for (AlloyBlock histogram : block.blocks("histogram")) {
            seconds = histogram.string("unit", "ms").equals("s");
            classic = !histogram.blocks("explicit").isEmpty() && !histogram.node("disable").isTrue();
        }
        Set<String> excluded = new HashSet<>();
        strings(block.node("exclude_dimensions")).forEach(d -> excluded.add(SpanMetrics.sanitized(d)));
        return SpanMetrics.connectorSpans(namespace, excluded, dimensions, seconds, classic, "");
    }

    /** Whether the output of a component reaches one that pushes, by components that keep series. */
    private static boolean leads(AlloyConfig config, AlloyBlock from, int depth) {
        String name = from.name().value();
        if (name.equals("prometheus.remote_write") || name.equals("otelcol.exporter.otlphttp") || name.equals("otelcol.exporter.otlp")) {
            return true;
        }
        boolean passes = depth == 0 || name.equals("otelcol.processor.batch") || name.equals("otelcol.exporter.prometheus")
                || name.equals("otelcol.processor.memory_limiter");
        if (!passes || depth > DEEPEST) {
            return false;
        }
        for (AlloyValue.Reference reference : from.references()) {
            AlloyBlock next = config.resolve(reference).component();
            if (next != null && next != from && leads(config, next, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
