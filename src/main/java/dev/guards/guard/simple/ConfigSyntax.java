package dev.guards.guard.simple;

import dev.guards.config.alloy.AlloyReader;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Problem;
import java.util.List;

/** Reports what the readers could not read; whatever else a repository holds is checked all the same. */
public final class ConfigSyntax implements SimpleGuard {
    private static final List<Rule> RULES = List.of(
            Rule.error("json-syntax", "a JSON file does not parse, or has the same key twice"),
            Rule.error("yaml-syntax", "a YAML file does not parse, or has the same key twice"),
            Rule.error(AlloyReader.SYNTAX, "an Alloy configuration does not parse"),
            Rule.error("input-unrecognised", "a file that is meant for guards is none of the kinds it reads"),
            Rule.error("file-unreadable", "a file cannot be opened, or is too large"),
            Rule.error("settings-invalid", "guards.yaml holds something that guards does not know"),
            Rule.warning("file-encoding", "a file is not UTF-8"));

    @Override
    public String id() {
        return "config-syntax";
    }

    @Override
    public String summary() {
        return "each JSON, YAML and Alloy file can be read";
    }

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (Problem problem : repository.problems()) {
            for (Rule rule : RULES) {
                if (rule.id().equals(problem.rule())) {
                    Finding finding = findings.report(rule, problem.span(), problem.message());
                    finding.help(problem.help());
                }
            }
        }
    }
}
