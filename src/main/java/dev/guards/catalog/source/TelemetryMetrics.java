package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * OpenTelemetry instruments in any language. What a name becomes is decided by the exporter's suffix settings, which are not
 * in the code, so each instrument stands for all names it may have, and the SDK may add more.
 */
final class TelemetryMetrics {
    private final Code code;

    TelemetryMetrics(Code code) {
        this.code = code;
    }

    void scan() {
        if (!code.mentions("opentelemetry", "OpenTelemetry", "go.opentelemetry.io", "System.Diagnostics.Metrics")) {
            return;
        }
        for (int i = 0; i + 2 < code.size(); i++) {
            Token word = code.token(i);
            MetricType type = word.isWord() && code.token(i - 1).is(".") ? type(word.text()) : null;
            if (type == null) {
                continue;
            }
            int open = i + 1;
            while (open < i + 5 && !code.token(open).is("(")) {
                open++;
            }
            List<int[]> arguments = code.token(open).is("(") ? code.arguments(open) : List.of();
            String name = arguments.isEmpty() ? null : code.text(arguments.get(0));
            code.unknown(i);
            if (name != null) {
                for (String exposed : names(Code.exposed(name), type, unit(open))) {
                    code.declare(exposed, type, null, i);
                }
            }
        }
    }

    private static MetricType type(String word) {
        String lower = word.toLowerCase().replace("_", "");
        boolean makes = lower.startsWith("create") || lower.startsWith("int64") || lower.startsWith("float64") || lower.startsWith("u64")
                || lower.startsWith("f64") || lower.startsWith("i64") || lower.endsWith("builder");
        String bare = lower.replace("builder", "");
        if (!makes) {
            return null;
        }
        return bare.endsWith("updowncounter") || bare.endsWith("gauge") ? MetricType.GAUGE
                : bare.endsWith("counter") ? MetricType.COUNTER : bare.endsWith("histogram") ? MetricType.HISTOGRAM : null;
    }

    /** The unit given near the call; empty when none is. */
    private String unit(int open) {
        for (int i = open; i < Math.min(open + 40, code.size()); i++) {
            String word = code.token(i).text().toLowerCase().replace("_", "");
            if ((word.equals("unit") || word.equals("withunit") || word.equals("setunit")) && code.token(i).isWord()) {
                for (int j = i + 1; j < i + 4; j++) {
                    if (code.token(j).isText()) {
                        return code.token(j).text();
                    }
                }
            }
        }
        return "";
    }

    private static Set<String> names(String name, MetricType type, String unit) {
        String suffix = switch (unit) {
            case "s" -> "_seconds";
            case "ms" -> "_milliseconds";
            case "us" -> "_microseconds";
            case "ns" -> "_nanoseconds";
            case "min" -> "_minutes";
            case "h" -> "_hours";
            case "d" -> "_days";
            case "By" -> "_bytes";
            case "KiBy" -> "_kibibytes";
            case "MiBy" -> "_mebibytes";
            case "%" -> "_percent";
            case "1" -> type == MetricType.GAUGE ? "_ratio" : "";
            default -> "";
        };
        Set<String> names = new LinkedHashSet<>();
        for (String base : new String[] {name, name.endsWith(suffix) ? name : name + suffix}) {
            names.add(base);
            if (type == MetricType.COUNTER) {
                names.add(Code.total(base));
            }
        }
        return names;
    }
}
