package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Variable;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.template.Hole;
import dev.guards.template.Macro;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of {@link DashboardVariables} that looks at the queries: each undefined name is reported once a dashboard. */
final class VariableUses {
    /** Built-in variables that Prometheus or Loki queries use, for suggestions. */
    private static final Set<String> MACROS = Set.of("__interval", "__interval_ms", "__rate_interval", "__rate_interval_ms",
            "__range", "__range_s", "__range_ms", "__auto", "__from", "__to");
    private static final Set<String> ONLY_PROMETHEUS = Set.of("__rate_interval", "__rate_interval_ms");
    private static final Set<String> NEITHER = Set.of("timeFilter", "__timeFilter", "__searchFilter");
    /** LogQL stages behind which {@code != "text"} is a line filter. */
    private static final Set<String> STAGES = Set.of("json", "logfmt", "unpack", "decolorize");

    private final Dashboard dashboard;
    private final List<DashboardQuery> queries;
    private final Findings findings;
    private final Map<String, Finding> reported = new HashMap<>();
    private final Map<String, List<Edit.Replacement>> repairs = new LinkedHashMap<>();

    VariableUses(Dashboard dashboard, List<DashboardQuery> queries, Findings findings) {
        this.dashboard = dashboard;
        this.queries = queries;
        this.findings = findings;
    }

    void check() {
        for (DashboardQuery query : queries) {
            if (query.language() != Language.OTHER) {
                query(query);
            }
        }
        for (Panel panel : dashboard.panels()) {
            if (panel.repeat() != null && dashboard.variable(panel.repeat().value()) == null) {
                undefined(panel.repeat().value(), panel.repeat().span(), panel.name(), "",
                        "the panel is repeated for `" + panel.repeat() + "`, which is not a variable of the dashboard");
            }
            for (dev.guards.config.grafana.Query query : panel.queries()) {
                datasource(query.datasource(), panel.name());
            }
        }
        for (Variable variable : dashboard.variables()) {
            datasource(variable.datasource(), "$" + variable.id());
        }
        repairs.forEach((name, replacements) -> reported.get(name).fix(new Edit(replacements, !name.startsWith("_"))));
    }

    /** Placeholders of exports ({@code ${DS_X}}) are the business of the datasources' guard. */
    private void datasource(DatasourceReference datasource, String owner) {
        String name = datasource.variable();
        boolean placeholder = name.startsWith("DS_") || dashboard.input(name) != null;
        if (datasource.kind() == DatasourceReference.Kind.VARIABLE && !placeholder && isWord(name) && dashboard.variable(name) == null) {
            undefined(name, datasource.value().span(), owner, "", "datasource `" + datasource.value()
                    + "` is not a variable of the dashboard");
        }
    }

    private static boolean isWord(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isLetterOrDigit(name.charAt(i)) && name.charAt(i) != '_') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private void query(DashboardQuery query) {
        Template template = Template.parse(query.expr());
        String expr = query.expr().value();
        for (Hole hole : template.holes()) {
            Variable variable = dashboard.variable(hole.name());
            int start = indexIn(query.expr(), hole);
            if (variable != null) {
                defined(query, hole, variable, start);
            } else if (hole.macro() != null) {
                macro(query, hole, hole.macro());
            } else if (!isOther(hole, expr, start) && dashboard.input(hole.name()) == null) {
                missing(query, hole);
            }
        }
    }

    /** Capture groups of label_replace and variables of Go templates look the same and are left alone by Grafana. */
    private static boolean isOther(Hole hole, String expr, int start) {
        int open = expr.lastIndexOf("{{", start);
        boolean goTemplate = open >= 0 && expr.indexOf("}}", open) > start;
        return hole.isCaptureGroup() || goTemplate || expr.contains("(?P<" + hole.name() + ">") || expr.contains("(?<" + hole.name() + ">");
    }

    private static int indexIn(Text expr, Hole hole) {
        int from = 0;
        String written = hole.text().value();
        int target = hole.text().span().start();
        for (int at = expr.value().indexOf(written, from); at >= 0; at = expr.value().indexOf(written, at + 1)) {
            if (expr.offset(at) == target) {
                return at;
            }
        }
        return expr.value().indexOf(written);
    }

    private void defined(DashboardQuery query, Hole hole, Variable variable, int start) {
        if (hole.syntax() == Hole.Syntax.BRACKETS) {
            legacy(query, hole);
        }
        Text operator = variable.mayBeSeveral() && !isRepeatedFor(query.panel(), hole.name())
                ? equalsBefore(query, start, start + hole.text().length()) : null;
        if (operator != null && !isSingleFormat(hole.format())) {
            multiEquals(query, hole, variable, operator);
        }
    }

    private void legacy(DashboardQuery query, Hole hole) {
        String key = "[[" + hole.name();
        String braces = "${" + hole.name() + (hole.format().isEmpty() ? "" : ":" + hole.format()) + "}";
        if (!reported.containsKey(key)) {
            reported.put(key, report(DashboardVariables.LEGACY_SYNTAX, hole.span(), query, "`" + hole.text()
                    + "` is the syntax of Grafana 4").help("write `" + braces + "`"));
        }
        reported.get(key).subject(subject(query));
        repairs.computeIfAbsent(key, k -> new ArrayList<>()).add(new Edit.Replacement(hole.span(), braces));
    }

