package dev.guards.inventory;

import dev.guards.catalog.Family;
import dev.guards.catalog.MetricType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Series that Prometheus makes of each scrape by itself. They carry the target's labels only and pass no metric relabelling. */
final class Synthetic {
    private static final Set<String> ALWAYS = Set.of("up", "scrape_duration_seconds", "scrape_samples_scraped",
            "scrape_samples_post_metric_relabeling", "scrape_series_added");
    private static final Set<String> EXTRA = Set.of("scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes");
    private static final Set<String> ALERTS = Set.of("ALERTS", "ALERTS_FOR_STATE");

    private Synthetic() {
    }

    static boolean isMade(String metric, boolean extra) {
        return ALWAYS.contains(metric) || extra && EXTRA.contains(metric);
    }

    /** Names that no exporter's series have. */
    static boolean isReserved(String metric) {
        return ALWAYS.contains(metric) || EXTRA.contains(metric) || ALERTS.contains(metric);
    }

    static Set<String> names(boolean extra) {
        Set<String> names = new TreeSet<>(ALWAYS);
        if (extra) {
            names.addAll(EXTRA);
        }
        return names;
    }

    static Family.Member member(String metric) {
        Family family = new Family(metric, MetricType.GAUGE, List.of(), List.of(), "", "", "", null);
        return new Family.Member(family, metric, Family.Role.VALUE);
    }
}
