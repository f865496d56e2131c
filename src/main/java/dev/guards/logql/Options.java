package dev.guards.logql;

/**
 * How a query is read.
 *
 * @param holes whether Grafana's variables may stand in it; without them {@code $} is an error as in Loki
 */
public record Options(boolean holes) {
    /** A query of a dashboard. */
    public static final Options GRAFANA = new Options(true);
    /** A query as Loki gets it: rules, command lines. */
    public static final Options PLAIN = new Options(false);
}
