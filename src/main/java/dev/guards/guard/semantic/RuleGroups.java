package dev.guards.guard.semantic;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Row;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Series;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports rules that work against each other: in their order, their intervals, their names. */
public final class RuleGroups implements SemanticGuard {
    private static final Rule ORDER = Rule.warning("rule-order", "a rule uses what a later rule of its group records, so it sees the evaluation before");
    private static final Rule CROSS = Rule.off("rule-cross-group", "a rule uses what another group records, which may be one interval old");
    private static final Rule INTERVAL = Rule.warning("group-interval-long", "a recorded series is gone between two evaluations, which lie further apart than Prometheus looks back");
    private static final Rule SHADOWS = Rule.warning("record-shadows-metric", "a rule records under a name that is scraped too");
    private static final Rule NAME = Rule.off("record-name", "a recorded name does not have the form level:metric:operation");
    private static final Rule IDENTITY = Rule.warning("alert-identity-duplicate", "two rules raise alerts with the same labels, which Alertmanager takes for one");

    /** {@code --query.lookback-delta}. */
    private static final long LOOKBACK_MILLIS = 5 * 60_000L;

    @Override
    public String id() {
        return "rule-groups";
    }

    @Override
    public String summary() {
        return "rules come in order, often enough, and under names of their own";
    }

    @Override
    public List<Rule> rules() {
        return List.of(ORDER, CROSS, INTERVAL, SHADOWS, NAME, IDENTITY);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        Map<String, List<StackQuery>> records = new HashMap<>();
        Map<String, List<StackQuery>> alerts = new TreeMap<>();
        Map<RuleFile.Group, List<StackQuery>> groups = new IdentityHashMap<>();
        List<RuleFile.Group> inOrder = new ArrayList<>();
        for (StackQuery query : stack.queries()) {
            if (query.rule() != null) {
                if (query.rule().isRecording()) {
                    records.computeIfAbsent(query.rule().record().value(), n -> new ArrayList<>()).add(query);
                } else if (query.rule().alert() != null) {
                    alerts.computeIfAbsent(query.rule().alert().value(), n -> new ArrayList<>()).add(query);
                }
                if (!groups.containsKey(query.group())) {
                    inOrder.add(query.group());
                }
                groups.computeIfAbsent(query.group(), g -> new ArrayList<>()).add(query);
            }
        }
        for (RuleFile.Group group : inOrder) {
            order(groups.get(group), records, findings);
            interval(stack, group, groups.get(group), findings);
        }
        for (List<StackQuery> same : records.values()) {
            names(same.get(0), findings);
        }
        for (List<StackQuery> same : alerts.values()) {
            identities(same, findings);
        }
    }

    private static void order(List<StackQuery> group, Map<String, List<StackQuery>> records, Findings findings) {
        for (StackQuery query : group) {
            if (query.expr() != null) {
                query.expr().walk(expr -> {
                    String metric = expr instanceof VectorSelector selector ? selector.metricName() : null;
                    List<StackQuery> makers = metric == null ? null : records.get(metric);
                    if (makers != null) {
                        used(query, (VectorSelector) expr, makers, group, findings);
                    }
                });
            }
        }
    }

    private static void used(StackQuery query, VectorSelector selector, List<StackQuery> makers, List<StackQuery> group, Findings findings) {
        boolean shifted = selector.modifiers().offset() != null || selector.modifiers().at() != null;
        StackQuery later = null;
        StackQuery other = null;
        for (StackQuery maker : makers) {
            if (maker.inventory() != query.inventory()) {
                continue;
            }
            int place = group.indexOf(maker);
            if (maker == query || shifted || place >= 0 && place < group.indexOf(query)) {
                return;
            }
            later = place >= 0 ? maker : later;
            other = maker;
        }
        String name = "`" + selector.metricName() + "`";
        if (later != null) {
            query.concerns(findings.report(ORDER, selector.span(), name + " is recorded by a later rule of this group, so this is its value of the evaluation before"))
                    .note(later.rule().span(), "recorded here").help("move that rule in front of this one");
        } else if (other != null) {
            query.concerns(findings.report(CROSS, selector.span(), name + " is recorded by another group, at another moment"))
                    .note(other.rule().span(), "recorded here");
        }
    }

