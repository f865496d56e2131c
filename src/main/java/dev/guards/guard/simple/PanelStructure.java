package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.Datasources;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Query;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.Severity;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of {@link DashboardStructure} that looks at panels. */
final class PanelStructure {
    static final Rule ID_DUPLICATE = Rule.error("panel-id-duplicate", "two panels share an id, so links and shared data lead to one of them only");
    static final Rule REFID_DUPLICATE = Rule.error("refid-duplicate", "two queries of a panel share a refId, so one result overwrites the other");
    static final Rule TITLE_MISSING = Rule.info("panel-title-missing", "a panel with queries has no title");
    static final Rule DESCRIPTION_MISSING = Rule.off("panel-description-missing", "a panel has no description");
    static final Rule UNIT_MISSING = Rule.off("panel-unit-missing", "a panel that shows numbers has no unit");
    static final Rule NO_QUERY = Rule.warning("panel-no-query", "a panel that draws data has no query");
    static final Rule QUERY_EMPTY = Rule.warning("query-empty", "the text of a query is empty");
    static final Rule REF_UNKNOWN = Rule.error("panel-ref-unknown", "an expression, transformation, alert or shared panel names a query or panel that is not there");
    static final Rule TYPE_DEPRECATED = Rule.info("panel-type-deprecated", "panels are of a type that Grafana 12 has no more");
    static final Rule OVERLAP = Rule.info("panel-overlap", "a panel reaches over the 24 columns of the grid");
    static final Rule LIBRARY_UNRESOLVED = Rule.warning("library-panel-unresolved", "a panel shows a library panel that the repository does not define, so its queries cannot be checked");
    static final Rule FORMAT_MISMATCH = Rule.info("query-format-mismatch", "a time series panel asks for one moment only");
    static final List<Rule> RULES = List.of(ID_DUPLICATE, REFID_DUPLICATE, TITLE_MISSING, DESCRIPTION_MISSING, UNIT_MISSING,
            NO_QUERY, QUERY_EMPTY, REF_UNKNOWN, TYPE_DEPRECATED, OVERLAP, LIBRARY_UNRESOLVED, FORMAT_MISMATCH);

    /** Panels of Grafana that show nothing without data; others, and plugins, may do without. */
    private static final Set<String> DRAWS_DATA = Set.of("timeseries", "graph", "stat", "singlestat", "gauge", "bargauge",
            "table", "table-old", "heatmap", "piechart", "barchart", "state-timeline", "status-history", "histogram", "logs",
            "traces", "flamegraph", "candlestick", "trend", "xychart", "nodeGraph");
    /** Panels that ignore their queries. */
    private static final Set<String> WITHOUT_DATA = Set.of("row", "text", "dashlist", "alertlist", "annolist", "news", "welcome",
            "gettingstarted", "pluginlist");
    private static final Set<String> ANGULAR = Set.of("graph", "singlestat", "table-old", "grafana-piechart-panel",
            "grafana-worldmap-panel", "natel-discrete-panel", "grafana-singlestat-panel");

    private final Dashboard dashboard;
    private final Datasources datasources;
    private final Findings findings;

    PanelStructure(Dashboard dashboard, Datasources datasources, Findings findings) {
        this.dashboard = dashboard;
        this.datasources = datasources;
        this.findings = findings;
    }

    void check() {
        Map<String, Panel> ids = new HashMap<>();
        Map<String, List<Panel>> deprecated = new HashMap<>();
        for (Panel panel : dashboard.panels()) {
            Panel first = panel.id() == null ? null : ids.putIfAbsent(panel.id().value(), panel);
            if (first != null) {
                report(ID_DUPLICATE, panel.id().span(), panel, "", "panel id `" + panel.id() + "` is also that of `"
                        + first.name() + "`").note(first.id().span(), "the other panel")
                        .help("give one of the two a free id; Grafana renumbers it when it loads the dashboard, and links by id break");
            }
            if (panel.type() != null && ANGULAR.contains(panel.type().value())) {
                deprecated.computeIfAbsent(panel.type().value(), type -> new ArrayList<>()).add(panel);
            }
            panel(panel);
        }
        deprecated.forEach((type, panels) -> {
            Finding finding = findings.report(TYPE_DEPRECATED, panels.get(0).type().span(), count(panels.size()) + " of type `" + type
                    + "`, which Grafana 12 has no more").help("open the dashboard in Grafana 10 or 11, which offer to migrate them");
            panels.forEach(panel -> finding.subject(new Finding.Subject(dashboard.name(), panel.name(), "")));
        });
    }

    private static String count(int panels) {
        return panels == 1 ? "1 panel is" : panels + " panels are";
    }

    private void panel(Panel panel) {
        if (!panel.libraryResolved()) {
            report(LIBRARY_UNRESOLVED, panel.library().span(), panel, "", "library panel `" + panel.library()
                    + "` is not defined in this repository").help("export the dashboard with its library panels, or add their definition");
            return;
        }
        boolean draws = panel.type() != null && DRAWS_DATA.contains(panel.type().value());
        if (panel.title() == null && !panel.queries().isEmpty() && draws) {
            report(TITLE_MISSING, place(panel), panel, "", "the panel has no title");
        }
        if (draws && panel.queries().isEmpty() && !panel.model().has("snapshotData")
                && panel.datasource().kind() != DatasourceReference.Kind.GRAFANA) {
            report(NO_QUERY, place(panel), panel, "", "the panel has no query, so it shows no data");
        }
        grid(panel);
        if (panel.type() == null || !WITHOUT_DATA.contains(panel.type().value())) {
            queries(panel);
            references(panel);
        }
    }

