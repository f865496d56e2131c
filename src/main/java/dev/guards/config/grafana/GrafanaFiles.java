package dev.guards.config.grafana;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a repository says to Grafana: its dashboards, and all that is provisioned. Several environments may stand side by
 * side in it, so the datasources are not known to be those of one Grafana.
 */
public final class GrafanaFiles {
    /** A dashboard and the document that holds it. */
    public record Placed(Dashboard dashboard, Document document) {
        /** By place: the dashboard would be walked at each look-up otherwise. */
        @Override
        public int hashCode() {
            return document.hashCode() * 31 + dashboard.name().hashCode();
        }
    }

    /** A datasource and the document that provisions it. */
    public record Provisioned(Datasource datasource, Document document) {
        /**
         * Whether it comes in addition to datasources that files of others provision: it stands in the values of a chart that
         * carries Grafana along, or in a ConfigMap that Grafana's sidecar collects among those of the cluster.
         */
        public boolean isAddition() {
            Document holder = document.parent();
            if (holder == null || holder.kind() != Kind.KUBERNETES) {
                return holder != null && !holder.root().has("datasources");
            }
            boolean inList = holder.root().get("items").items().stream().anyMatch(Provisioned::isForSidecar);
            return inList || isForSidecar(holder.root());
        }

        private static boolean isForSidecar(Node configMap) {
            return configMap.at("metadata", "labels").has(SIDECAR_LABEL);
        }
    }

    private static final String SIDECAR_LABEL = "grafana_datasource";

    private final List<Placed> dashboards = new ArrayList<>();
    private final List<Provisioned> datasources = new ArrayList<>();
    private final List<DashboardProvider> providers = new ArrayList<>();
    private final List<AlertRule> alertRules = new ArrayList<>();
    private final List<DashboardQuery> queries = new ArrayList<>();

    private GrafanaFiles() {
    }

    /** Reads what is Grafana's among the documents. */
    public static GrafanaFiles of(Documents documents) {
        return of(documents.all());
    }

    /** Reads the documents of one environment. */
    public static GrafanaFiles of(List<Document> documents) {
        GrafanaFiles files = new GrafanaFiles();
        List<Node> roots = new ArrayList<>();
        for (Document document : documents) {
            roots.add(document.root());
        }
        Map<String, Node> library = Dashboards.libraryPanels(roots);
        for (Document document : documents) {
            boolean resource = document.kind() == Kind.KUBERNETES && document.root().get("kind").string("").equals("Dashboard");
            if (resource || document.kind() == Kind.DASHBOARD) {
                for (Dashboard dashboard : Dashboards.read(document.root(),
                        uid -> library.getOrDefault(uid, new Absent(document.root().span())))) {
                    files.dashboards.add(new Placed(dashboard, document));
                }
            } else {
                files.provisioning(document);
            }
        }
        Datasources known = files.datasources();
        for (Placed placed : files.dashboards) {
            files.queries.addAll(Queries.of(placed.dashboard(), known));
        }
        for (AlertRule rule : files.alertRules) {
            files.queries.addAll(Queries.of(rule, known));
        }
        return files;
    }

    private void provisioning(Document document) {
        boolean may = switch (document.kind()) {
            case DATASOURCE_PROVISIONING, DASHBOARD_PROVISIONING, ALERTING_PROVISIONING -> true;
            default -> false;
        };
        if (may) {
            Provisioning provisioning = Provisioning.read(document.root());
            provisioning.datasources().forEach(d -> datasources.add(new Provisioned(d, document)));
            providers.addAll(provisioning.providers());
            alertRules.addAll(provisioning.alertRules());
        }
    }

    public List<Placed> dashboards() {
        return dashboards;
    }

    public Datasources datasources() {
        List<Datasource> all = new ArrayList<>();
        datasources.forEach(provisioned -> all.add(provisioned.datasource()));
        return new Datasources(all, false);
    }

    /** The datasources with their files. */
    public List<Provisioned> provisionedDatasources() {
        return datasources;
    }

    /** Whether dashboards may rightly name datasources that no file of the repository provisions. */
    public boolean mayHaveOtherDatasources() {
        return datasources.stream().anyMatch(Provisioned::isAddition);
    }

    public List<DashboardProvider> providers() {
        return providers;
    }

    public List<AlertRule> alertRules() {
        return alertRules;
    }

    /** The expressions of all dashboards and alert rules, in the order of the files. */
    public List<DashboardQuery> queries() {
        return queries;
    }
}