    private static void interval(Stack stack, RuleFile.Group group, List<StackQuery> rules, Findings findings) {
        StackQuery record = null;
        for (StackQuery query : rules) {
            record = record == null && query.use() == StackQuery.Use.RECORD ? query : record;
        }
        if (record == null || group.intervalMillis() <= LOOKBACK_MILLIS) {
            return;
        }
        for (Program server : stack.environment().programs(Role.PROMETHEUS)) {
            if (server.option("query.lookback-delta") != null) {
                return;
            }
        }
        Text interval = group.node().get("interval").text();
        record.concerns(findings.report(INTERVAL, interval.span(), "each series that this group records is gone five minutes behind an evaluation, and the next comes after "
                + interval)).help("evaluate every five minutes at least, or set --query.lookback-delta");
    }

    private static void names(StackQuery query, Findings findings) {
        Text record = query.rule().record();
        for (Series series : query.inventory().series(record.value())) {
            if (series.certainty() == Certainty.CERTAIN && series.member() != null) {
                Finding finding = query.concerns(findings.report(SHADOWS, record.span(), "`" + record + "` is scraped too, so queries find both"));
                finding.proof(series.evidence()).help("record under a name with colons, such as `job:" + record + ":sum`");
                return;
            }
        }
        if (record.value().split(":", -1).length != 3) {
            query.concerns(findings.report(NAME, record.span(), "`" + record + "` is not of the form level:metric:operation"));
        }
    }

    private static void identities(List<StackQuery> same, Findings findings) {
        for (int i = 1; i < same.size(); i++) {
            for (int j = 0; j < i; j++) {
                StackQuery query = same.get(i);
                StackQuery first = same.get(j);
                Labels shared = isSameRule(query, first) || query.inventory() != first.inventory()
                        || query.text().source() != first.text().source() ? null : shared(first, query);
                if (shared != null) {
                    query.concerns(findings.report(IDENTITY, query.rule().span(), "alert `" + query.rule().alert() + "` can be raised with the same labels by two rules"))
                            .note(first.rule().span(), "the other one").note(null, "labels of both: " + shared)
                            .help("give them different names, or a label that tells them apart");
                    break;
                }
            }
        }
    }

    /** The same rule twice is what {@code rule-duplicate} reports. */
    private static boolean isSameRule(StackQuery a, StackQuery b) {
        return a.rule().expr().equals(b.rule().expr());
    }

    /** Labels that alerts of both rules have; null when none are the same for sure. */
    private static Labels shared(StackQuery a, StackQuery b) {
        for (Labels one : labels(a)) {
            for (Labels other : labels(b)) {
                if (one.equals(other)) {
                    return one;
                }
            }
        }
        return null;
    }

    private static List<Labels> labels(StackQuery query) {
        List<Labels> all = new ArrayList<>();
        Analysis analysis = query.analysis();
        for (Row row : analysis == null ? List.<Row>of() : analysis.root().rows()) {
            Labels labels = row.labels().without("__name__");
            boolean told = !labels.isOpen();
            Map<String, Text> given = new TreeMap<>(query.group().labels());
            given.putAll(query.rule().labels());
            for (Map.Entry<String, Text> label : given.entrySet()) {
                told &= !label.getValue().value().contains("{{");
                labels = labels.with(label.getKey(), label.getValue().value());
            }
            for (ValueSet values : labels.asMap().values()) {
                told &= values.isFinite() && values.isExact();
            }
            if (told) {
                all.add(labels);
            }
        }
        return all;
    }
}
