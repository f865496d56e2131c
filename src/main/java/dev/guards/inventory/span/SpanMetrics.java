package dev.guards.inventory.span;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The families that are made of spans. Attributes of spans and resources become labels, so any label may be there besides those that are
 * named. Sources: documentation of Tempo 2.0 to 3.0, "Span metrics" and "Service graphs"; READMEs of spanmetricsconnector and
 * servicegraphconnector, opentelemetry-collector-contrib 0.95 to 0.150.
 */
public final class SpanMetrics {
    private static final List<String> KINDS = List.of("SPAN_KIND_SERVER", "SPAN_KIND_CLIENT", "SPAN_KIND_INTERNAL", "SPAN_KIND_PRODUCER",
            "SPAN_KIND_CONSUMER", "SPAN_KIND_UNSPECIFIED");
    private static final List<String> STATUSES = List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");

    private SpanMetrics() {
    }

    /**
     * What Tempo's processor {@code span-metrics} makes.
     *
     * @param without    intrinsic labels that are switched off
     * @param dimensions names of attributes that become labels
     * @param condition  what it takes that histograms have their classic form; empty when they do
     */
    static List<Family> tempoSpans(Set<String> without, List<String> dimensions, String condition) {
        List<Label> labels = labels("service", without, dimensions, List.of(""));
        return List.of(family("traces_spanmetrics_calls_total", MetricType.COUNTER, labels, ""),
                family("traces_spanmetrics_size_total", MetricType.COUNTER, labels, ""),
                family("traces_spanmetrics_latency", MetricType.HISTOGRAM, labels, condition));
    }

    /** What Tempo's processor {@code service-graphs} makes; see {@link #tempoSpans}. */
    static List<Family> tempoGraph(List<String> dimensions, String condition) {
        List<Family> all = new ArrayList<>(graph(dimensions, "", condition));
        all.add(family("traces_service_graph_unpaired_spans_total", MetricType.COUNTER, List.of(Label.open("client"), Label.open("server")),
                "spans miss their other side"));
        all.add(family("traces_service_graph_dropped_spans_total", MetricType.COUNTER, List.of(Label.open("client"), Label.open("server")),
                "the store of edges is full"));
        return all;
    }

    /**
     * What a span metrics connector makes.
     *
     * @param namespace  as given; empty when it is not
     * @param without    default dimensions that are excluded
     * @param dimensions names of attributes that become labels
     * @param seconds    the histogram counts seconds instead of milliseconds
     * @param histogram  it makes classic histograms
     * @param condition  what it takes that they arrive; empty when they do
     */
    public static List<Family> connectorSpans(String namespace, Set<String> without, List<String> dimensions, boolean seconds, boolean histogram,
            String condition) {
        List<Label> labels = labels("service_name", without, dimensions, List.of(""));
        List<Family> all = new ArrayList<>();
        // Older collectors put nothing before the names when no namespace is given, newer ones traces.span.metrics.
        for (String before : namespace.isEmpty() ? List.of("", "traces_span_metrics_") : List.of(sanitized(namespace) + "_")) {
            String when = namespace.isEmpty() ? "the collector's release names span metrics so" : condition;
            all.add(family(before + "calls_total", MetricType.COUNTER, labels, when));
            if (histogram) {
                all.add(family(before + "duration_" + (seconds ? "seconds" : "milliseconds"), MetricType.HISTOGRAM, labels, when));
            }
        }
        return all;
    }

    /** What a service graph connector makes. */
    public static List<Family> connectorGraph(List<String> dimensions, String condition) {
        return graph(dimensions, condition, condition);
    }

    private static List<Family> graph(List<String> dimensions, String condition, String ofHistograms) {
        List<Label> labels = labels("", Set.of("span_name", "span_kind", "status_code"), dimensions, List.of("client_", "server_", ""));
        labels.add(Label.open("client"));
        labels.add(Label.open("server"));
        labels.add(new Label("connection_type", List.of("messaging_system", "database", "virtual_node"), true, true));
        return List.of(family("traces_service_graph_request_total", MetricType.COUNTER, labels, condition),
                family("traces_service_graph_request_failed_total", MetricType.COUNTER, labels, condition),
                family("traces_service_graph_request_server_seconds", MetricType.HISTOGRAM, labels, ofHistograms),
                family("traces_service_graph_request_client_seconds", MetricType.HISTOGRAM, labels, ofHistograms));
    }

    private static List<Label> labels(String service, Set<String> without, List<String> dimensions, List<String> prefixes) {
        List<Label> labels = new ArrayList<>();
        for (String name : List.of(service, "span_name")) {
            if (!name.isEmpty() && !without.contains(name)) {
                labels.add(Label.open(name));
            }
        }
        if (!without.contains("span_kind")) {
            labels.add(new Label("span_kind", KINDS, true, false));
        }
        if (!without.contains("status_code")) {
            labels.add(new Label("status_code", STATUSES, true, false));
        }
        for (String dimension : dimensions) {
            for (String prefix : prefixes) {
                labels.add(new Label(prefix + sanitized(dimension), List.of(), false, true));
            }
        }
        return labels;
    }

    private static Family family(String name, MetricType type, List<Label> labels, String condition) {
        return new Family(name, type, labels, List.of(""), "", "", condition, null);
    }

    /** An attribute's or namespace's name as Prometheus has it. */
    public static String sanitized(String name) {
        StringBuilder plain = new StringBuilder();
        for (char c : name.toCharArray()) {
            plain.append(c == '_' || c < 128 && Character.isLetterOrDigit(c) ? c : '_');
        }
        return plain.toString();
    }
}
