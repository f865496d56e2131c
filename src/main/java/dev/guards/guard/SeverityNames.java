package dev.guards.guard;

import dev.guards.config.settings.SettingsReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Holds what {@code guards.yaml} gives severities to against the rules that there are. */
final class SeverityNames {
    private SeverityNames() {
    }

    /** @param severities from rule ids to severities; a key that is no rule would change nothing */
    static void check(Node severities, Consumer<Problem> problems) {
        List<String> rules = new ArrayList<>();
        for (Guard guard : Guards.all()) {
            guard.rules().forEach(rule -> rules.add(rule.id()));
        }
        for (Mapping.Entry entry : severities.entries()) {
            String key = entry.key().value();
            if (!rules.contains(key)) {
                problems.accept(new Problem(SettingsReader.RULE, entry.key().span(), "no rule is called `" + key + "`", help(key, rules)));
            }
        }
    }

    private static String help(String key, List<String> rules) {
        if (Guards.named(key) != null) {
            return "this is a guard; give its rules severities, `guards list` names them";
        }
        String near = Suggest.nearest(key, rules);
        return near == null ? "`guards list` names them" : "did you mean `" + near + "`?";
    }
}
