package dev.guards.config.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardsTest {
    private static Dashboard dashboard(String json) {
        List<Dashboard> found = Dashboards.read(node(json));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Node node(String json) {
        try {
            return JsonReader.read(new Source("d.json", json).whole(), problem -> { });
        } catch (ReadException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> exprs(Dashboard dashboard) {
        return Queries.of(dashboard, Datasources.UNKNOWN).stream().map(q -> q.language() + " " + q.expr()).toList();
    }

    @Test
    void panelsOfRowsAndCollapsedRowsAreFlat() {
        Dashboard rows = dashboard("""
                {"title": "Old", "rows": [{"title": "One", "repeat": "node", "panels": [{"type": "graph", "targets": [{"expr": "a"}]}]}]}""");
        assertThat(rows.format()).isEqualTo(Dashboard.Format.ROWS);
        assertThat(rows.panels()).extracting(Panel::row).containsExactly("One");
        assertThat(rows.panels().get(0).repeat()).hasToString("node");
        Dashboard classic = dashboard("""
                {"title": "New", "panels": [
                  {"type": "row", "title": "A", "collapsed": true, "repeat": "x", "panels": [{"type": "stat", "targets": [{"expr": "b"}]}]},
                  {"type": "row", "title": "B", "collapsed": false, "panels": []},
                  {"type": "stat", "title": "c", "targets": [{"expr": "c"}]}]}""");
        assertThat(classic.panels()).extracting(Panel::row).containsExactly("A", "A", "B", "B");
        assertThat(exprs(classic)).containsExactly("PROMQL b", "PROMQL c");
        assertThat(classic.panels().get(1).repeat()).hasToString("x");
    }

    @Test
    void envelopesAreOpened() {
        for (String json : List.of("{\"dashboard\": {\"title\": \"t\", \"uid\": \"u\", \"panels\": []}, \"meta\": {}}",
                "[{\"title\": \"t\", \"uid\": \"u\", \"panels\": []}]",
                "{\"apiVersion\": \"dashboard.grafana.app/v1beta1\", \"kind\": \"Dashboard\", \"metadata\": {\"name\": \"u\"}, \"spec\": {\"title\": \"t\", \"panels\": []}}",
                "{\"apiVersion\": \"dashboard.grafana.app/v2\", \"kind\": \"Dashboard\", \"metadata\": {\"name\": \"u\"}, \"spec\": {\"title\": \"t\", \"elements\": {}}}")) {
            assertThat(dashboard(json).uid()).as(json).hasToString("u");
            assertThat(dashboard(json).title()).hasToString("t");
        }
        for (String json : List.of("{\"name\": \"x\", \"version\": \"1\"}", "{\"panels\": []}", "[]", "[1]", "{\"rows\": [{\"a\": 1}]}",
                "{\"kind\": \"Dashboard\", \"spec\": {\"panels\": {}}}")) {
            assertThat(Dashboards.read(node(json))).as(json).isEmpty();
        }
    }

    @Test
    void secondSchemaHasElementsAndALayout() {
        Dashboard v2 = dashboard("""
                {"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "u"}, "spec": {"title": "t",
                 "variables": [{"kind": "QueryVariable", "spec": {"name": "job", "multi": true, "refresh": "onDashboardLoad", "query":
                   {"kind": "DataQuery", "group": "prometheus", "datasource": {"name": "p"}, "spec": {"query": "label_values(up, job)"}}}},
                  {"kind": "TextVariable", "spec": {"name": "q", "query": "x"}},
                  {"kind": "DatasourceVariable", "spec": {"name": "ds", "pluginId": "loki"}}],
                 "layout": {"kind": "RowsLayout", "spec": {"rows": [{"kind": "RowsLayoutRow", "spec": {"title": "R", "layout": {"kind": "GridLayout",
                   "spec": {"items": [{"spec": {"element": {"name": "a"}, "repeat": {"mode": "variable", "value": "job"}}}]}}}}]}},
                 "elements": {"a": {"kind": "Panel", "spec": {"id": 1, "title": "A", "vizConfig": {"kind": "VizConfig", "group": "stat"},
                   "data": {"spec": {"queries": [{"spec": {"refId": "A", "hidden": true, "query": {"kind": "DataQuery", "group": "loki",
                     "datasource": {"name": "${ds}"}, "spec": {"expr": "{a=\\"b\\"}"}}}}],
                     "transformations": [{"kind": "Transformation", "group": "limit", "spec": {"options": {}}}]}}}},
                  "old": {"kind": "Panel", "spec": {"vizConfig": {"kind": "timeseries"}, "data": {"spec": {"queries": [{"spec": {"refId": "A",
                    "query": {"kind": "prometheus", "spec": {"expr": "up"}}, "datasource": {"type": "prometheus", "uid": "x"}}}]}}}},
                  "lib": {"kind": "LibraryPanel", "spec": {"id": 3, "libraryPanel": {"uid": "l"}}}}}}""");
        assertThat(v2.format()).isEqualTo(Dashboard.Format.V2);
        assertThat(exprs(v2)).containsExactly("LOGQL {a=\"b\"}", "PROMQL up", "PROMQL up");
        Panel panel = v2.panels().get(0);
        assertThat(panel.row()).isEqualTo("R");
        assertThat(panel.repeat()).hasToString("job");
        assertThat(panel.type()).hasToString("stat");
        assertThat(panel.queries().get(0).hidden()).isTrue();
        assertThat(panel.transformations()).extracting(t -> t.id().value()).containsExactly("limit");
        assertThat(v2.panels().get(1).type()).hasToString("timeseries");
        assertThat(v2.panels().get(2).libraryResolved()).isFalse();
        assertThat(v2.variables()).extracting(Variable::kind).containsExactly(Variable.Kind.QUERY, Variable.Kind.TEXTBOX, Variable.Kind.DATASOURCE);
        assertThat(v2.variable("job").query()).isInstanceOf(VariableQuery.LabelValues.class);
    }

    @Test
    void libraryPanelsAreResolvedWhenTheyAreKnown() {
        String json = """
                {"title": "t", "panels": [{"id": 1, "title": "Own", "libraryPanel": {"uid": "l", "name": "Shared"}}],
                 "__elements": {"l": {"name": "Shared", "uid": "l", "kind": 1, "model": {"type": "stat", "title": "Shared", "targets": [{"refId": "A", "expr": "up"}]}}}}""";
        Panel panel = dashboard(json).panels().get(0);
        assertThat(panel.libraryResolved()).isTrue();
        assertThat(panel.title()).hasToString("Own");
        assertThat(panel.queries()).extracting(q -> q.expr().value()).containsExactly("up");
        assertThat(dashboard(json.replace("\"l\": {", "\"m\": {").replace("\"uid\": \"l\", \"kind\"", "\"uid\": \"m\", \"kind\"")).panels().get(0)
                .libraryResolved()).isFalse();
    }

    @Test
    void datasourcesOfQueriesGoBeforeThoseOfPanels() {
        Dashboard d = dashboard("""
                {"title": "t", "__inputs": [{"name": "DS_X", "type": "datasource", "pluginId": "prometheus"}],
                 "templating": {"list": [{"name": "ds", "type": "datasource", "query": "loki"}]}, "panels": [
                 {"datasource": {"uid": "-- Mixed --"}, "targets": [{"expr": "{a=\\"b\\"}", "datasource": {"uid": "$ds"}}, {"expr": "up", "datasource": "${DS_X}"}]},
                 {"datasource": {"type": "loki", "uid": "l"}, "targets": [{"expr": "{a=\\"b\\"}"}, {"expr": "up", "datasource": {"type": "prometheus", "uid": "p"}}]},
                 {"datasource": {"type": "cloudwatch", "uid": "c"}, "targets": [{"expr": "x"}]},
                 {"datasource": "-- Dashboard --", "targets": [{"expr": "x"}]},
                 {"targets": [{"expr": "$A", "datasource": {"type": "__expr__", "uid": "${DS_EXPRESSION}"}}]}]}""");
        assertThat(exprs(d)).containsExactly("LOGQL {a=\"b\"}", "PROMQL up", "LOGQL {a=\"b\"}", "PROMQL up", "OTHER x");
    }

    @Test
    void variableQueriesAreDividedAtTheLastComma() {
        assertThat(asked("label_values(label)")).isEqualTo("LabelValues null label");
        assertThat(asked(" label_values( up{a=~\"x,y\"} , job ) ")).isEqualTo("LabelValues up{a=~\"x,y\"} job");
        assertThat(asked("label_values({}, job)")).isEqualTo("LabelValues null job");
        assertThat(asked("label_names()")).isEqualTo("LabelNames null");
        assertThat(asked("metrics(node_.*)")).isEqualTo("Metrics node_.*");
        assertThat(asked("query_result(topk(5, up))")).isEqualTo("QueryResult topk(5, up)");
        assertThat(asked("up{job=\"x\"}")).isEqualTo("SeriesOf up{job=\"x\"}");
        assertThat(asked("label_values")).isEqualTo("SeriesOf label_values");
    }

    private static String asked(String query) {
        return words(VariableQueryReader.ofText(Text.of(query)));
    }

    private static String words(VariableQuery query) {
        if (query instanceof VariableQuery.LabelValues q) {
            return "LabelValues " + q.selector() + " " + q.label();
        }
        if (query instanceof VariableQuery.LabelNames q) {
            return "LabelNames " + q.match();
        }
        if (query instanceof VariableQuery.Metrics q) {
            return "Metrics " + q.regex();
        }
        if (query instanceof VariableQuery.QueryResult q) {
            return "QueryResult " + q.expr();
        }
        return query instanceof VariableQuery.SeriesOf q ? "SeriesOf " + q.selector() : "Other";
    }

    @Test
    void lokiFormsAreReadAsGrafanaReadsThem() throws IOException, ReadException {
        int checked = 0;
        for (String line : Files.readAllLines(Shared.path("facts/grafana-variables.jsonl"))) {
            Node row = JsonReader.read(Text.of(line), problem -> { });
            if (row.get("kind").string().equals("loki-variable-query")) {
                VariableQuery object = VariableQueryReader.read(row.get("output"), null,
                        DatasourceReference.of(node("{\"type\": \"loki\", \"uid\": \"l\"}")));
                assertThat(words(object)).isEqualTo(asked(row.get("input").string()));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(7);
    }

    @Test
    void corpusIsReadToTheEnd() throws IOException {
        int dashboards = 0;
        int panels = 0;
        int variables = 0;
        int queries = 0;
        List<String> without = new ArrayList<>();
        for (Path path : Shared.files("corpus/dashboards", ".json")) {
            String json = Files.readString(path);
            List<Dashboard> found = Dashboards.read(node(json));
            if (found.isEmpty()) {
                without.add(path.getFileName().toString());
            }
            for (Dashboard dashboard : found) {
                dashboards++;
                panels += dashboard.panels().size();
                variables += dashboard.variables().size();
                queries += Queries.of(dashboard, Datasources.UNKNOWN).size();
            }
        }
        assertThat(without).isEmpty();
        assertThat(dashboards).isEqualTo(310);
        assertThat(panels).isGreaterThan(6_000);
        assertThat(variables).isGreaterThan(1_000);
        assertThat(queries).isGreaterThan(8_000);
    }
}
