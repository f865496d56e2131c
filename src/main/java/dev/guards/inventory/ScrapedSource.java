package dev.guards.inventory;

import dev.guards.config.prometheus.RuleFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that scrapes with its jobs at work, as its own store has their series or as they arrive at another server.
 *
 * @param rules whose results go with them
 */
record ScrapedSource(MetricsSource source, List<ScrapedJob> jobs, List<RuleFile> rules) {
    ScrapedSource {
        jobs = List.copyOf(jobs);
        rules = List.copyOf(rules);
    }

    /** What arrives of it at another server. */
    ScrapedSource sent(SentSeries write) {
        if (write.rules().isEmpty()) {
            return this;
        }
        List<ScrapedJob> arriving = new ArrayList<>();
        jobs.forEach(job -> arriving.add(job.sent(write.rules())));
        List<RuleFile> labelled = new ArrayList<>();
        rules.forEach(file -> labelled.add(file.withLabels(write.labels())));
        return new ScrapedSource(source, arriving, labelled);
    }
}
