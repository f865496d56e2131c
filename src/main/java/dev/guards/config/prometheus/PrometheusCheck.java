package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;
import static dev.guards.config.prometheus.FieldType.BOOL;
import static dev.guards.config.prometheus.FieldType.BYTES;
import static dev.guards.config.prometheus.FieldType.DURATION;
import static dev.guards.config.prometheus.FieldType.FLOAT;
import static dev.guards.config.prometheus.FieldType.INT;
import static dev.guards.config.prometheus.FieldType.LABELS;
import static dev.guards.config.prometheus.FieldType.STRING;
import static dev.guards.config.prometheus.FieldType.STRINGS;
import static dev.guards.config.prometheus.FieldType.STRING_MAP;
import static dev.guards.config.prometheus.FieldType.UINT;
import static dev.guards.config.prometheus.FieldType.URL;

import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Says what Prometheus 3.14 would refuse in its main configuration file, where, and in what words. */
public final class PrometheusCheck {
    private static final FieldType NAME_SCHEME = FieldType.oneOf(List.of("utf8", "legacy"), s -> "unrecognized ValidationScheme: "
            + Checker.quoted(s));
    private static final List<String> TRANSLATIONS = List.of("UnderscoreEscapingWithSuffixes", "UnderscoreEscapingWithoutSuffixes",
            "NoUTF8EscapingWithSuffixes", "NoTranslation");

    static final Shape LIMITS = new Shape("").with(BYTES, "body_size_limit").with(UINT, "sample_limit", "target_limit", "label_limit",
            "label_name_length_limit", "label_value_length_limit", "keep_dropped_targets").with(STRING, "scrape_failure_log_file",
            "metric_name_escaping_scheme").with(NAME_SCHEME, "metric_name_validation_scheme").with(BOOL, "scrape_native_histograms",
            "convert_classic_histograms_to_nhcb", "always_scrape_classic_histograms", "extra_scrape_metrics")
            .with(DURATION, "scrape_interval", "scrape_timeout").with(STRINGS, "scrape_protocols");

    private static final Shape GLOBAL = new Shape("config.plain").with(LIMITS).with(DURATION, "evaluation_interval", "rule_query_offset")
            .with(STRING, "query_log_file").with(LABELS, "external_labels").must(PrometheusCheck::global);

    private static final Shape TSDB = new Shape("config.plain").with(DURATION, "out_of_order_time_window", "stale_series_compaction_interval")
            .with(FieldType.ANYTHING, "stale_series_compaction_threshold")
            .with(new Shape("config.plain").with(DURATION, "time").with(BYTES, "size").with(FLOAT, "percentage")
                    .must(PrometheusCheck::percentage), "retention")
            .with(new Shape("config.plain").with(STRING, "floats", "histograms").must(PrometheusCheck::encoding), "chunk_encoding");

    private static final Shape OTLP = new Shape("config.plain").with(BOOL, "promote_all_resource_attributes",
            "keep_identifying_resource_attributes", "convert_histograms_to_nhcb", "promote_scope_metadata",
            "label_name_underscore_sanitization", "label_name_preserve_multiple_underscores")
            .with(STRINGS, "promote_resource_attributes", "ignore_resource_attributes").with(STRING, "translation_strategy")
            .must(PrometheusCheck::otlp);

    private static final Shape TRACING = new Shape("config.plain").with(STRING, "endpoint", "compression").with(FLOAT, "sampling_fraction")
            .with(BOOL, "insecure").with(HttpClientShape.TLS, "tls_config").with(STRING_MAP, "headers").with(DURATION, "timeout")
            .with(FieldType.oneOf(List.of("http", "grpc"), t -> "expected tracing client type to be to be http or grpc, but got " + t),
                    "client_type")
            .must((n, c) -> RemoteShapes.headers(n, "custom authorization header configuration is not yet supported", c))
            .require("endpoint", "tracing endpoint must be set").must((n, c) -> {
                String compression = n.get("compression").string("");
                if (!compression.isEmpty() && !compression.equals("gzip")) {
                    c.refuse(n.get("compression"), "invalid compression type " + compression + " provided, valid options: gzip");
                }
            });

    private static final Shape MAIN = new Shape("config.plain").with(GLOBAL, "global").with(new Shape("config.plain").with(INT, "gogc"), "runtime")
            .with(new Shape("config.plain").with(FieldType.relabelling("empty or null alert relabeling rule"), "alert_relabel_configs")
                    .with(FieldType.listOf(ScrapeShapes.ALERTMANAGER, null), "alertmanagers"), "alerting")
            .with(STRINGS, "rule_files", "scrape_config_files")
            .with(FieldType.listOf(ScrapeShapes.SCRAPE, "empty or null scrape config section"), "scrape_configs")
            .with(new Shape("config.plain").with(TSDB, "tsdb").with(new Shape("config.plain").with(INT, "max_exemplars"), "exemplars"), "storage")
            .with(TRACING, "tracing").with(OTLP, "otlp")
            .with(FieldType.listOf(RemoteShapes.WRITE, "empty or null remote write config section"), "remote_write")
            .with(FieldType.listOf(RemoteShapes.READ, "empty or null remote read config section"), "remote_read")
            .must(PrometheusCheck::paths).must(PrometheusCheck::jobs).must(PrometheusCheck::translation)
            .must((n, c) -> RemoteShapes.duplicates(n, "remote_write", "remote write", c))
            .must((n, c) -> RemoteShapes.duplicates(n, "remote_read", "remote read", c));

