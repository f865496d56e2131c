package dev.guards.config.alloy;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StageReader;
import dev.guards.config.pipeline.StreamSelector;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The {@code stage.*} blocks of {@code loki.process} as pipeline stages. Facts: Alloy v1.18. */
public final class AlloyStages {
    /** Names of Promtail's stages behind Alloy's, where they differ. */
    private static final Map<String, String> RENAMED = Map.of("label_drop", "labeldrop", "label_keep", "labelallow", "windowsevent",
            "eventlogmessage");
    private static final Set<String> SAME = new TreeSet<>(List.of("docker", "cri", "json", "logfmt", "regex", "replace", "template", "timestamp",
            "output", "labels", "static_labels", "structured_metadata", "match", "drop", "multiline", "pack", "tenant", "metrics", "limit",
            "sampling", "eventlogmessage", "geoip", "decolorize", "pattern", "luhn", "truncate", "structured_metadata_drop", "label_drop",
            "label_keep", "windowsevent"));
    private static final String PREFIX = "loki_process_custom_";

    private final Consumer<Problem> problems;

    private AlloyStages(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /** @param problems receives what Alloy refuses */
    public static List<Stage> read(AlloyBlock process, Consumer<Problem> problems) {
        return new AlloyStages(problems).stages(process);
    }

    private List<Stage> stages(AlloyBlock body) {
        List<Stage> stages = new ArrayList<>();
        for (AlloyBlock block : body.blocks()) {
            if (block.name().value().startsWith("stage.")) {
                stages.add(stage(block, block.name().value().substring("stage.".length())));
            }
        }
        return stages;
    }

    private Stage stage(AlloyBlock block, String name) {
        if (!SAME.contains(name)) {
            String near = Suggest.nearest(name, SAME);
            problems.accept(new Problem(StageReader.INVALID, block.span(), "unknown stage `" + block.name() + "`",
                    near == null ? "" : "did you mean `stage." + near + "`?"));
            return new Stage.Unreadable(block.span(), name);
        }
        boolean values = name.equals("labels") || name.equals("static_labels") || name.startsWith("label_")
                || name.startsWith("structured_metadata");
        Node body = values && block.get("values") != null ? block.node("values") : block.mapping();
        if (!name.equals("static_labels") && !isKnown(block.mapping())) {
            return new Stage.Unreadable(block.span(), name);
        }
        try {
            return read(block, name, body);
        } catch (ReadException e) {
            problems.accept(e.problem());
            return new Stage.Unreadable(block.span(), name);
        }
    }

    private Stage read(AlloyBlock block, String name, Node body) throws ReadException {
        StageReader reader = new StageReader(problems);
        return switch (name) {
            case "match" -> match(block);
            case "metrics" -> metrics(block);
            case "pattern" -> new Stage.Pattern(block.span(), orEmpty(block, "pattern"), block.node("source").text(),
                    block.node("labels_from_groups").isTrue());
            case "luhn", "truncate" -> new Stage.LineRewrite(block.span(), name);
            case "structured_metadata_drop" -> new Stage.StructuredMetadataDrop(block.span(), body.texts());
            case "regex" -> {
                Stage stage = reader.stage("regex", block.span(), body);
                yield stage instanceof Stage.Regex regex
                        ? new Stage.Regex(regex.span(), regex.expression(), regex.regex(), regex.source(), block.node("labels_from_groups").isTrue())
                        : stage;
            }
            case "structured_metadata" -> {
                Node values = block.get("values") == null ? new Mapping(List.of(), block.span()) : body;
                Stage stage = reader.stage(name, block.span(), values);
                Text regex = block.node("regex").text();
                yield stage instanceof Stage.StructuredMetadata metadata
                        ? new Stage.StructuredMetadata(metadata.span(), metadata.pairs(), regex == null ? null : StageReader.regex(regex)) : stage;
            }
            default -> reader.stage(RENAMED.getOrDefault(name, name), block.span(), body);
        };
    }

    private Stage match(AlloyBlock block) throws ReadException {
        Text selector = block.node("selector").text();
        if (selector == null || selector.isEmpty()) {
            throw StageReader.invalid(block.span(), "`selector` is required for `stage.match`", "");
        }
        return new Stage.Match(block.span(), selector, StreamSelector.parse(selector), stages(block),
                block.string("action", "keep").equals("drop"));
    }

    /** Each {@code metric.<type>} block names its metric inside. */
    private Stage metrics(AlloyBlock block) {
        List<Stage.Metrics.Metric> metrics = new ArrayList<>();
        for (AlloyBlock metric : block.blocks()) {
            if (metric.name().value().startsWith("metric.") && metric.node("name").text() != null) {
                Text name = metric.node("name").text();
                String prefix = metric.string("prefix", "").isEmpty() ? PREFIX : metric.string("prefix", "");
                Text source = metric.node("match_all").isTrue() ? null : metric.get("source") == null ? name : metric.node("source").text();
                metrics.add(new Stage.Metrics.Metric(name, prefix + name, metric.name().value().substring("metric.".length()).toLowerCase(Locale.ROOT),
                        source, metric.node("description").text()));
            }
        }
        return new Stage.Metrics(block.span(), metrics);
    }

    private static Text orEmpty(AlloyBlock block, String attribute) {
        Text text = block.node(attribute).text();
        return text == null ? Text.at(block.span(), "") : text;
    }

    private static boolean isKnown(Node node) {
        boolean known = node.text() == null || Unknown.isKnown(node.text());
        for (Mapping.Entry entry : node.entries()) {
            known &= isKnown(entry.value());
        }
        for (Node item : node.items()) {
            known &= isKnown(item);
        }
        return known;
    }
}
