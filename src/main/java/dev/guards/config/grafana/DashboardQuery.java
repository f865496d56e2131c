package dev.guards.config.grafana;

import dev.guards.text.Span;
import dev.guards.text.Text;

/**
 * An expression that Grafana sends to a datasource, with where it comes from.
 *
 * @param certain    whether the language follows from the datasource; otherwise it is a guess from the text
 * @param dashboard  null for a provisioned alert rule
 * @param panel      null outside of panels
 * @param variable   null outside of variables
 * @param query      the panel's query; null outside of panels
 * @param owner      title of the panel, name of the variable, annotation or alert rule
 * @param refId      empty when there is none
 */
public record DashboardQuery(Text expr, Language language, boolean certain, Usage usage, Dashboard dashboard, Panel panel,
                             Variable variable, Query query, DatasourceReference datasource, String owner, String refId) {
    /** {@code MATCH} is the selector of {@code label_values} and the like: a selector, no general expression. */
    public enum Usage { PANEL, VARIABLE, MATCH, ANNOTATION, ALERT }

    public Span span() {
        return expr.span();
    }

    /** The title of the dashboard, or the path of the file. */
    public String dashboardName() {
        return dashboard == null ? expr.source().path() : dashboard.name();
    }
}
