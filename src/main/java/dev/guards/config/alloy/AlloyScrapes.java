package dev.guards.config.alloy;

import dev.guards.config.prometheus.Discovery;
import dev.guards.config.prometheus.Durations;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.text.Mapping;
import dev.guards.text.MappingBuilder;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code prometheus.scrape} components as scrape configs: one for each group of targets and each way to a
 * {@code prometheus.remote_write}, whose external labels fill what the series lack.
 */
public final class AlloyScrapes {
    private static final int DEEPEST = 20;
    private static final long INTERVAL = 60_000;
    private static final long TIMEOUT = 10_000;
    private static final Set<String> JOINING = Set.of("concat", "array.concat");
    private static final String EXPORTER = "prometheus.exporter.";
    /** The internal label of a target that holds flags of an exporter which has no command line, separated by blanks. */
    public static final String FLAGS = "__exporter_flags__";

    private final AlloyConfig config;

    private AlloyScrapes(AlloyConfig config) {
        this.config = config;
    }

    /** Targets with the rules that apply to them; {@code job} is the one that the targets bring, or null. */
    private record Group(Discovery discovery, List<RelabelRule> rules, String job) {
    }

    public static List<ScrapeConfig> of(AlloyConfig config) {
        AlloyScrapes scrapes = new AlloyScrapes(config);
        List<ScrapeConfig> all = new ArrayList<>();
        for (AlloyBlock scrape : config.named("prometheus.scrape")) {
            List<List<RelabelRule>> ways = new ArrayList<>();
            scrapes.ways(scrape, List.of(), ways, 0);
            for (Group group : scrapes.groups(scrape.get("targets"), 0)) {
                for (List<RelabelRule> way : ways) {
                    all.add(made(scrape, group, way));
                }
            }
        }
        return all;
    }

    private static ScrapeConfig made(AlloyBlock scrape, Group group, List<RelabelRule> metricRules) {
        Text name = scrape.node("job_name").text();
        String job = group.job() != null ? group.job() : name == null || name.isEmpty() ? scrape.id() : name.value();
        long interval = duration(scrape, "scrape_interval", INTERVAL);
        Map<String, List<Text>> params = new LinkedHashMap<>();
        for (Mapping.Entry param : scrape.node("params").entries()) {
            params.put(param.key().value(), param.value().texts());
        }
        ScrapeConfig made = ScrapeConfig.made(job, scrape.span());
        boolean asNative = scrape.node("scrape_native_histograms").isTrue() || scrape.node("enable_protobuf_negotiation").isTrue();
        return (asNative ? made.withNativeHistograms() : made).withTiming(interval, Math.min(duration(scrape, "scrape_timeout", TIMEOUT), interval))
                .withEndpoint(text(scrape, "metrics_path", "/metrics"), text(scrape, "scheme", "http"), params)
                .withHonorLabels(scrape.node("honor_labels").isTrue()).withDiscoveries(List.of(group.discovery()))
                .withRelabel(group.rules()).withMetricRelabel(metricRules);
    }

    private static long duration(AlloyBlock scrape, String attribute, long otherwise) {
        Text text = scrape.node(attribute).text();
        long millis = text == null ? -1 : Durations.millis(text.value());
        return millis > 0 ? millis : otherwise;
    }

    private static Text text(AlloyBlock scrape, String attribute, String otherwise) {
        Text text = scrape.node(attribute).text();
        return text == null || text.isEmpty() ? Text.at(scrape.span(), otherwise) : text;
    }

    /** Rules of each way along {@code forward_to}. */
    private void ways(AlloyBlock from, List<RelabelRule> rules, List<List<RelabelRule>> found, int depth) {
        AlloyValue receivers = from.get("forward_to");
        if (receivers == null || depth > DEEPEST) {
            return;
        }
        for (AlloyValue.Reference reference : receivers.references()) {
            AlloyBlock next = config.resolve(reference).component();
            List<RelabelRule> longer = new ArrayList<>(rules);
            if (next != null && next.is("prometheus.relabel")) {
                longer.addAll(AlloyRules.read(next, p -> { }));
                ways(next, longer, found, depth + 1);
            } else if (next != null && next.is("prometheus.remote_write")) {
                longer.addAll(external(next));
                found.add(longer);
            } else {
                found.add(longer);
            }
        }
    }

    /** A label is set where it is absent. */
    private static List<RelabelRule> external(AlloyBlock write) {
        List<RelabelRule> rules = new ArrayList<>();
        for (Mapping.Entry label : write.node("external_labels").entries()) {
            Text value = label.value().text();
            if (value != null && Unknown.isKnown(value)) {
                rules.add(RelabelRule.made(RelabelRule.Action.REPLACE, List.of(label.key().value()), "", label.key().value(),
                        value.value().replace("$", "$$"), label.span()));
            }
        }
        return rules;
    }

