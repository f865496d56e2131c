package dev.guards.config.promtail;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;

/**
 * One entry of {@code scrape_configs}.
 *
 * @param job     null when it has none; it never becomes a label
 * @param sources where its lines come from; a configuration may name several
 * @param span    where the job is named
 */
public record PromtailScrape(Text job, List<Source> sources, List<RelabelRule> relabel, List<Stage> stages, Node node, Span span) {
    public PromtailScrape {
        sources = List.copyOf(sources);
        relabel = List.copyOf(relabel);
        stages = List.copyOf(stages);
    }

    /**
     * A source of lines.
     *
     * @param kind {@code static}, {@code docker}, {@code kubernetes}, {@code journal} ...: the field's name without {@code _configs}
     *             and {@code _sd}
     * @param key  the field's name where it stands
     * @param node its configuration: one element where the field holds a list
     */
    public record Source(String kind, Text key, Node node) {
    }

    /** {@code job_name} for messages. */
    public String name() {
        return job == null ? "" : job.value();
    }
}
