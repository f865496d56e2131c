package dev.guards.guard.simple;

import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.RelabelRule.Action;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Relabeler;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Finds the rule that undoes what an earlier one does. */
final class RelabelOverwriting {
    private final List<RelabelRule> rules;
    private final Labels discovered;

    RelabelOverwriting(List<RelabelRule> rules, Labels discovered) {
        this.rules = rules;
        this.discovered = discovered;
    }

    /**
     * The later rule that sets the same label wherever this one does, with none between that reads it; null when there is none. A rule that
     * matches always is a default, which others are meant to overwrite.
     */
    RelabelRule by(int index) {
        RelabelRule rule = rules.get(index);
        boolean replaces = rule.action() == Action.REPLACE && rule.targetLabel().value().indexOf('$') < 0;
        if (!replaces || alwaysMatches(rule, Relabeler.run(rules.subList(0, index), discovered).kept())) {
            return null;
        }
        List<RelabelRule> way = new ArrayList<>(rules.subList(0, index));
        way.add(keepingWhatMatches(rule));
        way.add(rule);
        for (RelabelRule later : rules.subList(index + 1, rules.size())) {
            if (reads(later, rule.targetLabel().value())) {
                return null;
            }
            boolean same = later.action() == Action.REPLACE && later.targetLabel().value().equals(rule.targetLabel().value());
            if (same && alwaysMatches(later, Relabeler.run(way, discovered).kept())) {
                return later;
            }
            way.add(later);
        }
        return null;
    }

    private static boolean alwaysMatches(RelabelRule rule, List<Relabeler.Outcome> outcomes) {
        for (Relabeler.Outcome outcome : outcomes) {
            if (!RelabelFlow.source(rule, outcome.labels()).without(rule.regex()).isEmpty()) {
                return false;
            }
        }
        return !outcomes.isEmpty();
    }

    /** Whether a rule takes a label as its source, or by a pattern of names. */
    static boolean reads(RelabelRule rule, String label) {
        boolean byName = rule.action() == Action.LABELMAP || rule.action() == Action.LABELDROP || rule.action() == Action.LABELKEEP;
        boolean compared = (rule.action() == Action.KEEPEQUAL || rule.action() == Action.DROPEQUAL) && rule.targetLabel().value().equals(label);
        return byName && rule.regex().matches(label) || compared || rule.sourceLabels().stream().anyMatch(s -> s.value().equals(label));
    }

    private static RelabelRule keepingWhatMatches(RelabelRule rule) {
        return new RelabelRule(Action.KEEP, rule.sourceLabels(), rule.separator(), rule.regex(), rule.regexText(), 0, Text.of(""),
                Text.of(RelabelRule.DEFAULT_REPLACEMENT), rule.given(), true, rule.span());
    }
}
