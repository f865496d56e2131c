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
 * @param loaded   those that a server of the environment evaluates, or may evaluate
 * @param unloaded documents with rules in the environment's directories that no server's {@code rule_files} leads to; empty
 *                 unless that is certain
 */
public record RuleFiles(List<RuleFile> loaded, List<Document> unloaded) {
    static RuleFiles of(Environment environment, Inventory inventory, Documents documents) {
        List<RuleFile> loaded = new ArrayList<>(inventory.rules());
        Set<Span> known = new HashSet<>();
        loaded.forEach(file -> known.add(file.root().span()));
        boolean certain = environment.complete() && !inventory.isRulesOpen() && !environment.programs(Role.PROMETHEUS).isEmpty();
        List<Document> unloaded = new ArrayList<>();
        for (Document document : documents.of(Kind.PROMETHEUS_RULES)) {
            boolean ours = environment.distance(document.path()) >= 0
                    && !HelmCharts.isForeign(documents, document.path(), environment);
            if (ours && known.add(document.root().span())) {
                if (certain) {
                    unloaded.add(document);
                } else {
                    loaded.add(RuleFile.read(document.root()));
                }
            }
        }
        return new RuleFiles(List.copyOf(loaded), unloaded);
    }
}
