package dev.guards.guard.semantic;

import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.promql.LabelMatcher;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import java.util.List;

/**
 * Names of containers as the first Compose made them: {@code project_service_1}. The second joins the parts by {@code -} (Compose 2.0, 2021);
 * the first one's life ended in 2023.
 */
final class ComposeNames {
    static final Rule RULE = Rule.warning("compose-name-separator", "Compose joins the parts of a container's name with `-`, only its first version took `_`");

    private ComposeNames() {
    }

    static void check(StackQuery query, Findings findings) {
        for (Selection selection : query.analysis().selections()) {
            for (LabelMatcher matcher : selection.selector().matchers()) {
                Matcher plain = matcher.plain();
                boolean names = plain != null && plain.label().equals("name") && !plain.op().isNegative() && plain.value().indexOf('_') >= 0;
                Row meant = names ? meant(selection.candidates(), plain) : null;
                if (meant != null) {
                    report(query, matcher, plain, meant, findings);
                }
            }
        }
    }

    /** The container that has the name apart from the separators; null where one has the very name. */
    private static Row meant(List<Row> candidates, Matcher plain) {
        Row meant = null;
        for (Row row : candidates) {
            for (String name : row.labels().get("name").values()) {
                if (!ValueSet.of(name).excludes(plain)) {
                    return null;
                }
                meant = meant == null && !ValueSet.of(name.replace('-', '_')).excludes(plain) ? row : meant;
            }
        }
        return meant;
    }

    private static void report(StackQuery query, LabelMatcher matcher, Matcher plain, Row meant, Findings findings) {
        Object key = List.of(RULE.id(), plain.value(), query.text().source().path());
        Finding known = findings.again(key, matcher.span());
        if (known == null) {
            String name = meant.labels().get("name").values().get(0);
            known = findings.remember(key, findings.report(RULE, matcher.span(), "`" + plain.value()
                    + "` fits names of the first Compose only; now the container is called `" + name + "`"));
            known.proof(Evidence.about("name", List.of(meant.evidence()))).help("write `[-_]` in a regular expression to take both");
        }
        query.concerns(known);
    }
}
