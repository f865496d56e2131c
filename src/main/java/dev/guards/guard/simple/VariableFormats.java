package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.Variable;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.Expr;
import dev.guards.promql.Grouping;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.VectorSelector;
import dev.guards.template.Hole;
import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.List;
import java.util.Set;

/** How the values of variables are written into PromQL, and cut out of what a query returns. */
public final class VariableFormats implements SimpleGuard {
    private static final Rule FORMAT = Rule.warning("variable-format-wrong", "several values of a variable are written in a form that does not belong there");
    private static final Rule UNQUOTED = Rule.error("variable-unquoted", "the value of a variable stands in a matcher without quotes");
    private static final Rule REGEX = Rule.error("variable-regex-invalid", "Grafana cannot read the filter of a variable");

    /** Forms of several values that a pattern understands. */
    private static final Set<String> PATTERNS = Set.of("", "pipe", "regex");
    /** Forms of several values that a list of labels understands. */
    private static final Set<String> LISTS = Set.of("csv", "raw", "join");
    private static final Set<String> QUOTING = Set.of("doublequote", "singlequote", "sqlstring", "json");

    @Override
    public String id() {
        return "variable-formats";
    }

    @Override
    public String summary() {
        return "values of variables are written as PromQL reads them";
    }

    @Override
    public List<Rule> rules() {
        return List.of(FORMAT, UNQUOTED, REGEX);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (GrafanaFiles.Placed placed : repository.grafana().dashboards()) {
            for (Variable variable : placed.dashboard().variables()) {
                filter(placed.dashboard(), variable, findings);
            }
        }
        for (DashboardQuery query : repository.grafana().queries()) {
            boolean ours = query.language() == Language.PROMQL && query.dashboard() != null && query.expr().value().indexOf('$') >= 0;
            Parsed parsed = ours ? repository.promql(query.expr(), Options.GRAFANA) : null;
            if (parsed != null && parsed.isValid()) {
                for (Expr expr : parsed.expr().parts()) {
                    check(query, expr, findings);
                }
            }
        }
    }

    private static void filter(Dashboard dashboard, Variable variable, Findings findings) {
        Text regex = variable.kind() == Variable.Kind.QUERY ? variable.regex() : null;
        JavaScriptRegex.Flaw flaw = regex == null || Template.parse(regex).hasHoles() ? null : JavaScriptRegex.flaw(regex.value());
        if (flaw != null) {
            findings.report(REGEX, regex.span(flaw.start(), flaw.end()), "Grafana cannot read the filter of `" + variable.id() + "`: " + flaw.message())
                    .help(flaw.help()).subject(new Finding.Subject(dashboard.name(), "$" + variable.id(), ""));
        }
    }

    private static void check(DashboardQuery query, Expr expr, Findings findings) {
        if (expr instanceof VectorSelector selector) {
            for (LabelMatcher matcher : selector.matchers()) {
                matcher(query, matcher, findings);
            }
        } else if (expr instanceof Aggregate aggregate && aggregate.grouping() != null && aggregate.grouping().form() == Grouping.Form.LISTED) {
            labels(query, aggregate.grouping().labels(), findings);
        } else if (expr instanceof Binary binary && !binary.matching().bare()) {
            labels(query, binary.matching().labels(), findings);
            labels(query, binary.matching().include(), findings);
        }
    }

    private static void matcher(DashboardQuery query, LabelMatcher matcher, Findings findings) {
        if (!matcher.quoted() && matcher.value().isHole()) {
            unquoted(query, matcher.value().holes().get(0), findings);
            return;
        }
        for (Hole hole : matcher.op().isRegex() ? matcher.value().holes() : List.<Hole>of()) {
            String format = name(hole.format());
            if (!PATTERNS.contains(format) && !format.equals("text") && !format.equals("date") && isSeveral(query, hole)) {
                report(query, hole, "several values of `" + hole.name() + "` are written by `:" + format + "`, which a pattern does not understand",
                        "${" + hole.name() + "}", findings);
            }
        }
    }

    private static void labels(DashboardQuery query, List<Template> labels, Findings findings) {
        for (Template label : labels) {
            label(query, label, findings);
        }
    }

    private static void label(DashboardQuery query, Template label, Findings findings) {
        if (label.isHole() && !LISTS.contains(name(label.holes().get(0).format())) && isSeveral(query, label.holes().get(0))) {
            Hole hole = label.holes().get(0);
            report(query, hole, "several values of `" + hole.name() + "` are written as a pattern, `(a|b)`, and this is a list of labels",
                    "${" + hole.name() + ":csv}", findings);
        }
    }

    private static void report(DashboardQuery query, Hole hole, String message, String better, Findings findings) {
        Object key = List.of(FORMAT.id(), query.expr().source().path(), message);
        Finding finding = findings.again(key, hole.span());
        if (finding == null) {
            finding = findings.remember(key, findings.report(FORMAT, hole.span(), message)).help("write `" + better + "`").fix(Edit.proposed(hole.span(), better));
        }
        about(query, finding);
    }

    private static void about(DashboardQuery query, Finding finding) {
        String owner = query.variable() != null ? "$" + query.owner() : query.owner();
        finding.subject(new Finding.Subject(query.dashboardName(), owner, query.refId())).expression(query.expr().value());
    }

    private static String name(String format) {
        int colon = format.indexOf(':');
        return colon < 0 ? format : format.substring(0, colon);
    }

    /** Whether Grafana may write a list here: not where a panel is repeated for each value, nor where All stands for a text of its own. */
    private static boolean isSeveral(DashboardQuery query, Hole hole) {
        Variable variable = query.dashboard().variable(hole.name());
        boolean repeated = query.panel() != null && query.panel().repeat() != null && query.panel().repeat().value().equals(hole.name());
        return variable != null && !repeated && (variable.multi() || variable.includeAll() && variable.allValue() == null);
    }

    /** Values from Prometheus never bring quotes; a list that somebody wrote may. */
    private static void unquoted(DashboardQuery query, Hole hole, Findings findings) {
        Variable variable = query.dashboard().variable(hole.name());
        boolean bare = variable != null && !QUOTING.contains(name(hole.format())) && switch (variable.kind()) {
            case QUERY -> true;
            case CUSTOM, CONSTANT -> variable.text() != null && variable.text().value().indexOf('"') < 0 && variable.text().value().indexOf('\'') < 0;
            default -> false;
        };
        if (bare) {
            Object key = List.of(UNQUOTED.id(), query.expr().source().path(), hole.name());
            Finding finding = findings.again(key, hole.span());
            if (finding == null) {
                finding = findings.remember(key, findings.report(UNQUOTED, hole.span(), "Prometheus refuses the value of `" + hole.name() + "` without quotes"));
                finding.note(variable.place(), "the variable, whose values have none").help("write `\"" + hole.text() + "\"`");
                if (query.expr().source().path().endsWith(".json")) {
                    finding.fix(Edit.proposed(hole.span(), "\\\"" + hole.text() + "\\\""));
                }
            }
            about(query, finding);
        }
    }
}
