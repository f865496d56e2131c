package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;
import static dev.guards.config.prometheus.FieldType.STRING_MAP;
import static dev.guards.config.prometheus.ScalarType.DURATION;
import static dev.guards.config.prometheus.ScalarType.INT;
import static dev.guards.config.prometheus.ScalarType.STRING;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Says what Prometheus 3.14 would refuse in a rule file, the expressions aside. Fields that Loki, Mimir, Thanos and
 * VictoriaMetrics add to the format pass.
 */
public final class RuleFileCheck {
    private static final Shape RULE = new Shape("rulefmt.Rule").with(STRING, "record", "alert", "expr").with(DURATION, "for", "keep_firing_for")
            .with(STRING_MAP, "labels", "annotations").with(ScalarType.ANYTHING, "debug", "update_entries_limit")
            .must(RuleFileCheck::kind).must(RuleFileCheck::names);

    private static final Shape GROUP = new Shape("rulefmt.RuleGroup").with(STRING, "name").with(DURATION, "interval", "query_offset")
            .with(INT, "limit").with(STRING_MAP, "labels").with(FieldType.listOf(RULE, null), "rules")
            .with(ScalarType.ANYTHING, "partial_response_strategy", "source_tenants", "evaluation_delay",
                    "align_evaluation_time_on_interval", "remote_write", "type", "concurrency", "params", "headers", "notifier_headers",
                    "tenant", "eval_offset", "eval_delay", "eval_alignment", "limits", "debug")
            .require("name", "Groupname must not be empty");

    private static final Shape FILE = new Shape("rulefmt.RuleGroups").with(FieldType.listOf(GROUP, null), "groups")
            .with(ScalarType.ANYTHING, "namespace").must(RuleFileCheck::uniqueGroups);

    private RuleFileCheck() {
    }

    public static void check(Node root, Consumer<Problem> problems) {
        FILE.check(root, new Checker(NameScheme.UTF8, problems));
    }

    private static void uniqueGroups(Node file, Checker checker) {
        Map<String, Text> seen = new HashMap<>();
        for (Node group : file.get("groups").items()) {
            Text name = group.get("name").text();
            Text first = name == null ? null : seen.putIfAbsent(name.value(), name);
            if (first != null) {
                checker.refuse(name.span(), "groupname: " + Checker.quoted(name) + " is repeated in the same file",
                        "the first stands at " + first.span().place());
            }
        }
    }

    private static void kind(Node rule, Checker checker) {
        boolean record = isGiven(rule.get("record"));
        boolean alert = isGiven(rule.get("alert"));
        if (record && alert) {
            checker.refuse(rule.get("alert"), "only one of 'record' and 'alert' must be set");
        } else if (!record && !alert) {
            checker.refuse(rule, "one of 'record' or 'alert' must be set");
        }
        if (!isGiven(rule.get("expr"))) {
            checker.refuse(rule.get("expr").isPresent() ? rule.get("expr") : rule, "field 'expr' must be set in rule");
        }
        for (String field : List.of("annotations", "for", "keep_firing_for")) {
            Node value = rule.get(field);
            boolean empty = value instanceof Mapping && value.entries().isEmpty() || "0".equals(value.string()) || "0s".equals(value.string());
            if (record && !alert && isGiven(value) && !empty) {
                checker.refuse(value, "invalid field '" + field + "' in recording rule");
            }
        }
    }

    private static void names(Node rule, Checker checker) {
        Node record = rule.get("record");
        String name = record.string("");
        if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
            checker.refuse(record, "braces present in the recording rule name; should it be in expr?: " + name);
        }
        for (Mapping.Entry label : rule.get("labels").entries()) {
            if (label.key().isEmpty() || label.key().value().equals("__name__")) {
                checker.refuse(label.key().span(), "invalid label name: " + label.key(), "");
            }
        }
    }
}
