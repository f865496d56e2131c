package dev.guards.guard.simple;

import dev.guards.config.grafana.AlertRule;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.Query;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alert rules of Grafana's provisioning: that their parts name each other rightly. */
public final class GrafanaAlerts implements SimpleGuard {
    private static final Rule INVALID = Rule.error("grafana-alert-invalid", "a provisioned alert rule names a query that it does not have, or lacks what Grafana demands");
    private static final Rule UID_DUPLICATE = Rule.error("grafana-alert-uid-duplicate", "two alert rules of one folder share a uid");

    @Override
    public String id() {
        return "grafana-alerts";
    }

    @Override
    public String summary() {
        return "provisioned alert rules are complete and name queries that they have";
    }

    @Override
    public List<Rule> rules() {
        return List.of(INVALID, UID_DUPLICATE);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        Map<String, AlertRule> uids = new HashMap<>();
        for (AlertRule rule : repository.grafana().alertRules()) {
            condition(rule, findings);
            expressions(rule, findings);
            ranges(rule, findings);
            if (rule.title() == null) {
                report(rule, first(rule.node()), "the alert rule has no title", findings);
            }
            String path = rule.node().span().source().path();
            AlertRule same = rule.uid() == null ? null
                    : uids.putIfAbsent(path.substring(0, path.lastIndexOf('/') + 1) + rule.uid(), rule);
            if (same != null) {
                findings.report(UID_DUPLICATE, rule.uid().span(), "uid `" + rule.uid() + "` is also that of `" + same.name() + "`")
                        .note(same.uid().span(), "the other alert rule").subject(new Finding.Subject(path, rule.name(), ""));
            }
        }
    }

    private static void condition(AlertRule rule, Findings findings) {
        if (rule.condition() == null) {
            report(rule, place(rule), "the alert rule has no `condition`", findings).help("name the query or expression that decides");
        } else if (rule.query(rule.condition().value()) == null) {
            report(rule, rule.condition().span(), "no query of the alert rule has the refId `" + rule.condition() + "`", findings)
                    .help(near(rule, rule.condition()));
        }
    }

    private static void expressions(AlertRule rule, Findings findings) {
        for (Query query : rule.queries()) {
            if (query.datasource().kind() == DatasourceReference.Kind.EXPRESSION) {
                for (Text ref : ExpressionReferences.of(query.model())) {
                    if (!ref.isEmpty() && rule.query(ref.value()) == null) {
                        report(rule, ref.span(), "no query of the alert rule has the refId `" + ref + "`", findings).help(near(rule, ref));
                    }
                }
            }
        }
    }

    /** Seconds before now; an expression needs none. */
    private static void ranges(AlertRule rule, Findings findings) {
        for (Query query : rule.queries()) {
            Node range = query.node().get("relativeTimeRange");
            long from = seconds(range.get("from"));
            long to = seconds(range.get("to"));
            if (query.datasource().kind() != DatasourceReference.Kind.EXPRESSION && from >= 0 && to >= 0 && from <= to && from + to > 0) {
                report(rule, range.get("from").span(), "the time range of the query is empty: from " + from + " seconds ago to " + to
                        + " seconds ago", findings).help("`from` lies further back than `to`");
            }
        }
    }

    private static long seconds(Node node) {
        String text = node.string("");
        return text.length() < 10 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : -1;
    }

    private static String near(AlertRule rule, Text ref) {
        List<String> names = new ArrayList<>();
        for (Query query : rule.queries()) {
            if (query.refId() != null) {
                names.add(query.refId().value());
            }
        }
        String near = Suggest.nearest(ref.value(), names);
        return near == null ? "its queries are " + String.join(", ", names) : "did you mean `" + near + "`?";
    }

    private static Span place(AlertRule rule) {
        return rule.title() != null ? rule.title().span() : first(rule.node());
    }

    private static Span first(Node node) {
        return node.span().source().span(node.span().start(), Math.min(node.span().start() + 1, node.span().end()));
    }

    private static Finding report(AlertRule rule, Span span, String message, Findings findings) {
        return findings.report(INVALID, span, message).subject(new Finding.Subject(span.source().path(), rule.name(), ""));
    }
}
