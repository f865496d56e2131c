package dev.guards.guard.simple;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.config.prometheus.PrometheusCheck;
import dev.guards.config.prometheus.RuleFileCheck;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds Prometheus' configuration and rule files against what the server accepts. */
public final class PrometheusConfiguration implements SimpleGuard {
    static final Rule INVALID = Rule.error("prometheus-config-invalid", "Prometheus refuses its configuration");
    static final Rule RELABEL = Rule.error("relabel-action-invalid", "a relabelling rule that Prometheus refuses");
    static final Rule RULES_INVALID = Rule.error("rule-file-invalid", "Prometheus refuses a rule file");
    /** Programs that read the same format with fields of their own. */
    private static final List<String> RELATIVES = List.of("vmagent", "victoria-metrics", "vminsert");

    /** What Prometheus 2 took and 3 does not. */
    private static final List<String> VERSION_2 = List.of("field scrape_classic_histograms not found", "Alertmanager api version");

    @Override
    public String id() {
        return "prometheus-config";
    }

    @Override
    public String summary() {
        return "Prometheus starts with its configuration and loads its rule files";
    }

    @Override
    public List<Rule> rules() {
        return List.of(INVALID, RELABEL, RULES_INVALID);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        boolean relatives = RELATIVES.stream().anyMatch(name -> !ImageReferences.of(repository, name).isEmpty())
                && ImageReferences.of(repository, "prometheus").isEmpty();
        if (!relatives) {
            List<Text> images = ImageReferences.of(repository, "prometheus");
            for (Document document : repository.documents(Kind.PROMETHEUS)) {
                // The unit tests of promtool name rule files too.
                if (!document.root().has("tests")) {
                    check(document, runsVersion2(ImageReferences.nearest(images, document.path())), findings);
                }
            }
        }
        for (Document document : repository.documents(Kind.PROMETHEUS_RULES)) {
            Set<String> said = new HashSet<>();
            RuleFileCheck.check(document.root(), p -> report(p, RULES_INVALID, said, findings));
        }
    }

    private static void check(Document document, boolean version2, Findings findings) {
        Set<String> said = new HashSet<>();
        PrometheusCheck.check(document.root(), p -> {
            boolean wasAllowed = version2 && VERSION_2.stream().anyMatch(p.message()::contains);
            if (!wasAllowed) {
                report(p, p.rule().equals(RELABEL.id()) ? RELABEL : INVALID, said, findings);
            }
        });
    }

    private static boolean runsVersion2(List<Text> images) {
        return images.stream().map(ImageReferences::tag).anyMatch(tag -> tag.startsWith("v2.") || tag.startsWith("2."));
    }

    private static void report(Problem problem, Rule rule, Set<String> said, Findings findings) {
        // A variable is put in before Prometheus reads the file.
        String text = problem.span().text();
        boolean template = text.contains("${") || text.contains("{{") && !rule.equals(RULES_INVALID);
        if (!template && said.add(problem.span() + problem.message())) {
            findings.report(rule, problem.span(), lowerFirst(problem.message())).help(problem.help());
        }
    }

    private static String lowerFirst(String message) {
        boolean word = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return word ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
    }

}
