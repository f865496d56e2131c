package dev.guards.config.prometheus;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;

/**
 * A Prometheus configuration as far as it affects which series exist. What a server would refuse is read as far as it can
 * be; {@code PrometheusCheck} says what it would refuse.
 *
 * @param ruleFiles         patterns of paths as the server sees them, relative to the configuration's directory
 * @param scrapeConfigFiles likewise
 * @param externalLabels    not stored locally; added when series or alerts leave the server
 */
public record PrometheusConfig(Node root, long scrapeIntervalMillis, long scrapeTimeoutMillis, long evaluationIntervalMillis,
        Map<String, Text> externalLabels, NameScheme names, List<ScrapeConfig> scrapes, List<Text> ruleFiles,
        List<Text> scrapeConfigFiles, List<RemoteWrite> remoteWrites, List<Node> remoteReads) {
    public PrometheusConfig {
        scrapes = List.copyOf(scrapes);
        ruleFiles = List.copyOf(ruleFiles);
        scrapeConfigFiles = List.copyOf(scrapeConfigFiles);
        remoteWrites = List.copyOf(remoteWrites);
        remoteReads = List.copyOf(remoteReads);
    }
}
