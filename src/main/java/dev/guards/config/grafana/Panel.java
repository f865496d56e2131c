package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.List;

/**
 * A panel of a dashboard. Rows are panels of type {@code row}, without queries.
 *
 * @param node            the panel as the dashboard holds it
 * @param model           where type, queries and options stand: the same node, or the model of its library panel
 * @param id              as written; null when there is none
 * @param type            plugin id such as {@code timeseries}; null when there is none
 * @param title           null when there is none
 * @param datasource      what queries use that name none themselves
 * @param row             title of the row that the panel stands in; empty outside of rows
 * @param repeat          name of the variable that the panel, or its row, is repeated for; null when it is not
 * @param library         uid of the library panel that it shows; null for a panel of its own
 * @param libraryResolved whether the model of that library panel was found
 * @param fieldConfig     {@code defaults} and {@code overrides}
 */
public record Panel(Node node, Node model, Text id, Text type, Text title, DatasourceReference datasource,
                    List<Query> queries, List<Transformation> transformations, List<Dashboard.Link> links, String row,
                    Text repeat, Text library, boolean libraryResolved, Node fieldConfig, Node options) {
    /** One step of the panel's transformations. */
    public record Transformation(Node node, Text id, Node options) {
    }

    public boolean isRow() {
        return isType("row");
    }

    public boolean isType(String pluginId) {
        return type != null && type.value().equals(pluginId);
    }

    /** The title, or type and id of a panel without one. */
    public String name() {
        if (title != null && !title.value().isBlank()) {
            return title.value();
        }
        return (type == null ? "panel" : type.value()) + (id == null ? "" : " #" + id.value());
    }

    /** The query of a refId; the first when several share it, null when there is none. */
    public Query query(String refId) {
        for (Query query : queries) {
            if (query.refId() != null && query.refId().value().equals(refId)) {
                return query;
            }
        }
        return null;
    }
}
