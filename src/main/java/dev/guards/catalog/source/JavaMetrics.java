package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import java.util.ArrayList;
import java.util.List;

/** Micrometer with its Prometheus naming, and the Prometheus Java client before and since 1.0; Kotlin too. */
final class JavaMetrics {
    private final Code code;

    JavaMetrics(Code code) {
        this.code = code;
    }

    void scan() {
        boolean prometheus = code.mentions("io.prometheus");
        boolean micrometer = code.mentions("io.micrometer");
        for (int i = 0; i + 3 < code.size() && (prometheus || micrometer); i++) {
            Token word = code.token(i);
            if (!word.isWord()) {
                continue;
            }
            boolean builder = code.token(i + 1).is(".") && (code.token(i + 2).is("builder") || code.token(i + 2).is("build"))
                    && code.token(i + 3).is("(");
            if (builder && !code.token(i - 1).is(".")) {
                if (micrometer) {
                    meter(word.text(), i, i + 3);
                } else {
                    client(word.text(), i, i + 3);
                }
            } else if (micrometer && code.token(i - 1).is(".") && code.token(i + 1).is("(") && code.token(i + 2).kind() != Token.Kind.SIGN) {
                shortcut(word.text(), i);
            } else if (micrometer && code.token(i - 1).is("@") && (word.is("Timed") || word.is("Counted"))) {
                code.unknown(i);
            }
        }
    }

    private void meter(String kind, int at, int open) {
        if (!List.of("Counter", "FunctionCounter", "Timer", "FunctionTimer", "DistributionSummary", "Gauge", "TimeGauge", "LongTaskTimer")
                .contains(kind)) {
            return;
        }
        List<int[]> arguments = code.arguments(open);
        String name = arguments.isEmpty() ? null : code.text(arguments.get(0));
        String unit = chained(open, "baseUnit");
        micrometer(kind, name == null || unit == null ? null : name + (unit.isEmpty() ? "" : "_" + unit), at);
    }

    /** {@code registry.counter("name", "key", value)}. */
    private void shortcut(String method, int at) {
        String kind = switch (method) {
            case "counter" -> "Counter";
            case "timer" -> "Timer";
            case "summary" -> "DistributionSummary";
            case "gauge" -> "Gauge";
            default -> null;
        };
        if (kind != null) {
            List<int[]> arguments = code.arguments(at + 1);
            micrometer(kind, arguments.isEmpty() ? null : code.text(arguments.get(0)), at);
        }
    }

    private void micrometer(String kind, String meter, int at) {
        if (meter == null || kind.equals("LongTaskTimer") || kind.equals("TimeGauge")) {
            code.unknown(at);
            return;
        }
        String name = Code.exposed(meter);
        switch (kind) {
            case "Counter", "FunctionCounter" -> code.declare(Code.total(name), MetricType.COUNTER, null, at);
            case "Gauge" -> code.declare(name, MetricType.GAUGE, null, at);
            default -> {
                String base = kind.endsWith("Timer") && !name.endsWith("_seconds") ? name + "_seconds" : name;
                // Buckets come with a histogram setting that may stand in a properties file.
                code.declare(base, MetricType.SUMMARY, null, at);
                code.declare(base, MetricType.HISTOGRAM, null, at);
                code.declare(base + "_max", MetricType.GAUGE, null, at);
            }
        }
    }

    private void client(String kind, int at, int open) {
        MetricType type = switch (kind) {
            case "Counter" -> MetricType.COUNTER;
            case "Gauge" -> MetricType.GAUGE;
            case "Histogram" -> MetricType.HISTOGRAM;
            case "Summary" -> MetricType.SUMMARY;
            case "Info" -> MetricType.INFO;
            default -> null;
        };
        if (type == null) {
            return;
        }
        List<int[]> arguments = code.arguments(open);
        String name = arguments.isEmpty() ? chained(open, "name") : code.text(arguments.get(0));
        String namespace = chained(open, "namespace");
        String subsystem = chained(open, "subsystem");
        if (name == null || name.isEmpty() || namespace == null || subsystem == null) {
            code.unknown(at);
            return;
        }
        name = (namespace.isEmpty() ? "" : namespace + "_") + (subsystem.isEmpty() ? "" : subsystem + "_") + name;
        code.declare(type == MetricType.COUNTER ? Code.total(name) : name, type, labels(open), at);
    }

    /** The text given to a method of the chain behind a call; empty when it is not called, null when it is not literal. */
    private String chained(int open, String method) {
        int call = call(open, method);
        if (call < 0) {
            return "";
        }
        List<int[]> arguments = code.arguments(call);
        return arguments.isEmpty() ? null : code.text(arguments.get(0));
    }

    private int call(int open, String method) {
        int i = code.close(open) + 1;
        while (code.token(i).is(".") && code.token(i + 1).isWord() && code.token(i + 2).is("(")) {
            if (code.token(i + 1).is(method)) {
                return i + 2;
            }
            i = code.close(i + 2) + 1;
        }
        return -1;
    }

    private List<String> labels(int open) {
        int call = call(open, "labelNames");
        if (call < 0) {
            return call(open, "constLabels") < 0 ? List.of() : null;
        }
        List<String> labels = new ArrayList<>();
        for (int[] argument : code.arguments(call)) {
            String label = code.text(argument);
            if (label == null) {
                return null;
            }
            labels.add(label);
        }
        return labels;
    }
}
