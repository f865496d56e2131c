package dev.guards.environment;

/** What a program of the stack does, as far as metrics, logs and dashboards are concerned. */
public enum Role {
    PROMETHEUS("Prometheus"), PROMTAIL("Promtail"), ALLOY("Alloy"), GRAFANA_AGENT("Grafana Agent"), FLUENT_BIT("Fluent Bit"), OTEL_COLLECTOR("OpenTelemetry Collector"),
    VECTOR("Vector"), LOKI("Loki"), GRAFANA("Grafana"), ALERTMANAGER("Alertmanager"), MIMIR("Mimir"), THANOS("Thanos"),
    VICTORIA_METRICS("VictoriaMetrics"), VMAGENT("vmagent"), TEMPO("Tempo"), PUSHGATEWAY("Pushgateway"), LGTM("grafana/otel-lgtm");

    private final String shown;

    Role(String shown) {
        this.shown = shown;
    }

    public String shown() {
        return shown;
    }

    /** True for servers that keep or forward metrics under other names than a Prometheus server that scrapes. */
    public boolean storesMetrics() {
        return this == PROMETHEUS || this == MIMIR || this == THANOS || this == VICTORIA_METRICS || this == LGTM;
    }
}
