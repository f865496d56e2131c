package dev.guards.guard.simple;

import dev.guards.config.grafana.Language;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.promql.Parsed;
import dev.guards.promql.SyntaxError;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Queries and rules for Prometheus that Prometheus refuses. */
public final class PromqlSyntax implements SimpleGuard {
    private static final Rule SYNTAX = Rule.error("promql-syntax", "Prometheus refuses the query: wrong syntax, unknown function or wrong types");
    private static final Rule RENAMED = Rule.info("promql-function-renamed", "a function has another name since Prometheus 3");
    private static final Rule METRICSQL = Rule.info("metricsql-extension", "the query is MetricsQL, which only VictoriaMetrics takes");

    /** A query that does not parse. */
    private record Refused(WrittenQuery query, SyntaxError error) {
    }

    @Override
    public String id() {
        return "promql-syntax";
    }

    @Override
    public String summary() {
        return "queries for Prometheus are PromQL";
    }

    @Override
    public List<Rule> rules() {
        return List.of(SYNTAX, RENAMED, METRICSQL);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        List<Refused> refused = new ArrayList<>();
        for (WrittenQuery query : WrittenQuery.all(repository)) {
            if (query.language() == Language.PROMQL) {
                Parsed parsed = query.promql(repository);
                if (!parsed.isValid() && !isForeign(query) && !query.isTemplate()) {
                    refused.add(new Refused(query, parsed.errors().get(0)));
                }
            }
        }
        if (!refused.isEmpty()) {
            report(repository, refused, findings);
        }
    }

    /** A query for the other datasource is reported as that, not as wrong syntax; a rule file may be Loki's. */
    private static boolean isForeign(WrittenQuery query) {
        return query.certain() ? !ForeignLanguage.of(query.dashboard()).isEmpty() : query.logql().ok();
    }

    /** Where some query calls a function of MetricsQL, or VictoriaMetrics runs, the others may be meant for it too. */
    private static void report(Repository repository, List<Refused> refused, Findings findings) {
        boolean victoria = MetricsQl.mayRun(repository);
        for (Refused one : refused) {
            victoria |= MetricsQl.isFunction(one.error());
        }
        for (Refused one : refused) {
            SyntaxError error = one.error();
            Span span = error.span();
            Finding finding;
            if (MetricsQl.isFunction(error) || victoria && MetricsQl.isAboutTypes(error)) {
                finding = findings.report(METRICSQL, span, "only VictoriaMetrics takes this: " + error.message())
                        .help("choose a VictoriaMetrics datasource, or write it in PromQL");
            } else if (MetricsQl.name(error).equals("holt_winters")) {
                finding = findings.report(RENAMED, span, "`holt_winters` is `double_exponential_smoothing` since Prometheus 3.0")
                        .help("rename it, and start Prometheus with `--enable-feature=promql-experimental-functions`")
                        .fix(Edit.proposed(span, "double_exponential_smoothing"));
            } else {
                finding = findings.report(SYNTAX, span, error.message()).help(error.help());
            }
            finding.subject(one.query().subject()).expression(one.query().expr().value());
        }
    }
}
