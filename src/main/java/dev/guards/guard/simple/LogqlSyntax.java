package dev.guards.guard.simple;

import dev.guards.config.grafana.Language;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.logql.Parsed;
import dev.guards.promql.PromQl;
import java.util.List;

/** Queries for Loki that Loki refuses. */
public final class LogqlSyntax implements SimpleGuard {
    private static final Rule SYNTAX = Rule.error("logql-syntax", "Loki refuses the query: wrong syntax, or a part that it cannot run");

    @Override
    public String id() {
        return "logql-syntax";
    }

    @Override
    public String summary() {
        return "queries for Loki are LogQL";
    }

    @Override
    public List<Rule> rules() {
        return List.of(SYNTAX);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (WrittenQuery query : WrittenQuery.all(repository)) {
            if (query.language() == Language.LOGQL && !isForeign(query)) {
                Parsed parsed = query.logql();
                if (!parsed.ok() && !query.isTemplate()) {
                    Finding finding = findings.report(SYNTAX, parsed.error().span(), parsed.error().message());
                    finding.help(parsed.error().help()).subject(query.subject()).expression(query.expr().value());
                }
            }
        }
    }

    /** A query for the other datasource is reported as that, not as wrong syntax. */
    private static boolean isForeign(WrittenQuery query) {
        return query.certain() ? !ForeignLanguage.of(query.dashboard()).isEmpty() : PromQl.parse(query.expr()).isValid();
    }
}
