package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Query;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.promql.Call;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.text.Node;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a panel asks for and does not need, or means and does not ask for. */
public final class PanelQueries implements SimpleGuard {
    private static final Rule DUPLICATE = Rule.info("panel-query-duplicate", "a panel asks for the same twice");
    private static final Rule OVERRIDE = Rule.info("override-field-unknown", "an override is for a series that the panel does not have");
    private static final Rule SORT = Rule.info("sort-in-range", "a query for a graph sorts its result, which the graph ignores");
    private static final Set<String> SORTS = Set.of("sort", "sort_desc", "sort_by_label", "sort_by_label_desc");

    @Override
    public String id() {
        return "panel-queries";
    }

    @Override
    public String summary() {
        return "each query and override of a panel has an effect";
    }

    @Override
    public List<Rule> rules() {
        return List.of(DUPLICATE, OVERRIDE, SORT);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (GrafanaFiles.Placed placed : repository.grafana().dashboards()) {
            for (Panel panel : placed.dashboard().panels()) {
                duplicates(placed.dashboard(), panel, findings);
                overrides(placed.dashboard(), panel, findings);
            }
        }
        for (DashboardQuery query : repository.grafana().queries()) {
            boolean graph = query.usage() == DashboardQuery.Usage.PANEL && query.language() == Language.PROMQL && query.panel() != null
                    && query.panel().isType("timeseries") && query.query().mode() == Query.Mode.RANGE;
            if (graph && query.expr().value().contains("sort")) {
                sorts(repository, query, findings);
            }
        }
    }

    private static void duplicates(Dashboard dashboard, Panel panel, Findings findings) {
        Map<List<Object>, Query> seen = new HashMap<>();
        for (Query query : panel.queries()) {
            if (query.expr() != null && !query.expr().value().isBlank() && !query.hidden() && !query.model().has("exemplar")) {
                List<Object> asked = List.of(query.expr().value().strip(), query.mode(), query.resultFormat(), String.valueOf(query.legend()),
                        String.valueOf(query.datasource().value()), query.model().get("interval").string(""));
                Query first = seen.putIfAbsent(asked, query);
                if (first != null) {
                    findings.report(DUPLICATE, query.expr().span(), "the panel asks for this twice").note(first.expr().span(), "the same query")
                            .help("remove one of the two").expression(query.expr().value()).subject(subject(dashboard, panel, query));
                }
            }
        }
    }

    private static Finding.Subject subject(Dashboard dashboard, Panel panel, Query query) {
        return new Finding.Subject(dashboard.name(), panel.name(), query == null || query.refId() == null ? "" : query.refId().value());
    }

    /** Only where each series is named by a legend without a label in it. */
    private static void overrides(Dashboard dashboard, Panel panel, Findings findings) {
        Set<String> names = names(panel);
        if (names.isEmpty()) {
            return;
        }
        Finding finding = null;
        for (Node override : panel.fieldConfig().get("overrides").items()) {
            Text wanted = override.at("matcher", "id").string("").equals("byName") ? override.at("matcher", "options").text() : null;
            if (wanted != null && !isName(wanted.value(), names)) {
                if (finding == null) {
                    String near = Suggest.nearest(wanted.value(), names);
                    finding = findings.report(OVERRIDE, wanted.span(), "no series of the panel is called `" + wanted + "`").subject(subject(dashboard, panel, null));
                    finding.help(near != null ? "did you mean `" + near + "`?" : "the series are called " + String.join(", ", names));
                } else {
                    finding.elsewhere(wanted.span());
                }
            }
        }
    }

    private static Set<String> names(Panel panel) {
        boolean plain = panel.isType("timeseries") && panel.transformations().isEmpty() && !panel.fieldConfig().at("defaults", "displayName").isPresent();
        Set<String> names = new TreeSet<>();
        for (Query query : plain ? panel.queries() : List.<Query>of()) {
            String legend = query.legend() == null || query.expr() == null ? "" : query.legend().value();
            if (legend.isBlank() || legend.equals("__auto") || legend.contains("{{") || legend.contains("$") || legend.contains("[[")) {
                return Set.of();
            }
            names.add(legend);
        }
        return names;
    }

    /** Grafana numbers series of the same name: {@code used 1}, {@code used 2}. */
    private static boolean isName(String wanted, Set<String> names) {
        int end = wanted.length();
        while (end > 0 && Character.isDigit(wanted.charAt(end - 1))) {
            end--;
        }
        boolean numbered = end < wanted.length() && end > 0 && wanted.charAt(end - 1) == ' ';
        return names.contains(wanted) || numbered && names.contains(wanted.substring(0, end - 1)) || wanted.equals("Time") || wanted.contains("$");
    }

    private static void sorts(Repository repository, DashboardQuery query, Findings findings) {
        Parsed parsed = repository.promql(query.expr(), Options.GRAFANA);
        boolean sorted = parsed.isValid() && parsed.expr().bare() instanceof Call call && call.function() != null && SORTS.contains(call.function().name());
        if (sorted) {
            String function = ((Call) parsed.expr().bare()).function().name();
            findings.report(SORT, parsed.expr().span(), "`" + function + "` has no effect on a graph, whose series stand in the order of their labels")
                    .help("sort in the legend of the panel, or ask for one moment with an instant query").expression(query.expr().value())
                    .subject(subject(query.dashboard(), query.panel(), query.query()));
        }
    }
}
