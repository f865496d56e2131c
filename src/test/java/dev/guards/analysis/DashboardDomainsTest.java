package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.Dashboards;
import dev.guards.config.grafana.Datasources;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.regex.ValueSet;
import dev.guards.text.JsonReader;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardDomainsTest {
    private static final SeriesSource SERIES = new ListedSeries()
            .add("up", Map.of("job", "api", "instance", "api-1:80"), Samples.FLOAT)
            .add("up", Map.of("job", "api", "instance", "api-2:80"), Samples.FLOAT)
            .add("up", Map.of("job", "worker", "instance", "worker:81"), Samples.FLOAT)
            .add("http_requests_total", Map.of("job", "api", "instance", "api-1:80", "code", "200"), Samples.FLOAT);
    private static final DashboardDomains.Streams STREAMS = new DashboardDomains.Streams(List.of(stream("app", "api"),
            stream("app", "worker")), false);

    private static LogStream stream(String label, String value) {
        return new LogStream(Labels.exactly(Map.of(label, value, "host", "h")), Labels.NONE, LogStream.Format.UNKNOWN, Labels.any(),
                "promtail", "test", Certainty.CERTAIN, "", java.util.Set.of(), false, List.of());
    }

    /** Variables given as the inside of JSON objects. */
    private static DashboardDomains domains(String... variables) {
        String list = "{" + String.join("}, {", variables) + "}";
        return domains(dashboard(("{'title': 't', 'panels': [], 'templating': {'list': [" + list + "]}}").replace('\'', '"')));
    }

    private static DashboardDomains domains(Dashboard dashboard) {
        return new DashboardDomains(dashboard, Datasources.UNKNOWN, SERIES, STREAMS);
    }

    private static Dashboard dashboard(String json) {
        try {
            return Dashboards.read(JsonReader.read(new Source("d.json", json).whole(), problem -> { })).get(0);
        } catch (ReadException e) {
            throw new AssertionError(e);
        }
    }

    private static String prometheus(String name, String query, String more) {
        return "'name': '" + name + "', 'type': 'query', 'refresh': 1, 'datasource': {'type': 'prometheus', 'uid': 'p'}, 'query': '" + query + "'" + more;
    }

    private static String loki(String name, String query) {
        return "'name': '" + name + "', 'type': 'query', 'refresh': 1, 'datasource': {'type': 'loki', 'uid': 'l'}, 'query': '" + query + "'";
    }

    private static List<String> values(String... variables) {
        return domains(variables).of("x").values().values();
    }

    @Test
    void writtenValues() {
        assertThat(values("'name': 'x', 'type': 'custom', 'query': 'a, b\\\\,c , shown : d'")).containsExactly("a", "b,c", "d");
        assertThat(values("'name': 'x', 'type': 'custom', 'query': '[{\\\"text\\\": \\\"A\\\", \\\"value\\\": \\\"a\\\"}]'")).containsExactly("a");
        assertThat(values("'name': 'x', 'type': 'interval', 'query': '1m,5m'")).containsExactly("1m", "5m");
        assertThat(values("'name': 'x', 'type': 'constant', 'query': 'a,b'")).containsExactly("a,b");
        assertThat(values("'name': 'x', 'type': 'switch', 'enabledValue': 'on', 'disabledValue': 'off'")).containsExactly("off", "on");
    }

    @Test
    void whatTheUserChoosesIsNotKnown() {
        for (String variable : List.of("'name': 'x', 'type': 'textbox', 'query': 'a'", "'name': 'x', 'type': 'datasource', 'query': 'loki'",
                "'name': 'x', 'type': 'custom', 'query': 'a,$y'", "'name': 'x', 'type': 'constant', 'query': '${VAR_X}'",
                "'name': 'x', 'type': 'interval', 'query': '1m', 'auto': true", "'name': 'y', 'type': 'custom', 'query': 'a'",
                "'name': 'x', 'type': 'query', 'refresh': 1, 'datasource': 'unheard', 'query': 'label_values(up, job)'")) {
            assertThat(domains(variable).of("x").values().isAny()).as(variable).isTrue();
        }
    }

    @Test
    void aVariableMayNameTheLabelThatAnotherAsksFor() {
        String query = prometheus("x", "label_values(up, $l)", "");
        assertThat(values("'name': 'l', 'type': 'constant', 'query': 'job'", query)).containsExactly("api", "worker");
        assertThat(domains("'name': 'l', 'type': 'custom', 'query': 'job,instance'", query).of("x").values().isAny()).isTrue();
        assertThat(domains("'name': 'l', 'type': 'constant', 'query': 'team'", query).unfilled("x").message()).isEqualTo("no series of `up` has a label `team`");
    }

    @Test
    void aConstantThatImportAsksForStartsWithWhatIsProposed() {
        String json = """
                {"title": "t", "panels": [], "__inputs": [{"name": "VAR_L", "type": "constant", "value": "job"}],
                 "templating": {"list": [{"name": "l", "type": "constant", "query": "${VAR_L}"}]}}""";
        Domain domain = domains(dashboard(json)).of("l");
        assertThat(domain.initial()).isEqualTo("job");
        assertThat(domain.isListed()).isFalse();
    }

    @Test
    void allAndSeveral() {
        Domain all = domains("'name': 'x', 'type': 'custom', 'query': 'a,b', 'includeAll': true, 'allValue': '.*'").of("x");
        assertThat(all.several()).isTrue();
        assertThat(all.allValue()).isEqualTo(".*");
        Domain none = domains("'name': 'x', 'type': 'custom', 'query': 'a,b', 'multi': true, 'allValue': '.*'").of("x");
        assertThat(none.several()).isTrue();
        assertThat(none.allValue()).isNull();
        assertThat(domains("'name': 'x', 'type': 'custom', 'query': 'a', 'includeAll': true, 'allValue': '$y'").of("x").isListed()).isFalse();
    }

    @Test
    void valuesOfALabel() {
        assertThat(values(prometheus("x", "label_values(up, job)", ""))).containsExactly("api", "worker");
        assertThat(values(prometheus("x", "label_values(job)", ""))).containsExactly("api", "worker");
        assertThat(values(prometheus("x", "label_values(up{instance=~\\\"api.*\\\"}, job)", ""))).containsExactly("api");
        assertThat(values(prometheus("x", "metrics(^http)", ""))).containsExactly("http_requests_total");
        assertThat(values(prometheus("x", "label_values(up, job)", ", 'regex': '/^a(.*)$/'"))).containsExactly("pi");
        assertThat(values(prometheus("x", "label_values(up, job)", ", 'regex': 'work'"))).isEmpty();
        assertThat(values(prometheus("x", "label_values(up, job)", ", 'regex': '/WORK/i'"))).containsExactly("worker");
        assertThat(values(prometheus("x", "label_values(up, instance)", ", 'regex': '/(?<text>.*):(?<value>.*)/'"))).containsExactly("80", "81");
    }

    @Test
    void chainsGoInTheOrderOfTheirDependence() {
        String x = prometheus("x", "label_values(up{job=~\\\"$job\\\"}, instance)", "");
        assertThat(values(x, prometheus("job", "label_values(http_requests_total, job)", ", 'multi': true"))).containsExactly("api-1:80", "api-2:80");
        assertThat(domains(x, prometheus("job", "label_values(up{instance=\\\"$x\\\"}, job)", "")).of("x").values().isEmpty()).isFalse();
    }

    @Test
    void unfilledVariablesShareTheCauseOfTheFirst() {
        DashboardDomains broken = domains(prometheus("pod", "label_values(up, pod)", ""),
                prometheus("container", "label_values(up{pod=\\\"$pod\\\"}, container)", ""),
                prometheus("code", "label_values(nope, code)", ""), prometheus("job", "label_values(up, job)", ", 'regex': '/x/'"));
        assertThat(broken.unfilled()).extracting(u -> u.variable().id() + " " + u.kind()).containsExactly("pod LABEL", "code SERIES", "job REGEX");
        assertThat(broken.of("container").values().isEmpty()).isTrue();
        assertThat(broken.unfilledIn(dev.guards.text.Text.of("up{container=\"$container\"}"))).singleElement()
                .satisfies(reason -> assertThat(reason.variable().id()).isEqualTo("pod"));
        assertThat(broken.unfilledIn(dev.guards.text.Text.of("up{a=\"$other\"}"))).isEmpty();
    }

    @Test
    void savedValuesOfAVariableThatIsNeverAsked() {
        DashboardDomains domains = domains(prometheus("x", "label_values(nope, job)", ", 'options': [{'value': '$__all'}, {'value': 'a'}]")
                .replace("'refresh': 1", "'refresh': 0"));
        assertThat(domains.of("x").values().values()).containsExactly("a");
        assertThat(domains.of("x").values().isExact()).isFalse();
        assertThat(domains.unfilled()).isEmpty();
    }

    @Test
    void savedAndAskedValuesOfAVariableThatIsNeverRefreshed() {
        String saved = prometheus("x", "label_values(up, job)", ", 'options': [{'value': 'a'}]").replace("'refresh': 1", "'refresh': 0");
        assertThat(values(saved)).containsExactly("a", "api", "worker");
    }

    @Test
    void optionsOfTheFileKeepAVariableFilled() {
        DashboardDomains domains = domains(prometheus("x", "label_values(nope, job)", ", 'staticOptions': [{'text': 'A', 'value': 'a'}]"));
        assertThat(domains.of("x").values().values()).containsExactly("a");
        assertThat(domains.unfilled()).isEmpty();
    }

    @Test
    void aTextBoxHoldsWhatWasSavedUntilSomebodyTypes() {
        assertThat(domains("'name': 'x', 'type': 'textbox', 'query': 'a'").of("x").initial()).isEqualTo("a");
        assertThat(domains("'name': 'x', 'type': 'textbox', 'query': 'a', 'current': {'value': 'b'}").of("x").initial()).isEqualTo("b");
        assertThat(domains("'name': 'x', 'type': 'textbox', 'current': {'value': ''}").of("x").initial()).isEmpty();
        assertThat(domains("'name': 'x', 'type': 'textbox', 'query': '$y'").of("x").initial()).isNull();
        assertThat(domains("'name': 'x', 'type': 'custom', 'query': '$y'").of("x").initial()).isNull();
    }

    @Test
    void valuesKnowWhatTheyAreReadFromUntilAFilterChangesThem() {
        assertThat(domains(prometheus("x", "label_values(up, job)", "")).of("x").origin().rows()).hasSize(3);
        assertThat(domains(prometheus("x", "label_values(instance)", "")).of("x").origin().label()).isEqualTo("instance");
        assertThat(domains(prometheus("x", "label_values(up, job)", ", 'regex': '/(.*)/'")).of("x").origin()).isNotNull();
        assertThat(domains(prometheus("x", "label_values(up, job)", ", 'regex': '/a(.*)/'")).of("x").origin()).isNull();
        assertThat(domains(loki("x", "label_values(app)")).of("x").origin().streams()).hasSize(2);
    }

    @Test
    void whatIsNotKnownHasAReason() {
        assertThat(domains("'name': 'x', 'type': 'textbox', 'query': 'a'").of("x").because()).isEqualTo("is typed in by hand");
        assertThat(domains(prometheus("x", "query_result(up)", "")).of("x").because())
                .isEqualTo("takes its values from what `up` yields when it is asked");
        assertThat(domains(prometheus("x", "label_values(up, $y)", "")).of("x").because()).isEqualTo("asks for a label that a variable names");
    }

    @Test
    void aFilterWithFlagGTakesEveryMatch() {
        assertThat(values(prometheus("x", "label_values(up, instance)", ", 'regex': '/([0-9])/g'"))).containsExactly("0", "1", "2", "8");
        assertThat(values(prometheus("x", "label_values(up, instance)", ", 'regex': '/(?<host>[a-z]+).*(?<text>[0-9])$/'"))).containsExactly("0", "1");
    }

    @Test
    void valuesOfStreamLabels() {
        assertThat(values(loki("x", "label_values(app)"))).containsExactly("api", "worker");
        assertThat(values(loki("x", "label_values({app=~\\\"a.*\\\"}, app)"))).containsExactly("api");
        assertThat(values(loki("x", "label_values({app=\\\"$y\\\"}, app)"), "'name': 'y', 'type': 'custom', 'query': 'worker'")).containsExactly("worker");
        assertThat(domains(loki("x", "label_values(job)")).unfilled()).extracting(Unfilled::message)
                .containsExactly("no log stream has a label `job`; they have `app`, `host`");
        assertThat(domains(loki("x", "label_values({app=\\\"nope\\\"}, host)")).unfilled()).extracting(Unfilled::kind)
                .containsExactly(Unfilled.Kind.SERIES);
    }

    @Test
    void filtersThatCannotBeReadLetAnythingThrough() {
        ValueSet values = ValueSet.of("a", "b");
        assertThat(VariableRegex.apply(dev.guards.text.Text.of("/(/"), values).isAny()).isTrue();
        assertThat(VariableRegex.apply(dev.guards.text.Text.of("/$x/"), values).isAny()).isTrue();
        assertThat(VariableRegex.apply(dev.guards.text.Text.of("/a/"), ValueSet.regular("[ab]+", "ab")).contains("ab")).isTrue();
        assertThat(VariableRegex.apply(dev.guards.text.Text.of("/x/"), ValueSet.regular("[ab]+", "ab")).isEmpty()).isTrue();
    }
}
