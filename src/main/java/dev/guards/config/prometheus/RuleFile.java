package dev.guards.config.prometheus;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recording and alerting rules of one document: a rule file, or the {@code spec} of a PrometheusRule. */
public record RuleFile(List<Group> groups, Node root) {
    /**
     * Rules that are evaluated one after the other.
     *
     * @param intervalMillis 0 when the server's evaluation interval holds
     * @param labels         added to the result of each rule, which its own labels override
     */
    public record Group(Text name, long intervalMillis, Map<String, Text> labels, List<Rule> rules, Node node) {
        public Group {
            rules = List.copyOf(rules);
        }
    }

    /**
     * One rule.
     *
     * @param record metric name that a recording rule stores; null for an alert
     * @param alert  name of the alert; null for a recording rule
     * @param expr   null when it is missing
     */
    public record Rule(Text record, Text alert, Text expr, Map<String, Text> labels, Map<String, Text> annotations, long forMillis,
            Node node) {
        public boolean isRecording() {
            return record != null;
        }

        /** The name, or the whole rule when it has none. */
        public Span span() {
            return record != null ? record.span() : alert != null ? alert.span() : node.span();
        }
    }

    public RuleFile {
        groups = List.copyOf(groups);
    }

    /** The same rules, whose results have further labels unless they bring ones of these names. */
    public RuleFile withLabels(Map<String, Text> labels) {
        List<Group> labelled = new ArrayList<>();
        for (Group group : groups) {
            Map<String, Text> all = new LinkedHashMap<>(labels);
            all.putAll(group.labels);
            labelled.add(new Group(group.name, group.intervalMillis, all, group.rules, group.node));
        }
        return new RuleFile(labelled, root);
    }

    /** Whether nobody wrote these rules: they follow from a place of another file, such as the release of a chart. */
    public boolean isMade() {
        return !groups.isEmpty() && groups.get(0).node().span().equals(root.span());
    }

    /** Reads what is there; {@link RuleFileCheck} says what Prometheus would refuse. */
    public static RuleFile read(Node root) {
        List<Group> groups = new ArrayList<>();
        for (Node node : root.get("groups").items()) {
            List<Rule> rules = new ArrayList<>();
            for (Node rule : node.get("rules").items()) {
                if (rule instanceof Mapping) {
                    rules.add(new Rule(rule.get("record").text(), rule.get("alert").text(), rule.get("expr").text(),
                            rule.get("labels").textMap(), rule.get("annotations").textMap(),
                            Math.max(0, Durations.millis(rule.get("for").string("0"))), rule));
                }
            }
            groups.add(new Group(node.get("name").text(), Math.max(0, Durations.millis(node.get("interval").string("0"))),
                    node.get("labels").textMap(), rules, node));
        }
        return new RuleFile(groups, root);
    }
}
