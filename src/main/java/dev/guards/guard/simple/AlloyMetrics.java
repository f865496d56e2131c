package dev.guards.guard.simple;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyRules;
import dev.guards.config.alloy.AlloyValue;
import dev.guards.config.prometheus.RelabelRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells which targets of an Alloy configuration are scraped, and which are read for their logs. */
final class AlloyMetrics {
    private final AlloyConfig config;
    private final Set<AlloyBlock> scraped = new HashSet<>();
    private final Set<AlloyBlock> others = new HashSet<>();

    AlloyMetrics(AlloyConfig config) {
        this.config = config;
        for (AlloyBlock block : config.blocks()) {
            if (!block.is("discovery.relabel")) {
                reach(block, block.is("prometheus.scrape") ? scraped : others);
            }
        }
    }

    private void reach(AlloyBlock from, Set<AlloyBlock> reached) {
        for (AlloyValue.Reference reference : from.references()) {
            AlloyBlock component = config.resolve(reference).component();
            if (component != null && component.is("discovery.relabel") && reached.add(component)) {
                reach(component, reached);
            }
        }
    }

    /** Whether the targets of a {@code discovery.relabel} are scraped, and nothing else is done with them. */
    boolean feeds(AlloyBlock relabel) {
        return scraped.contains(relabel) && !others.contains(relabel);
    }

    /** The rules of the components that take the targets of this one. */
    List<RelabelRule> behind(AlloyBlock relabel) {
        List<RelabelRule> rules = new ArrayList<>();
        for (AlloyBlock next : config.named("discovery.relabel")) {
            if (next.references().stream().anyMatch(r -> config.resolve(r).component() == relabel)) {
                rules.addAll(AlloyRules.read(next, p -> { }));
            }
        }
        return rules;
    }
}
