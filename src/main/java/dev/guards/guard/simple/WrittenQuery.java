package dev.guards.guard.simple;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.LanguageGuess;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.guard.Finding;
import dev.guards.guard.Repository;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.logql.Parsed;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A query as a dashboard or rule file holds it.
 *
 * @param certain   whether its language follows from where it stands; a rule file may be Prometheus' or Loki's
 * @param selector  whether only a selector may stand there
 * @param holes     whether Grafana fills in variables
 * @param dashboard the query of the dashboard; null for that of a rule
 */
record WrittenQuery(Text expr, Language language, boolean certain, boolean selector, boolean holes, Finding.Subject subject,
                    DashboardQuery dashboard) {
    /** Those of all dashboards, alert rules of Grafana, and rule files, in the order of the files of each. */
    static List<WrittenQuery> all(Repository repository) {
        List<WrittenQuery> all = new ArrayList<>();
        for (DashboardQuery query : repository.grafana().queries()) {
            String owner = query.variable() != null ? "$" + query.owner() : query.owner();
            all.add(new WrittenQuery(query.expr(), query.language(), query.certain(), query.usage() == DashboardQuery.Usage.MATCH,
                    true, new Finding.Subject(query.dashboardName(), owner, query.refId()), query));
        }
        for (Document document : repository.documents().all()) {
            if (document.kind() == Kind.PROMETHEUS_RULES) {
                rules(RuleFile.read(document.root()), document, all);
            }
        }
        return all;
    }

    private static void rules(RuleFile file, Document document, List<WrittenQuery> all) {
        for (RuleFile.Group group : file.groups()) {
            for (RuleFile.Rule rule : group.rules()) {
                if (rule.expr() != null && !rule.expr().value().isBlank()) {
                    Text name = rule.isRecording() ? rule.record() : rule.alert();
                    all.add(new WrittenQuery(rule.expr(), Language.PROMQL, false, false, false,
                            new Finding.Subject(document.name(), name == null ? "" : name.value(), ""), null));
                }
            }
        }
    }

    /** What PromQL makes of it. */
    dev.guards.promql.Parsed promql(Repository repository) {
        return repository.promql(expr, holes ? dev.guards.promql.Options.GRAFANA : dev.guards.promql.Options.PLAIN);
    }

    /** What LogQL makes of it. */
    Parsed logql() {
        Options options = holes ? Options.GRAFANA : Options.PLAIN;
        return selector ? LogQl.parseSelector(expr, options) : LogQl.parse(expr, options);
    }

    /** True when the text still has the placeholders of a template engine, which stand where a query has none. */
    boolean isTemplate() {
        String code = LanguageGuess.withoutStrings(expr.value());
        return code.contains("{{") || code.contains("<%") || code.contains("${{");
    }
}
