package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import java.util.ArrayList;
import java.util.List;

/** Constructors of prometheus_client (Python), prom-client (JavaScript, TypeScript) and prometheus-net (C#). */
final class ScriptMetrics {
    private static final String[] CONSTRUCTORS = {"Counter(", "Gauge(", "Histogram(", "Summary("};

    private final Code code;

    ScriptMetrics(Code code) {
        this.code = code;
    }

    void scan(Language language) {
        String library = switch (language) {
            case PYTHON -> "prometheus_client";
            case SCRIPT -> "prom-client";
            default -> "Prometheus";
        };
        if (!code.mentions(library)) {
            return;
        }
        for (int i = 0; i + 1 < code.size(); i++) {
            Token word = code.token(i);
            if (!word.isWord() || !code.token(i + 1).is("(")) {
                if (word.isWord() && type(word.text()) != null && isPassedOn(language, i)) {
                    code.unknown(i);
                }
                continue;
            }
            if (language == Language.CSHARP && word.text().startsWith("Create") && code.token(i - 1).is(".")) {
                net(type(word.text().substring("Create".length())), i);
            } else if (language == Language.PYTHON && !code.token(i - 1).is("def") && !code.token(i - 1).is("class")) {
                python(word.text(), i);
            } else if (language == Language.SCRIPT && isConstructed(i)) {
                script(type(word.text()), i);
            }
        }
    }

    private boolean isConstructed(int at) {
        return code.token(at - 1).is("new") || code.token(at - 1).is(".") && code.token(at - 3).is("new");
    }

    /** A constructor that gets another name, is derived from, or is handed to other code, which may then make any metric. */
    private boolean isPassedOn(Language language, int at) {
        if (language == Language.PYTHON) {
            int first = at;
            while (code.token(first - 1).is(".") && code.token(first - 2).isWord()) {
                first -= 2;
            }
            return code.token(at + 1).is("as")
                    || !isAnnotation(first) && !isImported(first) && !code.token(at + 1).is(".") && !code.token(first - 1).is("class");
        }
        return language == Language.SCRIPT && (code.token(at + 1).is("as") || code.token(at - 1).is("extends") || code.token(at - 3).is("extends")
                || code.token(at + 1).is(":") && (code.token(at - 1).is("{") || code.token(at - 1).is(",")));
    }

    /** {@code x: Counter}, {@code -> Counter}, {@code list[Counter]}, {@code None | Counter}; no value of a dictionary or list. */
    private boolean isAnnotation(int at) {
        Token before = code.token(at - 1);
        if (before.is("[")) {
            return code.token(at - 2).isWord();
        }
        return before.is(">") || before.is("|") || before.is(":") && !code.token(at - 2).is("lambda") && !isInBraces(at - 1);
    }

