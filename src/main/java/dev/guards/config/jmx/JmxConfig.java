package dev.guards.config.jmx;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The file that a JMX exporter runs on.
 *
 * @param rules     never empty: a file without rules has one that fits everything
 * @param included  patterns of object names, as JMX writes them; null for all
 * @param excluded  patterns of object names that are left out
 * @param lowerCase names of metrics become lower case
 * @param lowerCaseLabels names of labels become lower case
 * @param everyAttribute false when it names attributes of beans to take or to leave out
 * @param complete  false when it has settings that add metrics in ways that are not followed, or none at all
 */
public record JmxConfig(List<JmxRule> rules, List<Text> included, List<Text> excluded, boolean lowerCase, boolean lowerCaseLabels,
        boolean everyAttribute, boolean complete) {
    /** Settings that name no metrics, besides those that are read; by the documentation of release 1.4. */
    private static final Set<String> NEUTRAL = Set.of("startDelaySeconds", "hostPort", "jmxUrl", "username", "password", "ssl", "rules",
            "lowercaseOutputName", "lowercaseOutputLabelNames", "whitelistObjectNames", "includeObjectNames", "blacklistObjectNames",
            "excludeObjectNames", "autoExcludeObjectNameAttributes", "excludeObjectNameAttributes", "includeObjectNameAttributes",
            "excludeJvmMetrics", "httpServer", "openTelemetry");
    private static final JmxRule EVERYTHING = new JmxRule(null, null, "UNTYPED", java.util.Map.of(), false, false, false, null);

    public JmxConfig {
        rules = List.copyOf(rules);
        excluded = List.copyOf(excluded);
    }

    /** Reads a document; what it cannot use it leaves out, and is then not {@link #complete}. */
    public static JmxConfig read(Node root) {
        boolean complete = true;
        for (var entry : root.entries()) {
            complete &= NEUTRAL.contains(entry.key().value());
        }
        List<JmxRule> rules = new ArrayList<>();
        for (Node item : root.get("rules").items()) {
            rules.add(rule(item));
        }
        if (!root.has("rules")) {
            rules.add(EVERYTHING);
        }
        Node included = root.has("includeObjectNames") ? root.get("includeObjectNames") : root.get("whitelistObjectNames");
        List<Text> excluded = new ArrayList<>(root.get("excludeObjectNames").texts());
        excluded.addAll(root.get("blacklistObjectNames").texts());
        return new JmxConfig(rules, included.isPresent() ? included.texts() : null, excluded, root.get("lowercaseOutputName").isTrue(),
                root.get("lowercaseOutputLabelNames").isTrue(),
                !root.has("excludeObjectNameAttributes") && !root.has("includeObjectNameAttributes"), complete);
    }

    private static JmxRule rule(Node item) {
        return new JmxRule(item.get("pattern").text(), item.get("name").text(), item.get("type").string("UNTYPED").toUpperCase(Locale.ROOT),
                item.get("labels").textMap(), item.get("attrNameSnakeCase").isTrue(), item.get("value").isPresent(), item.get("cache").isTrue(),
                item.span());
    }
}
