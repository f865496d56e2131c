package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.List;

/**
 * A Grafana-managed alert rule of a provisioning file ({@code groups[].rules[]}).
 *
 * @param condition refId of the query that decides; null when there is none
 * @param queries   {@code data[]}: queries of datasources and expressions on them
 */
public record AlertRule(Node node, Text title, Text uid, Text condition, List<Query> queries) {
    public String name() {
        return title != null ? title.value() : uid != null ? uid.value() : "alert rule";
    }

    /** The query of a refId; null when there is none. */
    public Query query(String refId) {
        for (Query query : queries) {
            if (query.refId() != null && query.refId().value().equals(refId)) {
                return query;
            }
        }
        return null;
    }
}
