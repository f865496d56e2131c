package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Text;

/**
 * One query of a panel ({@code targets[]}).
 *
 * @param node       the whole entry
 * @param model      where the datasource's own fields stand: the same node, or the innermost {@code spec} of a v2 query
 * @param refId      null when there is none
 * @param datasource its own, else that of its panel
 * @param expr       {@code expr}; null when there is none (other query languages)
 * @param legend     {@code legendFormat}; null when there is none
 * @param hidden     not drawn, though other queries may use it
 */
public record Query(Node node, Node model, Text refId, DatasourceReference datasource, Text expr, Text legend,
                    boolean hidden) {
    /** How Prometheus and Loki evaluate it; {@code BOTH} is possible in Explore-made queries. */
    public enum Mode { RANGE, INSTANT, BOTH }

    public Mode mode() {
        if (model.get("queryType").string("").equals("instant")) {
            return Mode.INSTANT;
        }
        boolean instant = model.get("instant").isTrue();
        return !instant ? Mode.RANGE : model.get("range").isTrue() ? Mode.BOTH : Mode.INSTANT;
    }

    /** {@code time_series}, {@code table}, {@code heatmap} or {@code logs}; {@code time_series} when not given. */
    public String resultFormat() {
        return model.get("format").string("time_series");
    }
}