    /** One finding a variable, at its first use; the repair covers all of them. */
    private void multiEquals(DashboardQuery query, Hole hole, Variable variable, Text operator) {
        String key = "=" + hole.name();
        String better = operator.value().equals("=") ? "=~" : "!~";
        if (!reported.containsKey(key)) {
            Finding finding = report(DashboardVariables.MULTI_EQUALS, operator.span().to(hole.span()), query, "`" + hole.name()
                    + "` may hold " + (variable.multi() ? "several values" : "All") + ", which `" + operator + "` compares as one text");
            reported.put(key, finding.note(variable.place(), variable.multi() ? "the variable is `multi`"
                    : "the variable has `includeAll`").help("use `" + better + "`"));
        }
        reported.get(key).subject(subject(query));
        if (operator.isVerbatim()) {
            repairs.computeIfAbsent(key, k -> new ArrayList<>()).add(new Edit.Replacement(operator.span(), better));
        }
    }

    private static boolean isRepeatedFor(Panel panel, String variable) {
        return panel != null && panel.repeat() != null && panel.repeat().value().equals(variable);
    }

    /** Formats that are made for one text: names of several dashboards, times. */
    private static boolean isSingleFormat(String format) {
        return format.startsWith("date") || format.equals("text");
    }

    /** The {@code =} or {@code !=} whose whole string the hole is; null when it stands elsewhere. */
    private static Text equalsBefore(DashboardQuery query, int start, int end) {
        String expr = query.expr().value();
        if (start == 0 || end >= expr.length() || "\"'`".indexOf(expr.charAt(start - 1)) < 0 || expr.charAt(end) != expr.charAt(start - 1)) {
            return null;
        }
        int at = start - 2;
        while (at >= 0 && Character.isWhitespace(expr.charAt(at))) {
            at--;
        }
        if (at < 1 || expr.charAt(at) != '=') {
            return null;
        }
        boolean negated = expr.charAt(at - 1) == '!';
        int operator = negated ? at - 1 : at;
        int name = operator - 1;
        while (name >= 0 && Character.isWhitespace(expr.charAt(name))) {
            name--;
        }
        int nameStart = name;
        while (nameStart >= 0 && (Character.isLetterOrDigit(expr.charAt(nameStart)) || expr.charAt(nameStart) == '_')) {
            nameStart--;
        }
        boolean filter = negated && query.language() == Language.LOGQL && STAGES.contains(expr.substring(nameStart + 1, name + 1));
        return nameStart == name || filter ? null : query.expr().slice(operator, at + 1);
    }

    private void macro(DashboardQuery query, Hole hole, Macro macro) {
        boolean loki = query.language() == Language.LOGQL;
        boolean unreplaced = NEITHER.contains(macro.name()) && query.usage() != DashboardQuery.Usage.MATCH
                || loki && ONLY_PROMETHEUS.contains(macro.name()) || !loki && macro.name().equals("__auto");
        if (unreplaced && query.certain()) {
            String instead = macro.name().equals("__auto") ? "$__rate_interval" : loki ? "$__auto" : "";
            Finding finding = report(DashboardVariables.WRONG_MACRO, hole.span(), query, "`" + hole.text() + "` is not replaced in a "
                    + (loki ? "Loki" : "Prometheus") + " query");
            if (!instead.isEmpty() && macro.kind() == Macro.Kind.DURATION) {
                finding.help("use `" + instead + "`").fix(Edit.proposed(hole.span(), instead));
            }
        }
    }

    private void missing(DashboardQuery query, Hole hole) {
        if (hole.name().startsWith("__")) {
            String near = Suggest.nearest(hole.name(), MACROS);
            if (!reported.containsKey(hole.name())) {
                Finding finding = report(DashboardVariables.UNKNOWN_MACRO, hole.span(), query, "Grafana has no variable `" + hole.text() + "`");
                finding.help(near == null ? "" : "did you mean `$" + near + "`?");
                reported.put(hole.name(), finding);
            }
            reported.get(hole.name()).subject(subject(query));
            if (near != null) {
                String written = hole.syntax() == Hole.Syntax.DOLLAR ? "$" + near : "${" + near + "}";
                repairs.computeIfAbsent(hole.name(), n -> new ArrayList<>()).add(new Edit.Replacement(hole.span(), written));
            }
        } else {
            undefined(hole.name(), hole.span(), owner(query), query.refId(), "variable `" + hole.text() + "` is not defined in this dashboard");
        }
    }

    private void undefined(String name, Span span, String owner, String refId, String message) {
        Finding finding = reported.get(name);
        if (finding == null) {
            List<String> names = new ArrayList<>();
            dashboard.variables().forEach(variable -> names.add(variable.id()));
            String near = Suggest.nearest(name, names);
            finding = findings.report(DashboardVariables.UNDEFINED, span, message)
                    .help(near != null ? "did you mean `$" + near + "`?" : "define it, or write a value in its place");
            reported.put(name, finding);
        }
        finding.subject(new Finding.Subject(dashboard.name(), owner, refId));
    }

    private Finding report(Rule rule, Span span, DashboardQuery query, String message) {
        return findings.report(rule, span, message).subject(subject(query)).expression(query.expr().value());
    }

    private Finding.Subject subject(DashboardQuery query) {
        return new Finding.Subject(dashboard.name(), owner(query), query.refId());
    }

    private static String owner(DashboardQuery query) {
        return query.variable() != null ? "$" + query.owner() : query.owner();
    }
}
