package dev.guards.config;

import dev.guards.text.Mapping;
import dev.guards.text.MappingBuilder;
import dev.guards.text.Node;
import dev.guards.text.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * What the values of Grafana's Helm chart, or of a chart that carries it along, give to Grafana: {@code dashboards},
 * {@code datasources}, {@code dashboardProviders}, {@code alerting}, {@code additionalDataSources}.
 */
final class HelmValues {
    /** A document, as a tree, or as the text of a JSON file. */
    record Part(String name, Node node) {
    }

    private HelmValues() {
    }

    static boolean isValues(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("values") || name.endsWith("values.yaml") || name.endsWith("values.yml");
    }

    static List<Part> parts(Node root) {
        List<Part> parts = new ArrayList<>();
        grafana(root, parts);
        grafana(root.get("grafana"), parts);
        for (Mapping.Entry chart : root.entries()) {
            grafana(chart.value().get("grafana"), parts);
        }
        return parts;
    }

    private static void grafana(Node values, List<Part> parts) {
        for (Mapping.Entry provider : values.get("dashboards").entries()) {
            for (Mapping.Entry dashboard : provider.value().entries()) {
                Node json = dashboard.value().get("json");
                if (json.text() != null) {
                    parts.add(new Part(dashboard.key().value() + ".json", json));
                }
            }
        }
        for (String key : List.of("datasources", "dashboardProviders", "alerting")) {
            for (Mapping.Entry file : values.get(key).entries()) {
                if (file.value() instanceof Mapping) {
                    parts.add(new Part(file.key().value(), file.value()));
                }
            }
        }
        if (values.get("additionalDataSources") instanceof Sequence more) {
            parts.add(new Part("additionalDataSources", new MappingBuilder(more.span()).put("datasources", more.items()).build()));
        }
    }
}
