package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import java.util.List;

/** client_golang and promauto. */
final class GoMetrics {
    private final Code code;

    GoMetrics(Code code) {
        this.code = code;
    }

    void scan() {
        if (!code.mentions("client_golang/prometheus")) {
            return;
        }
        for (int i = 0; i + 1 < code.size(); i++) {
            Token word = code.token(i);
            if (!word.isWord()) {
                continue;
            }
            if (word.text().startsWith("WrapRegistererWith")) {
                code.unknown(i);
            }
            if (!code.token(i + 1).is("(") || !code.token(i - 1).is(".")) {
                continue;
            }
            MetricType type = switch (word.text()) {
                case "NewCounter", "NewCounterVec", "NewCounterFunc" -> MetricType.COUNTER;
                case "NewGauge", "NewGaugeVec", "NewGaugeFunc" -> MetricType.GAUGE;
                case "NewHistogram", "NewHistogramVec" -> MetricType.HISTOGRAM;
                case "NewSummary", "NewSummaryVec" -> MetricType.SUMMARY;
                case "NewUntypedFunc", "NewDesc" -> MetricType.UNTYPED;
                default -> null;
            };
            if (type != null) {
                declaration(word.text(), type, i);
            } else if (word.text().equals("NewCollector") && code.token(i - 2).is("version")) {
                built(i);
            }
        }
    }

    /** {@code version.NewCollector("app")} of prometheus/common and of client_golang's collectors. */
    private void built(int at) {
        List<int[]> arguments = code.arguments(at + 1);
        String program = arguments.isEmpty() ? null : code.text(arguments.get(0));
        code.declare(program == null ? null : program + "_build_info", MetricType.GAUGE,
                List.of("version", "revision", "branch", "goversion", "goos", "goarch", "tags"), at);
    }

    private void declaration(String word, MetricType type, int at) {
        List<int[]> arguments = code.arguments(at + 1);
        if (arguments.isEmpty()) {
            return;
        }
        int[] first = arguments.get(0);
        if (word.equals("NewDesc")) {
            String name = code.text(first);
            List<String> labels = arguments.size() < 3 || code.token(arguments.get(2)[0]).is("nil") ? List.of() : code.list(arguments.get(2));
            code.declare(name == null ? builtName(first) : name, type, labels, at);
            return;
        }
        int open = first[0];
        while (open < first[1] && !code.token(open).is("{")) {
            open++;
        }
        boolean literal = open < first[1];
        List<int[]> fields = literal ? code.arguments(open) : List.of();
        String name = literal ? joined(fields) : null;
        boolean constant = literal && code.named(fields, "ConstLabels") != null;
        List<String> labels = constant ? null : !word.endsWith("Vec") ? List.of() : arguments.size() > 1 ? code.list(arguments.get(1)) : null;
        code.declare(name, type, labels, at);
    }

    /** Namespace, subsystem and name of an options literal; null when one of them is not literal. */
    private String joined(List<int[]> fields) {
        StringBuilder name = new StringBuilder();
        for (String key : new String[] {"Namespace", "Subsystem", "Name"}) {
            int[] value = code.named(fields, key);
            String part = value == null ? "" : code.text(value);
            if (part == null || key.equals("Name") && part.isEmpty()) {
                return null;
            }
            if (!part.isEmpty()) {
                name.append(name.length() == 0 ? "" : "_").append(part);
            }
        }
        return name.toString();
    }

    /** {@code prometheus.BuildFQName("a", "b", "c")}. */
    private String builtName(int[] argument) {
        for (int i = argument[0]; i + 1 < argument[1]; i++) {
            if (code.token(i).is("BuildFQName") && code.token(i + 1).is("(")) {
                StringBuilder name = new StringBuilder();
                for (int[] part : code.arguments(i + 1)) {
                    String text = code.token(part[0]).isText() && code.token(part[0]).text().isEmpty() ? "" : code.text(part);
                    if (text == null) {
                        return null;
                    }
                    name.append(name.length() == 0 || text.isEmpty() ? "" : "_").append(text);
                }
                return name.toString();
            }
        }
        return null;
    }
}