    private static final Shape FILE = new Shape("config.ScrapeConfigs")
            .with(FieldType.listOf(ScrapeShapes.SCRAPE, "empty or null scrape config section"), "scrape_configs");

    private PrometheusCheck() {
    }

    /** Checks the main file. */
    public static void check(Node root, Consumer<Problem> problems) {
        MAIN.check(root, checker(root, problems));
    }

    /** Checks what is not allowed when the server runs as an agent. */
    public static void checkAgent(Node root, Consumer<Problem> problems) {
        Checker checker = checker(root, problems);
        for (String field : List.of("alerting", "rule_files", "remote_read")) {
            boolean used = field.equals("alerting") ? !root.at("alerting", "alertmanagers").items().isEmpty()
                    || !root.at("alerting", "alert_relabel_configs").items().isEmpty() : !root.get(field).items().isEmpty();
            if (used) {
                checker.refuse(root.get(field).span(), "field " + field + " is not allowed in agent mode", "remove it, or do not run as an agent");
            }
        }
    }

    /**
     * Checks a file that {@code scrape_config_files} names.
     *
     * @param jobs job names so far, with the place of each; those of the file are added
     */
    public static void checkScrapeConfigFile(Node root, Node main, java.util.Map<String, Text> jobs, Consumer<Problem> problems) {
        Checker checker = checker(main, problems);
        FILE.check(root, checker);
        ScrapeShapes.inherited(root, main.get("global"), checker);
        ScrapeShapes.uniqueJobs(root, jobs, checker);
    }

    private static Checker checker(Node main, Consumer<Problem> problems) {
        return new Checker(PrometheusReader.names(main.at("global", "metric_name_validation_scheme"), NameScheme.UTF8), problems);
    }

    private static void global(Node node, Checker checker) {
        long interval = Durations.millis(node.get("scrape_interval").string("1m"));
        long timeout = Durations.millis(node.get("scrape_timeout").string("0"));
        if (interval > 0 && timeout > interval) {
            checker.refuse(node.get("scrape_timeout"), "global scrape timeout greater than scrape interval");
        }
        ScrapeShapes.protocols(node.get("scrape_protocols"), " for global config", checker);
    }

    private static void paths(Node node, Checker checker) {
        BiConsumer<String, String> each = (field, word) -> {
            for (Text path : node.get(field).texts()) {
                if (!path.value().matches("[^*]*(\\*[^/]*)?")) {
                    checker.refuse(path.span(), "invalid " + word + " file path " + Checker.quoted(path), "only the last part may have a `*`");
                }
            }
        };
        each.accept("rule_files", "rule");
        each.accept("scrape_config_files", "scrape config");
    }

    private static void jobs(Node node, Checker checker) {
        ScrapeShapes.inherited(node, node.get("global"), checker);
        ScrapeShapes.uniqueJobs(node, new java.util.HashMap<>(), checker);
    }

    private static void percentage(Node node, Checker checker) {
        try {
            double percentage = Double.parseDouble(node.get("percentage").string("0"));
            if (percentage < 0 || percentage > 100) {
                checker.refuse(node.get("percentage"), "'storage.tsdb.retention.percentage' must be in the range [0, 100]");
            }
        } catch (NumberFormatException e) {
            // Said by the field's own type.
        }
    }

    private static void encoding(Node node, Checker checker) {
        Node floats = node.get("floats");
        if (floats.isPresent() && !List.of("xor", "xor2").contains(floats.string(""))) {
            checker.refuse(floats, "'storage.tsdb.chunk_encoding.floats' must be 'xor' or 'xor2', or the field must be omitted entirely, got "
                    + Checker.quoted(floats.string("")));
        }
    }

    private static void otlp(Node node, Checker checker) {
        Node ignored = node.get("ignore_resource_attributes");
        Node promoted = node.get("promote_resource_attributes");
        if (node.get("promote_all_resource_attributes").isTrue()) {
            if (!promoted.items().isEmpty()) {
                checker.refuse(promoted,
                        "'promote_all_resource_attributes' and 'promote_resource_attributes' cannot be configured simultaneously");
            }
            attributes(ignored, "ignore_resource_attributes", "ignored", checker);
            return;
        }
        if (!ignored.items().isEmpty()) {
            checker.refuse(ignored, "'ignore_resource_attributes' cannot be configured unless 'promote_all_resource_attributes' is true");
        }
        attributes(promoted, "promote_resource_attributes", "promoted", checker);
    }

    private static void attributes(Node list, String field, String adjective, Checker checker) {
        java.util.Set<String> seen = new java.util.HashSet<>();
        for (Text attribute : list.texts()) {
            String name = attribute.value().strip();
            if (name.isEmpty()) {
                checker.refuse(attribute.span(), "invalid '" + field + "': empty " + adjective + " OTel resource attribute", "");
            } else if (!seen.add(name)) {
                checker.refuse(attribute.span(), "invalid '" + field + "': duplicated " + adjective + " OTel resource attribute "
                        + Checker.quoted(name), "");
            }
        }
    }

    private static void translation(Node node, Checker checker) {
        Node strategy = node.at("otlp", "translation_strategy");
        String text = strategy.string("");
        boolean raw = text.equals("NoTranslation") || text.equals("NoUTF8EscapingWithSuffixes");
        if (raw && checker.names == NameScheme.LEGACY) {
            checker.refuse(strategy, "OTLP translation strategy " + Checker.quoted(text) + " is not allowed when UTF8 is disabled");
        } else if (isGiven(strategy) && !TRANSLATIONS.contains(text)) {
            checker.refuse(strategy, "unsupported OTLP translation strategy " + Checker.quoted(text));
        }
    }
}
