package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;
import static dev.guards.config.prometheus.FieldType.STRINGS;
import static dev.guards.config.prometheus.ScalarType.BOOL;
import static dev.guards.config.prometheus.ScalarType.DURATION;
import static dev.guards.config.prometheus.ScalarType.FLOAT;
import static dev.guards.config.prometheus.ScalarType.STRING;
import static dev.guards.config.prometheus.ScalarType.UINT;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Scrape jobs and Alertmanagers: both find targets and reach them over HTTP. */
final class ScrapeShapes {
    private static final Set<String> PROTOCOLS = new TreeSet<>(List.of("OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto",
            "PrometheusText0.0.4", "PrometheusText1.0.0"));
    private static final List<String> ESCAPINGS = List.of("allow-utf-8", "underscores", "dots", "values");

    private static final Shape GROUP = new Shape("struct").with(STRINGS, "targets").with(FieldType.LABELS, "labels");

    private static final Shape TARGETS = targets();

    static final Shape SCRAPE = new Shape("config.plain").with(PrometheusCheck.LIMITS).with(TARGETS).with(STRING, "job_name", "metrics_path",
            "scheme", "fallback_scrape_protocol").with(BOOL, "honor_labels", "honor_timestamps", "track_timestamps_staleness",
            "enable_compression").with(FieldType.mapOf(STRINGS), "params").with(UINT, "native_histogram_bucket_limit")
            .with(FLOAT, "native_histogram_min_bucket_factor")
            .with(rules("empty or null target relabeling rule in scrape config"), "relabel_configs")
            .with(rules("empty or null metric relabeling rule in scrape config"), "metric_relabel_configs")
            .require("job_name", "job_name is empty");

    static final Shape ALERTMANAGER = new Shape("config.plain").with(TARGETS).with(STRING, "scheme", "path_prefix").with(DURATION, "timeout")
            .with(ScalarType.ANYTHING, "sigv4")
            .with(FieldType.oneOf(List.of("v2"), v -> "expected Alertmanager api version to be one of [v2] but got " + v), "api_version")
            .with(FieldType.relabelling("empty or null Alertmanager target relabeling rule"), "relabel_configs")
            .with(FieldType.relabelling("empty or null Alertmanager alert relabeling rule"), "alert_relabel_configs");

    private ScrapeShapes() {
    }

    private static Shape targets() {
        Shape shape = new Shape("config.plain").with(HttpClientShape.SHAPE)
                .with(FieldType.listOf(GROUP, "empty or null section in static_configs"), "static_configs").must(ScrapeShapes::hostnames);
        for (String kind : DiscoveryShapes.KINDS) {
            String field = kind + "_sd_configs";
            shape.with(FieldType.listOf(FieldType.later(() -> DiscoveryShapes.of(kind)), "empty or null section in " + field), field);
        }
        return shape;
    }

    /** The rules of a job follow its own name scheme, which is only known with the job: {@link #inherited} runs them. */
    private static FieldType rules(String emptyMessage) {
        return FieldType.listOf(ScalarType.ANYTHING, emptyMessage);
    }

    private static void hostnames(Node node, Checker checker) {
        if (!node.get("relabel_configs").items().isEmpty()) {
            return;
        }
        for (Node group : node.get("static_configs").items()) {
            for (Text target : group.get("targets").texts()) {
                if (target.value().indexOf('/') >= 0) {
                    checker.refuse(target.span(), Checker.quoted(target) + " is not a valid hostname",
                            "a target is host:port; scheme and path are `scheme:` and `metrics_path:`");
                }
            }
        }
    }

