package dev.guards.config.promtail;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;

/**
 * A Promtail configuration.
 *
 * @param externalLabels what the clients add to streams that lack them, one map a client; empty when there is no client
 * @param valid          false when Promtail refuses to start with it
 */
public record PromtailConfig(Node root, List<PromtailScrape> scrapes, List<Map<String, Text>> externalLabels, boolean valid) {
    public PromtailConfig {
        scrapes = List.copyOf(scrapes);
        externalLabels = List.copyOf(externalLabels);
    }
}
