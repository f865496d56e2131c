package dev.guards.config.grafana;

import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** All expressions that a dashboard, or an alert rule, sends to Prometheus and Loki, each with its language. */
public final class Queries {
    private final Dashboard dashboard;
    private final Datasources datasources;
    private final List<DashboardQuery> found = new ArrayList<>();

    private Queries(Dashboard dashboard, Datasources datasources) {
        this.dashboard = dashboard;
        this.datasources = datasources;
    }

    /** Panels first, then variables, then annotations, each in the order of the file; empty expressions left out. */
    public static List<DashboardQuery> of(Dashboard dashboard, Datasources datasources) {
        Queries queries = new Queries(dashboard, datasources);
        for (Panel panel : dashboard.panels()) {
            for (Query query : panel.queries()) {
                queries.panel(panel, query);
            }
        }
        for (Variable variable : dashboard.variables()) {
            if (variable.query() != null) {
                queries.variable(variable, variable.query());
            }
        }
        for (Dashboard.Annotation annotation : dashboard.annotations()) {
            if (annotation.expr() != null && !annotation.expr().value().isBlank()) {
                queries.add(annotation.expr(), DashboardQuery.Usage.ANNOTATION, null, null, null, annotation.datasource(),
                        annotation.name() == null ? "annotation" : annotation.name().value(), "");
            }
        }
        return queries.found;
    }

    /** The queries of a provisioned alert rule, without its expressions on other queries. */
    public static List<DashboardQuery> of(AlertRule rule, Datasources datasources) {
        Queries queries = new Queries(null, datasources);
        for (Query query : rule.queries()) {
            if (query.expr() != null && !query.expr().value().isBlank()
                    && query.datasource().kind() != DatasourceReference.Kind.EXPRESSION) {
                queries.add(query.expr(), DashboardQuery.Usage.ALERT, null, null, query, query.datasource(), rule.name(),
                        query.refId() == null ? "" : query.refId().value());
            }
        }
        return queries.found;
    }

    private void panel(Panel panel, Query query) {
        boolean computed = switch (query.datasource().kind()) {
            case DASHBOARD, EXPRESSION, GRAFANA -> true;
            default -> false;
        };
        if (!computed && query.expr() != null && !query.expr().value().isBlank()) {
            add(query.expr(), DashboardQuery.Usage.PANEL, panel, null, query, query.datasource(), panel.name(),
                    query.refId() == null ? "" : query.refId().value());
        }
    }

    private void variable(Variable variable, VariableQuery asked) {
        if (asked instanceof VariableQuery.LabelValues q && q.selector() != null) {
            match(q.selector(), variable);
        } else if (asked instanceof VariableQuery.QueryResult q) {
            add(q.expr(), DashboardQuery.Usage.VARIABLE, null, variable, null, variable.datasource(), variable.id(), "");
        } else if (asked instanceof VariableQuery.SeriesOf q && languageOf(variable.datasource()) == Language.PROMQL) {
            match(q.selector(), variable);
        }
    }

    private void match(Text selector, Variable variable) {
        add(selector, DashboardQuery.Usage.MATCH, null, variable, null, variable.datasource(), variable.id(), "");
    }

    private Language languageOf(DatasourceReference datasource) {
        String plugin = datasources.pluginOf(datasource, dashboard);
        return plugin.isEmpty() ? null : Language.ofPlugin(plugin);
    }

    private void add(Text expr, DashboardQuery.Usage usage, Panel panel, Variable variable, Query query,
                     DatasourceReference datasource, String owner, String refId) {
        Language language = languageOf(datasource);
        Language known = language != null ? language : LanguageGuess.of(expr.value(), panel != null && panel.isType("logs"));
        found.add(new DashboardQuery(expr, known, language != null, usage, dashboard, panel, variable, query, datasource, owner, refId));
    }
}
