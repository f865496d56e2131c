package dev.guards.template;

import java.util.ArrayList;
import java.util.List;

/**
 * How Grafana's Prometheus datasource writes a value where the reference names no format: the value stands inside of a
 * PromQL string, so that what escapes a regular expression is escaped once more.
 */
public final class PrometheusEscape {
    private static final String SPECIAL = "$^*{}[]+?.()|";

    private PrometheusEscape() {
    }

    /**
     * @param several     whether the variable is multi or has All, whatever is selected
     * @param quotesToo   the feature toggle {@code prometheusSpecialCharsInLabelValues}
     */
    public static String value(List<String> values, boolean several, boolean quotesToo) {
        if (!several) {
            return label(values.isEmpty() ? "" : values.get(0), quotesToo);
        }
        List<String> escaped = new ArrayList<>();
        for (String value : values) {
            escaped.add(regex(value, quotesToo));
        }
        return escaped.size() == 1 ? escaped.get(0) : "(" + String.join("|", escaped) + ")";
    }

    /** For a matcher with an equals sign. */
    public static String label(String value, boolean quotesToo) {
        if (!quotesToo) {
            return value.replace("\\", "\\\\").replace("'", "\\\\'");
        }
        return isMatcher(value) ? value : value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** For a matcher with a regular expression. */
    public static String regex(String value, boolean quotesToo) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                out.append("\\\\\\\\");
            } else if (c == '"' && quotesToo) {
                out.append("\\\\\\\"");
            } else {
                out.append(SPECIAL.indexOf(c) >= 0 || c == '\'' ? "\\\\" : "").append(c);
            }
        }
        return out.toString();
    }

    /** {@code job="x"} as a whole. */
    private static boolean isMatcher(String value) {
        int name = 0;
        while (name < value.length() && (Character.isLetterOrDigit(value.charAt(name)) || value.charAt(name) == '_')) {
            name++;
        }
        int quote = value.indexOf('"', name);
        if (name == 0 || quote < 0 || !value.endsWith("\"") || quote == value.length() - 1) {
            return false;
        }
        return switch (value.substring(name, quote)) {
            case "=", "!=", "=~", "!~" -> true;
            default -> false;
        };
    }
}
