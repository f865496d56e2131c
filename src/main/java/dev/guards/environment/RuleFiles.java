package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.prometheus.PrometheusConfig;
import dev.guards.config.prometheus.PrometheusReader;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rule files of an environment.
 *
 * @param loaded   those that a server of the environment evaluates
 * @param unloaded documents with rules in the environment's directories that no server's {@code rule_files} leads to; empty
 *                 unless that is certain
 */
public record RuleFiles(List<RuleFile> loaded, List<Document> unloaded) {
    public static RuleFiles of(Environment environment, Documents documents) {
        Map<Object, RuleFile> loaded = new LinkedHashMap<>();
        boolean certain = environment.complete() && !environment.programs(Role.PROMETHEUS).isEmpty();
        for (Program server : environment.programs(Role.PROMETHEUS)) {
            if (server.config() == null) {
                certain = false;
                continue;
            }
            PrometheusConfig config = PrometheusReader.read(server.config().root());
            for (Text pattern : config.ruleFiles()) {
                for (FileView.Found file : server.glob(pattern.value())) {
                    Node root = root(file, documents);
                    if (root != null) {
                        loaded.put(file.text().span(), RuleFile.read(root));
                    }
                }
                certain &= !server.isOpen(pattern.value());
            }
        }
        for (Program server : environment.programs(Role.PROMETHEUS)) {
            OperatedRules.of(environment, server).forEach(file -> loaded.put(file, file));
        }
        List<Document> unloaded = new ArrayList<>();
        for (Document document : documents.of(Kind.PROMETHEUS_RULES)) {
            boolean ours = environment.distance(document.path()) >= 0 && !isOfOperator(document);
            if (ours && !loaded.containsKey(document.text().span())) {
                if (certain) {
                    unloaded.add(document);
                } else {
                    loaded.put(document.text().span(), RuleFile.read(document.root()));
                }
            }
        }
        return new RuleFiles(List.copyOf(loaded.values()), unloaded);
    }

    /** Which server takes up a PrometheusRule is a matter of its selectors. */
    private static boolean isOfOperator(Document document) {
        return document.parent() != null && document.parent().kind() == Kind.KUBERNETES
                && document.root().span().source() == document.parent().root().span().source() && document.text() == document.parent().text();
    }

    private static Node root(FileView.Found file, Documents documents) {
        for (Document document : documents.of(Kind.PROMETHEUS_RULES)) {
            if (document.text().span().equals(file.text().span())) {
                return document.root();
            }
        }
        try {
            return YamlReader.read(file.text(), problem -> { });
        } catch (ReadException e) {
            return null;
        }
    }
}
