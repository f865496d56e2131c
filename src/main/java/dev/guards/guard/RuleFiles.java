package dev.guards.guard;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.environment.Environment;
import dev.guards.environment.HelmCharts;
import dev.guards.environment.Role;
import dev.guards.inventory.Inventory;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rule files of an environment.
 *
 * @param evaluated those that a server of the environment evaluates, or may evaluate
 * @param loaded    those of them that somebody wrote, and that are to be checked therefore
 * @param unloaded  documents with rules in the environment's directories that no server's {@code rule_files} leads to; empty
 *                  unless that is certain
 */
public record RuleFiles(List<RuleFile> evaluated, List<RuleFile> loaded, List<Document> unloaded) {
    static RuleFiles of(Environment environment, Inventory inventory, Documents documents) {
        List<RuleFile> evaluated = new ArrayList<>(inventory.rules());
        Set<Span> known = new HashSet<>();
        evaluated.forEach(file -> known.add(file.root().span()));
        boolean certain = environment.complete() && !inventory.isRulesOpen() && !environment.programs(Role.PROMETHEUS).isEmpty();
        List<Document> unloaded = new ArrayList<>();
        for (Document document : documents.of(Kind.PROMETHEUS_RULES)) {
            boolean ours = environment.distance(document.path()) >= 0
                    && !HelmCharts.isForeign(documents, document.path(), environment);
            if (ours && known.add(document.root().span())) {
                if (certain) {
                    unloaded.add(document);
                } else {
                    evaluated.add(RuleFile.read(document.root()));
                }
            }
        }
        List<RuleFile> loaded = new ArrayList<>(evaluated);
        loaded.removeIf(RuleFile::isMade);
        return new RuleFiles(List.copyOf(evaluated), List.copyOf(loaded), unloaded);
    }
}
