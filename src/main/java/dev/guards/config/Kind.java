package dev.guards.config;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Sequence;

/** What a document configures, told by its content; the file's name only settles what the content leaves open. */
public enum Kind {
    COMPOSE, PROMETHEUS, PROMETHEUS_RULES, PROMETHEUS_TARGETS, PROMTAIL, LOKI, ALLOY, ALERTMANAGER, OTEL_COLLECTOR,
    FLUENT_BIT, KUBERNETES, KUSTOMIZATION, HELM_CHART, DASHBOARD, DASHBOARD_PROVISIONING, DATASOURCE_PROVISIONING,
    ALERTING_PROVISIONING, OTHER;

    /** @param path of the file, or the key of the ConfigMap that embeds the document */
    static Kind of(String path, Node root) {
        if (root instanceof Sequence) {
            return isTargetGroups(root) ? PROMETHEUS_TARGETS : OTHER;
        }
        if (!(root instanceof Mapping)) {
            return OTHER;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (isDashboard(root) || isDashboard(root.get("dashboard"))) {
            return DASHBOARD;
        }
        if (name.equals("Chart.yaml") && root.has("name") && root.has("version")) {
            return HELM_CHART;
        }
        String apiVersion = root.get("apiVersion").string("");
        if (name.startsWith("kustomization.") || apiVersion.startsWith("kustomize.config.k8s.io")) {
            return KUSTOMIZATION;
        }
        if (root.get("kind").string() != null && !apiVersion.isEmpty()) {
            return KUBERNETES;
        }
        return grafana(root) != OTHER ? grafana(root) : byKeys(root);
    }

    private static Kind grafana(Node root) {
        if (root.get("datasources") instanceof Sequence || root.get("deleteDatasources") instanceof Sequence) {
            return DATASOURCE_PROVISIONING;
        }
        if (root.get("providers") instanceof Sequence && !root.has("exporters")) {
            return DASHBOARD_PROVISIONING;
        }
        for (Node group : root.get("groups").items()) {
            boolean grafanaRule = group.has("folder") || group.get("rules").items().stream().anyMatch(r -> r.has("data"));
            if (grafanaRule) {
                return ALERTING_PROVISIONING;
            }
        }
        return root.has("contactPoints") || root.has("policies") && root.has("apiVersion") ? ALERTING_PROVISIONING : OTHER;
    }

    private static Kind byKeys(Node root) {
        if (isPromtail(root)) {
            return PROMTAIL;
        }
        if (root.has("schema_config") || root.has("ingester") && root.has("limits_config") || root.has("common") && root.has("auth_enabled")) {
            return LOKI;
        }
        if (root.get("receivers") instanceof Mapping && (root.has("exporters") || root.has("service"))) {
            return OTEL_COLLECTOR;
        }
        if (root.get("route") instanceof Mapping && root.has("receivers")) {
            return ALERTMANAGER;
        }
        if (root.get("groups") instanceof Sequence groups && isRuleGroups(groups)) {
            return PROMETHEUS_RULES;
        }
        if (root.has("scrape_configs") || root.has("scrape_config_files") || root.has("rule_files")
                || root.get("global").has("scrape_interval") || root.get("global").has("evaluation_interval")) {
            return PROMETHEUS;
        }
        if (root.get("pipeline").has("inputs") || root.get("pipeline").has("outputs")) {
            return FLUENT_BIT;
        }
        return isCompose(root) ? COMPOSE : OTHER;
    }

    private static boolean isPromtail(Node root) {
        if (root.has("clients") || root.has("positions") || root.has("client") && root.has("scrape_configs")) {
            return root.has("scrape_configs") || root.has("positions");
        }
        for (Node scrape : root.get("scrape_configs").items()) {
            if (scrape.has("pipeline_stages") || scrape.has("journal") || scrape.has("syslog")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRuleGroups(Sequence groups) {
        for (Node group : groups.items()) {
            if (group.has("rules")) {
                return true;
            }
        }
        return groups.items().isEmpty();
    }

    private static boolean isCompose(Node root) {
        if (!(root.get("services") instanceof Mapping services)) {
            return root.get("include") instanceof Sequence && !root.has("stages");
        }
        for (Mapping.Entry service : services.entries()) {
            Node body = service.value();
            if (body.has("image") || body.has("build") || body.has("extends") || body.has("container_name") || body.has("ports")
                    || body.has("environment") || body.has("command") || body.has("volumes") || body.has("deploy")
                    || body.has("profiles") || body.has("networks") || body.has("depends_on") || body.has("labels")) {
                return true;
            }
        }
        return services.entries().isEmpty();
    }

    private static boolean isDashboard(Node root) {
        boolean classic = root.get("panels") instanceof Sequence || root.get("rows") instanceof Sequence;
        if (classic) {
            return root.has("schemaVersion") || root.has("templating") || root.has("title") || root.has("uid");
        }
        Node spec = root.get("apiVersion").string("").startsWith("dashboard.grafana.app/") ? root.get("spec") : root;
        return spec.get("elements") instanceof Mapping && spec.has("layout")
                || root.get("apiVersion").string("").startsWith("dashboard.grafana.app/")
                || root.has("schemaVersion") && root.has("templating");
    }

    private static boolean isTargetGroups(Node root) {
        boolean found = false;
        for (Node group : root.items()) {
            if (!(group.get("targets") instanceof Sequence)) {
                return false;
            }
            found = true;
        }
        return found;
    }
}
