package dev.guards.config.grafana;

/** The language that a datasource's {@code expr} is written in. */
public enum Language {
    PROMQL, LOGQL, OTHER;

    /** By plugin id. Dialects that are larger than PromQL and LogQL count as other languages. */
    public static Language ofPlugin(String type) {
        return switch (type) {
            case "prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource" -> PROMQL;
            case "loki" -> LOGQL;
            default -> OTHER;
        };
    }
}
