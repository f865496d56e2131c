package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Text;

/**
 * A datasource that a provisioning file or resource defines.
 *
 * @param uid       null when Grafana makes one up
 * @param isDefault of its organisation
 */
public record Datasource(Node node, Text name, Text uid, Text type, Text url, boolean isDefault) {
    /** A key of {@code jsonData}, such as {@code timeInterval}; null when there is none. */
    public Text json(String key) {
        return ClassicReader.filled(node.at("jsonData", key));
    }

    public String label() {
        return name != null ? name.value() : uid != null ? uid.value() : "datasource";
    }

    /** {@code access: direct}, where the browser of the user calls the URL. */
    public boolean isDirect() {
        String access = node.get("access").string("proxy");
        return access.equals("direct") || access.equals("browser");
    }
}
