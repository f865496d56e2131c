package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;
import static dev.guards.config.prometheus.FieldType.LABELS;
import static dev.guards.config.prometheus.FieldType.STRINGS;
import static dev.guards.config.prometheus.ScalarType.BOOL;
import static dev.guards.config.prometheus.ScalarType.BYTES;
import static dev.guards.config.prometheus.ScalarType.DURATION;
import static dev.guards.config.prometheus.ScalarType.INT;
import static dev.guards.config.prometheus.ScalarType.STRING;
import static dev.guards.config.prometheus.ScalarType.UINT;

import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final Shape MAIN = new Shape("config.plain").with(GLOBAL, "global").with(new Shape("config.plain").with(INT, "gogc"), "runtime")
            .with(new Shape("config.plain").with(FieldType.relabelling("empty or null alert relabeling rule"), "alert_relabel_configs")
                    .with(FieldType.listOf(ScrapeShapes.ALERTMANAGER, null), "alertmanagers"), "alerting")
            .with(STRINGS, "rule_files", "scrape_config_files")
            .with(FieldType.listOf(ScrapeShapes.SCRAPE, "empty or null scrape config section"), "scrape_configs")
            .with(FieldType.later(() -> ServerShapes.STORAGE), "storage").with(FieldType.later(() -> ServerShapes.TRACING), "tracing")
            .with(FieldType.later(() -> ServerShapes.OTLP), "otlp")
            .with(FieldType.listOf(FieldType.later(() -> RemoteShapes.WRITE), "empty or null remote write config section"), "remote_write")
            .with(FieldType.listOf(FieldType.later(() -> RemoteShapes.READ), "empty or null remote read config section"), "remote_read")
            .must(PrometheusCheck::paths).must(PrometheusCheck::jobs).must(PrometheusCheck::translation)
            .must(PrometheusCheck::remotes);

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
    public static void checkScrapeConfigFile(Node root, Node main, Map<String, Text> jobs, Consumer<Problem> problems) {
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
        paths(node.get("rule_files"), "rule", checker);
        paths(node.get("scrape_config_files"), "scrape config", checker);
    }

    private static void paths(Node list, String word, Checker checker) {
        for (Text path : list.texts()) {
            int star = path.value().indexOf('*');
            if (star >= 0 && path.value().indexOf('/', star) >= 0) {
                checker.refuse(path.span(), "invalid " + word + " file path " + Checker.quoted(path), "only the last part may have a `*`");
            }
        }
    }

    private static void jobs(Node node, Checker checker) {
        ScrapeShapes.inherited(node, node.get("global"), checker);
        ScrapeShapes.uniqueJobs(node, new HashMap<>(), checker);
    }

    private static void remotes(Node node, Checker checker) {
        for (String direction : List.of("write", "read")) {
            if (node.get("remote_" + direction).isPresent()) {
                RemoteShapes.duplicates(node, "remote_" + direction, "remote " + direction, checker);
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