    private List<Group> groups(AlloyValue value, int depth) {
        List<Group> groups = new ArrayList<>();
        if (value == null || depth > DEEPEST) {
            return groups;
        }
        if (value instanceof AlloyValue.Object target) {
            groups.add(new Group(literal(target), List.of(), null));
        } else if (value instanceof AlloyValue.Array array) {
            array.items().forEach(item -> groups.addAll(groups(item, depth + 1)));
        } else if (value instanceof AlloyValue.Call call && JOINING.contains(call.function())) {
            call.arguments().forEach(argument -> groups.addAll(groups(argument, depth + 1)));
        } else {
            AlloyBlock component = value instanceof AlloyValue.Reference reference ? config.resolve(reference).component() : null;
            groups.addAll(component == null ? List.of(unknown(value.node())) : component(component, depth));
        }
        return groups;
    }

    private List<Group> component(AlloyBlock component, int depth) {
        String name = component.name().value();
        if (name.equals("discovery.relabel")) {
            List<RelabelRule> rules = AlloyRules.read(component, p -> { });
            List<Group> groups = new ArrayList<>();
            for (Group group : groups(component.get("targets"), depth + 1)) {
                List<RelabelRule> all = new ArrayList<>(group.rules());
                all.addAll(rules);
                groups.add(new Group(group.discovery(), all, group.job()));
            }
            return groups;
        }
        if (name.equals("discovery.docker") || name.equals("discovery.kubernetes")) {
            return List.of(new Group(new Discovery(name.substring("discovery.".length()), discovery(component)), List.of(), null));
        }
        return List.of(name.startsWith(EXPORTER) ? exporter(component) : unknown(component.mapping()));
    }

    private static Node discovery(AlloyBlock component) {
        MappingBuilder node = new MappingBuilder(component.span());
        component.mapping().entries().forEach(e -> node.put(e.key().value(), e.value()));
        List<Node> filters = new ArrayList<>();
        component.blocks("filter").forEach(f -> filters.add(f.mapping()));
        if (!filters.isEmpty()) {
            node.put("filters", filters);
        }
        component.blocks("namespaces").forEach(n -> node.put("namespaces", n.mapping()));
        List<Node> selectors = new ArrayList<>();
        component.blocks("selectors").forEach(s -> selectors.add(s.mapping()));
        return selectors.isEmpty() ? node.build() : node.put("selectors", selectors).build();
    }

    private static Discovery literal(AlloyValue.Object target) {
        MappingBuilder labels = new MappingBuilder(target.span());
        Node address = null;
        for (AlloyValue.Object.Field field : target.fields()) {
            if (field.key().value().equals("__address__")) {
                address = field.value().node();
            } else {
                labels.put(field.key().value(), field.value().node());
            }
        }
        MappingBuilder group = new MappingBuilder(target.span());
        return new Discovery("static", group.put("targets", address == null ? List.of() : List.of(address)).put("labels", labels.build()).build());
    }

    /** An exporter that runs inside of Alloy: its job is fixed, its address and instance only a run can tell. */
    private static Group exporter(AlloyBlock exporter) {
        String kind = exporter.name().value().substring(EXPORTER.length());
        String job = "integrations/" + kind;
        Text unknown = Text.at(exporter.span(), String.valueOf(Unknown.MARK));
        MappingBuilder labels = new MappingBuilder(exporter.span()).put("job", job).put("instance", unknown)
                .put("__metrics_path__", "/api/v0/component/" + exporter.id() + "/metrics").put(FLAGS, flags(exporter));
        MappingBuilder group = new MappingBuilder(exporter.span())
                .put("targets", List.of(new Scalar(Scalar.Type.TEXT, unknown, exporter.span()))).put("labels", labels.build());
        return new Group(new Discovery("static", group.build()), List.of(), job);
    }

    /** Attributes of {@code prometheus.exporter.unix} as the flags that node_exporter has for them. */
    private static String flags(AlloyBlock exporter) {
        StringBuilder flags = new StringBuilder();
        if (!exporter.node("set_collectors").texts().isEmpty()) {
            flags.append(" --collector.disable-defaults");
        }
        for (String attribute : List.of("set_collectors", "enable_collectors")) {
            exporter.node(attribute).texts().forEach(collector -> flags.append(" --collector.").append(collector));
        }
        exporter.node("disable_collectors").texts().forEach(collector -> flags.append(" --no-collector.").append(collector));
        return flags.toString().trim();
    }

    private static Group unknown(Node place) {
        return new Group(new Discovery("unknown", place), List.of(), null);
    }
}
