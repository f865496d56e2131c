package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Span;
import dev.guards.text.Text;

/**
 * How a panel, query, variable or annotation names its datasource.
 *
 * @param value    uid, name, or the text with the variable; null for the default datasource
 * @param type     plugin id that stands beside the uid; null when there is none
 * @param variable name of the variable or input, for {@code VARIABLE}; empty otherwise
 */
public record DatasourceReference(Kind kind, Text value, Text type, String variable, Span span) {
    /**
     * {@code NAME} is the text form, which Grafana takes for a name or a uid. {@code DASHBOARD} takes the data of
     * another panel, {@code EXPRESSION} computes on other queries, {@code GRAFANA} is the built-in test and annotation source.
     */
    public enum Kind { DEFAULT, UID, NAME, VARIABLE, MIXED, DASHBOARD, EXPRESSION, GRAFANA }

    /** Reads the value of a {@code datasource} key. */
    public static DatasourceReference of(Node node) {
        if (node instanceof Scalar && node.text() != null) {
            return of(node.text(), null, Kind.NAME, node.span());
        }
        Text type = node.get("type").text();
        Text uid = node.get("uid").text();
        if (uid == null) {
            uid = node.get("name").text();
        }
        if (uid == null) {
            return new DatasourceReference(Kind.DEFAULT, null, type, "", node.span());
        }
        return of(uid, type, Kind.UID, node.span());
    }

    /** A datasource given by its uid alone. */
    public static DatasourceReference ofUid(Text uid, Text type) {
        return of(uid, type, Kind.UID, uid.span());
    }

    private static DatasourceReference of(Text value, Text type, Kind otherwise, Span span) {
        if (type != null && type.value().equals("__expr__")) {
            return new DatasourceReference(Kind.EXPRESSION, value, type, "", span);
        }
        String variable = variable(value.value());
        if (!variable.isEmpty()) {
            return new DatasourceReference(Kind.VARIABLE, value, type, variable, span);
        }
        Kind kind = switch (value.value()) {
            case "", "default" -> Kind.DEFAULT;
            case "-- Mixed --" -> Kind.MIXED;
            case "-- Dashboard --" -> Kind.DASHBOARD;
            case "-- Grafana --", "grafana" -> Kind.GRAFANA;
            case "__expr__", "-100", "-- Expression --" -> Kind.EXPRESSION;
            default -> otherwise;
        };
        return new DatasourceReference(kind, kind == Kind.DEFAULT ? null : value, type, "", span);
    }

    /** The name in {@code $x}, {@code ${x}}, {@code ${x:fmt}}, {@code [[x]]} when that is the whole text; empty otherwise. */
    private static String variable(String text) {
        int end = text.length();
        if (text.startsWith("${") && text.endsWith("}")) {
            int colon = text.indexOf(':');
            return text.substring(2, colon > 0 ? colon : end - 1);
        }
        if (text.startsWith("[[") && text.endsWith("]]")) {
            return text.substring(2, end - 2);
        }
        return text.startsWith("$") && text.length() > 1 ? text.substring(1) : "";
    }

    /** True when nothing is written there at all. */
    public boolean isAbsent() {
        return kind == Kind.DEFAULT && value == null && type == null;
    }

    /** True when a query must name its own datasource, because this one stands for none. */
    boolean leavesOpen() {
        return kind == Kind.DEFAULT || kind == Kind.MIXED;
    }
}
