package dev.guards.config.alloy;

import dev.guards.config.prometheus.NameScheme;
import dev.guards.config.prometheus.RelabelReader;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The {@code rule} blocks of a component as relabelling rules. */
public final class AlloyRules {
    private AlloyRules() {
    }

    /** @param problems receives what Alloy refuses */
    public static List<RelabelRule> read(AlloyBlock component, Consumer<Problem> problems) {
        List<RelabelRule> rules = new ArrayList<>();
        for (AlloyBlock block : component.blocks("rule")) {
            Mapping fields = block.mapping();
            RelabelRule rule = RelabelReader.read(fields, NameScheme.UTF8, problems);
            rules.add(isKnown(fields.get("regex")) && isKnown(fields.get("target_label")) ? rule : unknown(rule));
        }
        return rules;
    }

    private static boolean isKnown(Node node) {
        return node.text() == null || Unknown.isKnown(node.text());
    }

    /** A rule whose pattern or target only a run can tell: it can do anything. */
    private static RelabelRule unknown(RelabelRule rule) {
        return new RelabelRule(rule.action(), rule.sourceLabels(), rule.separator(), null, rule.regexText(), rule.modulus(), rule.targetLabel(),
                rule.replacement(), rule.given(), rule.valid(), rule.span());
    }
}