    private void grid(Panel panel) {
        Node grid = panel.node().get("gridPos");
        int right = number(grid.get("x")) + number(grid.get("w"));
        if (right > 24) {
            report(OVERLAP, grid.span(), panel, "", "the panel ends at column " + right + " of a grid of 24");
        }
    }

    private static int number(Node node) {
        String text = node.string("");
        return !text.isEmpty() && text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(text) : 0;
    }

    private void queries(Panel panel) {
        Map<String, Query> refIds = new HashMap<>();
        for (Query query : panel.queries()) {
            Query first = query.refId() == null ? null : refIds.putIfAbsent(query.refId().value(), query);
            if (first != null) {
                report(REFID_DUPLICATE, query.refId().span(), panel, query.refId().value(), "refId `" + query.refId()
                        + "` is also that of another query of this panel").note(first.refId().span(), "the other query")
                        .help("give the query a free letter");
            }
            String refId = query.refId() == null ? "" : query.refId().value();
            boolean asks = switch (query.datasource().kind()) {
                case DASHBOARD, EXPRESSION, GRAFANA, MIXED -> false;
                default -> Language.ofPlugin(datasources.pluginOf(query.datasource(), dashboard)) != Language.OTHER;
            };
            boolean empty = query.expr() == null || query.expr().value().isBlank();
            if (asks && empty && !query.hidden()) {
                report(QUERY_EMPTY, query.expr() == null ? firstCharacter(query.node()) : around(query.expr()), panel, refId,
                        "the query is empty").help("write it, or remove the query");
            }
            if (asks && !empty && panel.isType("timeseries") && query.mode() == Query.Mode.INSTANT && !query.hidden()) {
                report(FORMAT_MISMATCH, query.model().get("instant").span(), panel, refId,
                        "an instant query gives a time series panel a single point");
            }
        }
    }

    /** With the quotes, because nothing stands between them. */
    private static Span around(Text empty) {
        Span span = empty.span();
        boolean quoted = span.start() > 0 && span.end() < span.source().text().length() && span.source().text().charAt(span.end()) == '"';
        return quoted ? span.source().span(span.start() - 1, span.end() + 1) : span;
    }

    private static Span firstCharacter(Node node) {
        return node.span().source().span(node.span().start(), Math.min(node.span().start() + 1, node.span().end()));
    }

    private void references(Panel panel) {
        Set<String> refIds = refIds(panel);
        for (Query query : panel.queries()) {
            String own = query.refId() == null ? "" : query.refId().value();
            if (query.datasource().kind() == DatasourceReference.Kind.EXPRESSION) {
                for (Text ref : ExpressionReferences.of(query.model())) {
                    unknown(panel, own, ref, refIds, Severity.ERROR);
                }
            }
            Text source = query.datasource().kind() == DatasourceReference.Kind.DASHBOARD ? query.model().get("panelId").text() : null;
            if (source != null && dashboard.panel(source.value()) == null) {
                report(REF_UNKNOWN, source.span(), panel, own, "no panel of this dashboard has the id `" + source + "`");
            }
        }
        for (Panel.Transformation step : panel.transformations()) {
            Text ref = step.options().get("configRefId").text();
            if (ref != null) {
                unknown(panel, "", ref, refIds, Severity.ERROR);
            }
        }
        for (Node condition : panel.model().at("alert", "conditions").items()) {
            List<Text> parameters = condition.at("query", "params").texts();
            if (!parameters.isEmpty()) {
                unknown(panel, "", parameters.get(0), refIds, Severity.ERROR);
            }
        }
        for (Node override : panel.fieldConfig().get("overrides").items()) {
            Node matcher = override.get("matcher");
            if (matcher.get("id").string("").equals("byFrameRefID") && matcher.get("options").text() != null) {
                unknown(panel, "", matcher.get("options").text(), refIds, Severity.INFO);
            }
        }
    }

    /** Queries without one get the first free letter when Grafana loads the panel. */
    private static Set<String> refIds(Panel panel) {
        Set<String> refIds = new HashSet<>();
        int without = 0;
        for (Query query : panel.queries()) {
            if (query.refId() == null) {
                without++;
            } else {
                refIds.add(query.refId().value());
            }
        }
        for (char letter = 'A'; letter <= 'Z' && without > 0; letter++) {
            without -= refIds.add(String.valueOf(letter)) ? 1 : 0;
        }
        return refIds;
    }

    private void unknown(Panel panel, String own, Text ref, Set<String> refIds, Severity severity) {
        if (!ref.isEmpty() && !refIds.contains(ref.value()) && ref.value().indexOf('$') < 0) {
            String near = Suggest.nearest(ref.value(), refIds);
            report(REF_UNKNOWN, ref.span(), panel, own, "no query of this panel has the refId `" + ref + "`")
                    .help(near == null || near.isEmpty() ? "" : "did you mean `" + near + "`?").severity(severity);
        }
    }

    private static Span place(Panel panel) {
        if (panel.title() != null) {
            return panel.title().span();
        }
        return panel.type() != null ? panel.type().span() : firstCharacter(panel.node());
    }

    private Finding report(Rule rule, Span span, Panel panel, String refId, String message) {
        return findings.report(rule, span, message).subject(new Finding.Subject(dashboard.name(), panel.name(), refId));
    }
}
