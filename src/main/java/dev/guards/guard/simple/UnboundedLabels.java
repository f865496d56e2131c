package dev.guards.guard.simple;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.pipeline.Pipeline;
import dev.guards.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Stream labels with another value for each request, session or container: Loki makes a stream of each. Only names that say so
 * by themselves count, spelled in any way. Source: Grafana Loki's documentation, label best practices and cardinality, 3.x.
 */
final class UnboundedLabels {
    static final Rule HIGH_CARDINALITY = Rule.warning("loki-high-cardinality-label",
            "a stream label has another value for each request, session or container, so each gets a stream of its own");
    private static final Set<String> NAMES = Set.of("traceid", "spanid", "requestid", "xrequestid", "reqid", "correlationid", "transactionid",
            "sessionid", "userid", "customerid", "orderid", "messageid", "clientip", "remoteip", "remoteaddr", "containerid", "poduid", "uuid");

    private UnboundedLabels() {
    }

    /** @param start what reaches the stages; a label that one of them drops does no harm */
    static void check(List<RelabelRule> rules, List<Stage> stages, Entry start, Findings findings) {
        List<Entry> end = Pipeline.run(stages, start);
        for (RelabelRule rule : rules) {
            if (rule.targetLabel() != null && rule.action() == RelabelRule.Action.REPLACE) {
                name(rule.targetLabel(), end, findings);
            }
        }
        check(stages, end, findings);
    }

    private static void check(List<Stage> stages, List<Entry> end, Findings findings) {
        for (Stage stage : stages) {
            if (stage instanceof Stage.Labels labels) {
                labels.labels().forEach(label -> name(label.name(), end, findings));
            } else if (stage instanceof Stage.Match match) {
                check(match.stages(), end, findings);
            }
        }
    }

    private static void name(Text name, List<Entry> end, Findings findings) {
        if (NAMES.contains(name.value().replace("_", "").toLowerCase(Locale.ROOT)) && isSent(name.value(), end)) {
            findings.report(HIGH_CARDINALITY, name.span(), "`" + name + "` as a stream label makes a stream for each of its values")
                    .help("leave it in the line, where `| json | " + name + "=\"...\"` finds it, or make it structured metadata (Loki 3)");
        }
    }

    /** One that can be listed, a constant for instance, is bounded. */
    private static boolean isSent(String name, List<Entry> end) {
        for (Entry entry : end) {
            if (entry.labels().names().contains(name) && !entry.labels().get(name).isFinite()) {
                return true;
            }
        }
        return false;
    }
}