    private boolean isInBraces(int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--) {
            Token token = code.token(i);
            if (token.kind() == Token.Kind.SIGN && ")]}".contains(token.text())) {
                depth++;
            } else if (token.kind() == Token.Kind.SIGN && "([{".contains(token.text()) && --depth < 0) {
                return token.is("{");
            }
        }
        return false;
    }

    /** Part of {@code from x import (A, B)}. */
    private boolean isImported(int at) {
        int i = at - 1;
        while (code.token(i).is(",") && code.token(i - 1).isWord()) {
            i -= code.token(i - 2).is("as") ? 4 : 2;
        }
        return code.token(code.token(i).is("(") ? i - 1 : i).is("import");
    }

    /**
     * True when code that does not name the client library seems to make metrics all the same, with constructors that other
     * code of the repository hands out.
     */
    static boolean suspects(String text, Language language) {
        String library = language == Language.PYTHON ? "prometheus_client" : language == Language.SCRIPT ? "prom-client" : null;
        if (library == null || text.contains(library)) {
            return false;
        }
        for (String constructor : CONSTRUCTORS) {
            int at = text.indexOf(constructor);
            // collections.Counter counts anything, and makes no metric
            if (at >= 0 && !(constructor.startsWith("Counter") && text.contains("collections"))
                    && (language == Language.PYTHON || at > 0 && (text.charAt(at - 1) == '.' || text.startsWith("new ", at - 4)))) {
                return true;
            }
        }
        return false;
    }

    private static MetricType type(String word) {
        return switch (word) {
            case "Counter" -> MetricType.COUNTER;
            case "Gauge", "Enum" -> MetricType.GAUGE;
            case "Histogram" -> MetricType.HISTOGRAM;
            case "Summary" -> MetricType.SUMMARY;
            case "Info" -> MetricType.INFO;
            default -> null;
        };
    }

    private void python(String word, int at) {
        MetricType type = type(word);
        if (type == null) {
            if (word.endsWith("MetricFamily") || word.equals("Metric")) {
                code.unknown(at);
            }
            return;
        }
        List<int[]> arguments = code.arguments(at + 1);
        int[] named = code.named(arguments, "name");
        String name = arguments.isEmpty() ? null : code.text(named != null ? named : arguments.get(0));
        for (String part : new String[] {"subsystem", "namespace"}) {
            int[] value = code.named(arguments, part);
            String text = value == null ? "" : code.text(value);
            name = name == null || text == null ? null : text.isEmpty() ? name : text + "_" + name;
        }
        if (name == null || code.named(arguments, "unit") != null || word.equals("Enum")) {
            code.unknown(at);
            return;
        }
        int[] labels = code.named(arguments, "labelnames");
        if (labels == null && arguments.size() > 2 && !code.token(arguments.get(2)[0] + 1).is("=")) {
            labels = arguments.get(2);
        }
        String exposed = type == MetricType.COUNTER ? Code.total(name) : type == MetricType.INFO ? name + "_info" : name;
        code.declare(exposed, type, labels == null ? List.of() : code.list(labels), at);
        if (type == MetricType.COUNTER || type == MetricType.HISTOGRAM || type == MetricType.SUMMARY) {
            String bare = type == MetricType.COUNTER ? exposed.substring(0, exposed.length() - "_total".length()) : name;
            code.declare(bare + "_created", MetricType.GAUGE, labels == null ? List.of() : code.list(labels), at);
        }
    }

    private void script(MetricType type, int at) {
        List<int[]> arguments = code.arguments(at + 1);
        if (type == null || arguments.isEmpty()) {
            return;
        }
        int open = arguments.get(0)[0];
        if (!code.token(open).is("{")) {
            code.unknown(at);
            return;
        }
        List<int[]> fields = code.arguments(open);
        int[] name = code.named(fields, "name");
        int[] labels = code.named(fields, "labelNames");
        boolean shorthand = labels == null && fields.stream().anyMatch(f -> code.token(f[0]).is("labelNames") || code.token(f[0]).is("."));
        code.declare(name == null ? null : code.text(name), type, shorthand ? null : labels == null ? List.of() : code.list(labels), at);
    }

    /** {@code new CounterConfiguration { LabelNames = new[] { "a" } }}; null when the names are not literal. */
    private List<String> configured(int[] argument) {
        int open = argument[0] + 2;
        while (open < argument[1] && !code.token(open).is("{")) {
            open++;
        }
        List<int[]> settings = open < argument[1] ? code.arguments(open) : List.of();
        int[] names = code.named(settings, "LabelNames");
        return names != null ? code.list(names) : code.named(settings, "StaticLabels") != null ? null : List.of();
    }

    private void net(MetricType type, int at) {
        List<int[]> arguments = code.arguments(at + 1);
        if (type == null || arguments.isEmpty()) {
            return;
        }
        List<String> labels = new ArrayList<>();
        for (int[] argument : arguments.subList(Math.min(2, arguments.size()), arguments.size())) {
            if (code.token(argument[0]).is("new") && code.token(argument[0] + 1).text().endsWith("Configuration")) {
                labels = configured(argument);
                break;
            }
            String label = code.text(argument);
            List<String> listed = label == null ? code.list(argument) : List.of(label);
            if (listed == null) {
                labels = null;
                break;
            }
            labels.addAll(listed);
        }
        code.declare(code.text(arguments.get(0)), type, labels, at);
    }
}
