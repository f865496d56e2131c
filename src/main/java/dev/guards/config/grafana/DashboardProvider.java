package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Text;

/**
 * A folder that Grafana loads dashboards from.
 *
 * @param path   inside of Grafana's container; null when there is none
 * @param folder where the dashboards appear; null for the general folder
 */
public record DashboardProvider(Node node, Text name, Text path, Text folder) {
}
