package dev.guards.config.grafana;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file of Grafana's provisioning folder defines. A file of another kind defines nothing, so any YAML document may
 * be asked.
 */
public record Provisioning(List<Datasource> datasources, List<DashboardProvider> providers, List<AlertRule> alertRules) {
    public Provisioning {
        datasources = List.copyOf(datasources);
        providers = List.copyOf(providers);
        alertRules = List.copyOf(alertRules);
    }

    public static Provisioning read(Node document) {
        List<Datasource> datasources = new ArrayList<>();
        for (Node node : document.get("datasources").items()) {
            if (node.has("type") && (node.has("name") || node.has("uid"))) {
                datasources.add(datasource(node));
            }
        }
        List<DashboardProvider> providers = new ArrayList<>();
        for (Node node : document.get("providers").items()) {
            if (node.has("options") || node.has("folder")) {
                providers.add(new DashboardProvider(node, text(node, "name"), path(node), text(node, "folder")));
            }
        }
        return new Provisioning(datasources, providers, alertRules(document));
    }

    public boolean isEmpty() {
        return datasources.isEmpty() && providers.isEmpty() && alertRules.isEmpty();
    }

    private static Datasource datasource(Node node) {
        return new Datasource(node, text(node, "name"), text(node, "uid"), text(node, "type"), text(node, "url"),
                node.get("isDefault").isTrue());
    }

    /** {@code path} beside {@code options} is the older form. */
    private static Text path(Node provider) {
        Text path = ClassicReader.filled(provider.at("options", "path"));
        return path != null ? path : ClassicReader.filled(provider.at("options", "folder"));
    }

    private static List<AlertRule> alertRules(Node document) {
        List<AlertRule> found = new ArrayList<>();
        for (Node group : document.get("groups").items()) {
            for (Node rule : group.get("rules").items()) {
                if (rule.get("data").items().isEmpty()) {
                    continue;
                }
                List<Query> queries = new ArrayList<>();
                for (Node data : rule.get("data").items()) {
                    if (data instanceof Mapping) {
                        queries.add(query(data));
                    }
                }
                found.add(new AlertRule(rule, text(rule, "title"), text(rule, "uid"), text(rule, "condition"), queries));
            }
        }
        return found;
    }

    private static Query query(Node data) {
        Node model = data.get("model");
        Text uid = text(data, "datasourceUid");
        Text type = ClassicReader.filled(model.at("datasource", "type"));
        DatasourceReference datasource = uid == null ? DatasourceReference.of(model.get("datasource"))
                : DatasourceReference.ofUid(uid, type);
        return new Query(data, model, text(data, "refId"), datasource, model.get("expr").text(), null, false);
    }

    private static Text text(Node node, String key) {
        return ClassicReader.filled(node.get(key));
    }
}