    /** Checks that need the global section: timing, protocols and names of each job. */
    static void inherited(Node root, Node global, Checker checker) {
        long globalInterval = Durations.millis(global.get("scrape_interval").string("1m"));
        String globalEscaping = global.get("metric_name_escaping_scheme").string("");
        for (Node job : root.get("scrape_configs").items()) {
            String name = job.get("job_name").string("");
            String suffix = " for scrape config with job name " + Checker.quoted(name);
            long own = Durations.millis(job.get("scrape_interval").string("0"));
            long interval = own > 0 ? own : globalInterval;
            long timeout = Durations.millis(job.get("scrape_timeout").string("0"));
            if (interval > 0 && timeout > interval) {
                checker.refuse(job.get("scrape_timeout").span(), "scrape timeout greater than scrape interval" + suffix,
                        "the interval is " + Durations.text(interval));
            }
            protocols(job.get("scrape_protocols"), suffix, checker);
            Node fallback = job.get("fallback_scrape_protocol");
            if (fallback.text() != null && !fallback.text().isEmpty() && !PROTOCOLS.contains(fallback.string())) {
                checker.refuse(fallback, "invalid fallback_scrape_protocol" + suffix + ": " + unknownProtocol(fallback.string()));
            }
            NameScheme names = PrometheusReader.names(job.get("metric_name_validation_scheme"), checker.names);
            escaping(job, global, globalEscaping, names, checker);
            for (String field : List.of("relabel_configs", "metric_relabel_configs")) {
                for (Node rule : job.get(field).items()) {
                    if (!rule.isNull()) {
                        RelabelReader.read(rule, names, checker.problems());
                    }
                }
            }
        }
    }

    private static void escaping(Node job, Node global, String globalEscaping, NameScheme names, Checker checker) {
        if (!globalEscaping.isEmpty() && !ESCAPINGS.contains(globalEscaping)) {
            checker.refuse(global.get("metric_name_escaping_scheme"), "unknown global name escaping method specified, must be one of "
                    + listed() + ", got " + Checker.quoted(globalEscaping));
            return;
        }
        Node own = job.get("metric_name_escaping_scheme");
        String scheme = own.string("");
        if (scheme.isEmpty()) {
            boolean inherits = !isGiven(job.get("metric_name_validation_scheme"));
            scheme = inherits && !globalEscaping.isEmpty() ? globalEscaping : names == NameScheme.LEGACY ? "underscores" : "allow-utf-8";
        }
        if (!ESCAPINGS.contains(scheme)) {
            checker.refuse(own, "unknown scrape config name escaping method specified, must be one of " + listed() + ", got "
                    + Checker.quoted(scheme));
        } else if (scheme.equals("allow-utf-8") && names == NameScheme.LEGACY) {
            checker.refuse(own.isPresent() ? own : job, "utf8 metric names requested but validation scheme is not set to UTF8");
        }
    }

    private static String listed() {
        return "'allow-utf-8', 'underscores', 'dots', or 'values'";
    }

    static void protocols(Node list, String suffix, Checker checker) {
        if (list.isPresent() && !list.isNull() && list.items().isEmpty()) {
            checker.refuse(list, "scrape_protocols cannot be empty" + suffix);
        }
        Set<String> seen = new HashSet<>();
        for (Text protocol : list.texts()) {
            if (!seen.add(protocol.value().toLowerCase(Locale.ROOT))) {
                checker.refuse(protocol.span(), "duplicated protocol in scrape_protocols, got ["
                        + String.join(" ", list.texts().stream().map(Text::value).toList()) + "]" + suffix, "remove one of the two");
            } else if (!PROTOCOLS.contains(protocol.value())) {
                checker.refuse(protocol.span(), "scrape_protocols: " + unknownProtocol(protocol.value()) + suffix, "");
            }
        }
    }

    private static String unknownProtocol(String protocol) {
        return "unknown scrape protocol " + protocol + ", supported: [" + String.join(" ", PROTOCOLS) + "]";
    }

    /** @param jobs names so far, with their place */
    static void uniqueJobs(Node root, Map<String, Text> jobs, Checker checker) {
        for (Node job : root.get("scrape_configs").items()) {
            Text name = job.get("job_name").text();
            Text first = name == null || name.isEmpty() ? null : jobs.putIfAbsent(name.value(), name);
            if (first != null) {
                checker.refuse(name.span(), "found multiple scrape configs with job name " + Checker.quoted(name),
                        "the first stands at " + first.span().place());
            }
        }
    }
}
