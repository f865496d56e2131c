package dev.guards.guard.semantic;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.Datasource;
import dev.guards.config.grafana.Panel;
import dev.guards.config.prometheus.Durations;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.text.Node;
import dev.guards.text.Text;

/**
 * The step of a panel's query, which {@code $__interval} stands for: the time shown by the number of points, but no shorter than the query's
 * "Min step", else the panel's "Min interval", else the datasource's scrape interval, else 15 seconds; times the "Resolution" of old panels
 * (Grafana 12, Prometheus datasource and {@code calculateInterval}).
 *
 * @param leastMillis however short the time; -1 when that is not known
 * @param mostMillis  over the time that the dashboard opens with, in a panel that is a hundred points wide at least; -1 when that is not known
 * @param isSet       whether query or panel set the least one
 */
record GrafanaStep(long leastMillis, long mostMillis, boolean isSet) {
    private static final long DEFAULT = 15_000;
    private static final int FEWEST_POINTS = 100;

    static GrafanaStep of(Stack stack, StackQuery query) {
        Panel panel = query.asked().panel();
        String own = query.asked().query().model().get("interval").string("");
        String ofPanel = panel == null ? "" : panel.model().get("interval").string("");
        String set = (own.isEmpty() ? ofPanel : own).strip();
        long least = set.isEmpty() ? ofDatasource(stack, query) : Durations.millis(set.startsWith(">") ? set.substring(1) : set);
        Double resolution = number(query.asked().query().model().get("intervalFactor"), 1);
        if (least <= 0 || resolution == null || resolution < 1) {
            return new GrafanaStep(-1, -1, !set.isEmpty());
        }
        long shortest = Math.round(least * resolution);
        long shown = shown(query.asked().dashboard());
        Double points = panel == null ? null : number(panel.model().get("maxDataPoints"), FEWEST_POINTS);
        if (shown < 0 || points == null || points < 1) {
            return new GrafanaStep(shortest, -1, !set.isEmpty());
        }
        // Grafana rounds to a readable step, which is at most half as long again.
        long most = Math.round(Math.max(least, 1.5 * shown / points) * resolution);
        return new GrafanaStep(shortest, most, !set.isEmpty());
    }

    private static long ofDatasource(Stack stack, StackQuery query) {
        Datasource datasource = stack.repository().grafana().datasources().resolve(query.asked().datasource(), query.asked().dashboard());
        Text known = datasource == null ? null : datasource.json("timeInterval");
        return known == null ? DEFAULT : Durations.millis(known.value());
    }

    /** Null for what is no number. */
    private static Double number(Node node, double otherwise) {
        if (node.text() == null) {
            return otherwise;
        }
        try {
            return Double.valueOf(node.string());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code now-6h} to {@code now}; -1 for other times. */
    private static long shown(Dashboard dashboard) {
        if (dashboard == null || dashboard.format() == Dashboard.Format.V2) {
            return -1;
        }
        String from = dashboard.node().at("time", "from").string("now-6h");
        boolean untilNow = dashboard.node().at("time", "to").string("now").equals("now");
        return untilNow && from.startsWith("now-") ? Durations.millis(from.substring(4)) : -1;
    }
}
