package dev.guards.config.pipeline;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The metrics stage: series that the agent itself exposes. */
final class MetricsStage {
    private static final String DEFAULT_PREFIX = "promtail_custom_";
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram");
    private static final Set<String> GAUGE_ACTIONS = Set.of("set", "inc", "dec", "add", "sub");

    private MetricsStage() {
    }

    static List<Stage.Metrics.Metric> read(Span span, Node body) throws ReadException {
        if (body.entries().isEmpty()) {
            throw StageReader.invalid(span, "empty metric stage configuration", "name the metrics");
        }
        List<Stage.Metrics.Metric> metrics = new ArrayList<>();
        for (Mapping.Entry entry : body.entries()) {
            metrics.add(metric(entry.key(), entry.value()));
        }
        return metrics;
    }

    private static Stage.Metrics.Metric metric(Text key, Node body) throws ReadException {
        String type = body.get("type").string("").toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw StageReader.invalid(body.get("type").isPresent() ? body.get("type").span() : key.span(),
                    "invalid metric type `" + type + "`", "`counter`, `gauge` or `histogram`");
        }
        Text idle = body.get("max_idle_duration").text();
        if (idle != null && !(GoDuration.seconds(idle.value()) >= 1)) {
            throw StageReader.invalid(idle.span(), "`max_idle_duration` could not be parsed as a duration of at least 1s", "");
        }
        Node config = body.get("config");
        boolean countsAll = config.get("match_all").isTrue();
        checkAction(type, config, countsAll, key);
        Text source = body.get("source").text() == null ? key : body.get("source").text();
        return new Stage.Metrics.Metric(key, body.get("prefix").string(DEFAULT_PREFIX) + key.value(), type, countsAll ? null : source,
                body.get("description").text());
    }

    private static void checkAction(String type, Node config, boolean countsAll, Text key) throws ReadException {
        String action = config.get("action").string("").toLowerCase(Locale.ROOT);
        boolean known = switch (type) {
            case "counter" -> action.equals("inc") || action.equals("add");
            case "gauge" -> GAUGE_ACTIONS.contains(action);
            default -> true;
        };
        Span span = config.get("action").isPresent() ? config.get("action").span() : key.span();
        if (!known) {
            throw StageReader.invalid(span, type + " action must be given", type.equals("counter") ? "`inc` or `add`" : "`set`, `inc`, `dec`, `add` or `sub`");
        }
        if (type.equals("counter") && countsAll && config.get("value").text() != null) {
            throw StageReader.invalid(config.get("value").span(), "`match_all` cannot be combined with `value`", "");
        }
        if (type.equals("counter") && config.get("count_entry_bytes").isTrue() && (!countsAll || !action.equals("add"))) {
            throw StageReader.invalid(span, "`count_entry_bytes` needs `match_all: true` and `action: add`", "");
        }
    }
}
