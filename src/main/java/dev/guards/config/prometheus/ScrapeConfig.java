package dev.guards.config.prometheus;

import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;

/**
 * A scrape job with its defaults filled in, from a configuration file or made by another program on behalf of one (an
 * operator's ServiceMonitor, an agent's component).
 *
 * @param job            job_name
 * @param intervalMillis scrape interval; the global one where the job has none
 * @param path           metrics path as the configuration gives it
 * @param params         query parameters, all values of each
 * @param ingestion      what is stored of the samples
 * @param node           the configuration; absent for made ones
 * @param span           where the job is named
 */
public record ScrapeConfig(String job, long intervalMillis, long timeoutMillis, Text path, Text scheme, Map<String, List<Text>> params,
        boolean honorLabels, Ingestion ingestion, List<Discovery> discoveries, List<RelabelRule> relabel,
        List<RelabelRule> metricRelabel, Node node, Span span) {
    public ScrapeConfig {
        discoveries = List.copyOf(discoveries);
        relabel = List.copyOf(relabel);
        metricRelabel = List.copyOf(metricRelabel);
    }

    /** A job with defaults only; the {@code with} methods shape it further. */
    public static ScrapeConfig made(String job, Span span) {
        return new ScrapeConfig(job, 60_000, 10_000, Text.of("/metrics"), Text.of("http"), Map.of(), false, Ingestion.DEFAULT, List.of(), List.of(),
                List.of(), new Absent(span), span);
    }

    public ScrapeConfig withRelabel(List<RelabelRule> rules) {
        return new ScrapeConfig(job, intervalMillis, timeoutMillis, path, scheme, params, honorLabels, ingestion, discoveries, rules,
                metricRelabel, node, span);
    }

    public ScrapeConfig withMetricRelabel(List<RelabelRule> rules) {
        return new ScrapeConfig(job, intervalMillis, timeoutMillis, path, scheme, params, honorLabels, ingestion, discoveries, relabel,
                rules, node, span);
    }

    public ScrapeConfig withEndpoint(Text newPath, Text newScheme, Map<String, List<Text>> newParams) {
        return new ScrapeConfig(job, intervalMillis, timeoutMillis, newPath, newScheme, newParams, honorLabels, ingestion,
                discoveries, relabel, metricRelabel, node, span);
    }

    public ScrapeConfig withTiming(long newInterval, long newTimeout) {
        return new ScrapeConfig(job, newInterval, newTimeout, path, scheme, params, honorLabels, ingestion, discoveries, relabel,
                metricRelabel, node, span);
    }

    public ScrapeConfig withHonorLabels(boolean honor) {
        return new ScrapeConfig(job, intervalMillis, timeoutMillis, path, scheme, params, honor, ingestion, discoveries, relabel,
                metricRelabel, node, span);
    }

    /** For a server that stores histograms as they are exposed, native ones as such. */
    public ScrapeConfig withNativeHistograms() {
        return new ScrapeConfig(job, intervalMillis, timeoutMillis, path, scheme, params, honorLabels, ingestion.withNativeHistograms(), discoveries, relabel,
                metricRelabel, node, span);
    }

    public ScrapeConfig withDiscoveries(List<Discovery> sources) {
        return new ScrapeConfig(job, intervalMillis, timeoutMillis, path, scheme, params, honorLabels, ingestion, sources, relabel,
                metricRelabel, node, span);
    }
}
