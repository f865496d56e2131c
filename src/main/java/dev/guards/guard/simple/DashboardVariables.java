package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.Datasources;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Variable;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.Severity;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variables of dashboards: that those in use are defined, and used as Grafana fills them in. */
public final class DashboardVariables implements SimpleGuard {
    static final Rule UNDEFINED = Rule.error("variable-undefined", "a query uses a variable that the dashboard does not define");
    static final Rule UNKNOWN_MACRO = Rule.error("unknown-grafana-macro", "a query uses a `$__` variable that Grafana does not have");
    static final Rule WRONG_MACRO = Rule.warning("macro-wrong-datasource", "a query uses a `$__` variable that its datasource does not replace");
    static final Rule MULTI_EQUALS = Rule.error("variable-multi-equals", "a variable that may hold several values, or All, stands under `=` or `!=`");
    static final Rule UNUSED = Rule.info("variable-unused", "a variable is defined and never used");
    static final Rule DUPLICATE = Rule.error("variable-duplicate", "two variables of a dashboard share a name");
    static final Rule CYCLE = Rule.error("variable-cycle", "variables ask for each other's values, so none gets one");
    static final Rule ALL_LITERAL = Rule.error("variable-allvalue-literal", "the custom value of All is the internal word `$__all`");
    static final Rule REFRESH_NEVER = Rule.warning("variable-refresh-never", "the values of a query variable are never asked for and none are saved");
    static final Rule DATASOURCE_HARDCODED = Rule.warning("variable-datasource-hardcoded", "a variable is bound to one datasource while the panels follow the datasource variable");
    static final Rule LEGACY_SYNTAX = Rule.info("legacy-variable-syntax", "a query writes a variable as `[[x]]`");

    @Override
    public String id() {
        return "dashboard-variables";
    }

    @Override
    public String summary() {
        return "variables of dashboards are defined, and used as Grafana fills them in";
    }

    @Override
    public List<Rule> rules() {
        return List.of(UNDEFINED, UNKNOWN_MACRO, WRONG_MACRO, MULTI_EQUALS, UNUSED, DUPLICATE, CYCLE, ALL_LITERAL, REFRESH_NEVER,
                DATASOURCE_HARDCODED, LEGACY_SYNTAX);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        Map<Dashboard, List<DashboardQuery>> queries = new java.util.IdentityHashMap<>();
        for (DashboardQuery query : repository.grafana().queries()) {
            if (query.dashboard() != null) {
                queries.computeIfAbsent(query.dashboard(), d -> new ArrayList<>()).add(query);
            }
        }
        Datasources datasources = repository.grafana().datasources();
        for (GrafanaFiles.Placed placed : repository.grafana().dashboards()) {
            Dashboard dashboard = placed.dashboard();
            new VariableUses(dashboard, queries.getOrDefault(dashboard, List.of()), findings).check();
            definitions(dashboard, findings);
            cycles(dashboard, findings);
            unused(dashboard, findings);
            hardcoded(dashboard, datasources, findings);
        }
    }

    private static void definitions(Dashboard dashboard, Findings findings) {
        Map<String, Variable> names = new HashMap<>();
        for (Variable variable : dashboard.variables()) {
            Variable first = variable.name() == null ? null : names.putIfAbsent(variable.id(), variable);
            if (first != null) {
                about(dashboard, variable, findings.report(DUPLICATE, variable.place(), "variable `" + variable.id()
                        + "` is defined twice")).note(first.place(), "the other definition").help("rename or remove one of the two");
            }
            if (variable.includeAll() && variable.allValue() != null && variable.allValue().value().equals(Variable.ALL)) {
                about(dashboard, variable, findings.report(ALL_LITERAL, variable.allValue().span(),
                        "All of `" + variable.id() + "` stands for the text `$__all`, which is no value of a label"))
                        .help("remove `allValue`, or use `.*`");
            }
            boolean dead = variable.kind() == Variable.Kind.QUERY && variable.refresh() == Variable.Refresh.NEVER
                    && variable.options().isEmpty() && dashboard.format() != Dashboard.Format.V2;
            if (dead) {
                Span place = variable.node().has("refresh") ? variable.node().get("refresh").span() : variable.place();
                about(dashboard, variable, findings.report(REFRESH_NEVER, place, "the values of `" + variable.id()
                        + "` are never asked for, and none are saved in the file"))
                        .help("set `\"refresh\": 1` to ask when the dashboard is opened, or 2 whenever the time range changes")
                        .severity(isSelected(variable) ? Severity.INFO : Severity.WARNING);
            }
        }
    }

    private static boolean isSelected(Variable variable) {
        for (Text value : variable.current()) {
            if (!value.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void cycles(Dashboard dashboard, Findings findings) {
        VariableReferences references = new VariableReferences(dashboard);
        for (List<Variable> cycle : references.cycles()) {
            StringBuilder names = new StringBuilder();
            for (Variable variable : cycle) {
                names.append('`').append(variable.id()).append("` → ");
            }
            Finding finding = findings.report(CYCLE, cycle.get(0).place(), "variables ask for each other's values: "
                    + names + "`" + cycle.get(0).id() + "`").help("let one of them ask without the others");
            cycle.forEach(variable -> about(dashboard, variable, finding));
        }
    }

    private static void unused(Dashboard dashboard, Findings findings) {
        for (Panel panel : dashboard.panels()) {
            if (!panel.libraryResolved()) {
                return;
            }
        }
        Set<String> used = new VariableReferences(dashboard).used();
        for (Variable variable : dashboard.variables()) {
            boolean silent = switch (variable.kind()) {
                case ADHOC, GROUPBY, SYSTEM, SNAPSHOT, OTHER -> true;
                default -> variable.name() == null || used.contains(variable.id());
            };
            if (!silent) {
                about(dashboard, variable, findings.report(UNUSED, variable.place(), "variable `" + variable.id() + "` is never used"));
            }
        }
    }

    /** Only when panels of the same kind of datasource let the user choose it. */
    private static void hardcoded(Dashboard dashboard, Datasources datasources, Findings findings) {
        for (Variable variable : dashboard.variables()) {
            boolean bound = variable.kind() == Variable.Kind.QUERY && (variable.datasource().kind() == DatasourceReference.Kind.UID
                    || variable.datasource().kind() == DatasourceReference.Kind.NAME);
            Variable choice = bound ? choice(dashboard, datasources.pluginOf(variable.datasource(), dashboard)) : null;
            if (choice != null) {
                about(dashboard, variable, findings.report(DATASOURCE_HARDCODED, variable.datasource().span(), "`" + variable.id()
                        + "` always asks `" + variable.datasource().value() + "`, whatever `$" + choice.id() + "` is set to"))
                        .note(choice.place(), "the datasource that the panels follow").help("use `${" + choice.id() + "}`");
            }
        }
    }

    private static Variable choice(Dashboard dashboard, String plugin) {
        for (Variable variable : dashboard.variables()) {
            boolean chooses = variable.kind() == Variable.Kind.DATASOURCE && variable.text() != null && !plugin.isEmpty()
                    && variable.text().value().equals(plugin);
            if (chooses) {
                for (Panel panel : dashboard.panels()) {
                    if (panel.queries().stream().anyMatch(q -> q.datasource().variable().equals(variable.id()))) {
                        return variable;
                    }
                }
            }
        }
        return null;
    }

    private static Finding about(Dashboard dashboard, Variable variable, Finding finding) {
        return finding.subject(new Finding.Subject(dashboard.name(), "$" + variable.id(), ""));
    }
}
