package dev.guards.promql;

/**
 * How to read a query.
 *
 * @param holes whether Grafana's variables are part of the language; without, a {@code $} is an error as in Prometheus
 */
public record Options(boolean holes) {
    public static final Options GRAFANA = new Options(true);
    public static final Options PLAIN = new Options(false);
}
