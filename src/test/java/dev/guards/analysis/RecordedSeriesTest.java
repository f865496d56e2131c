package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.prometheus.RuleFile;
import dev.guards.promql.PromQl;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedSeriesTest {
    private static final String RULES = """
            groups:
              - name: g
                labels: {team: infra}
                rules:
                  - {record: "job:up:sum", expr: "sum by (job) (up)"}
                  - {record: "job:up:double", expr: "job:up:sum * 2", labels: {kind: double}}
                  - {record: "job:nope:sum", expr: "sum by (job) (nope)"}
                  - {record: "circle:a", expr: "circle:b"}
                  - {record: "circle:b", expr: "circle:a or up"}
                  - {alert: Down, expr: "up == 0", for: 5m, labels: {severity: page, host: "{{ $labels.instance }}"}}
                  - {alert: Never, expr: "nope > 1"}
            """;

    private static Analysis ask(String query) throws ReadException {
        ListedSeries base = new ListedSeries().add("up", Map.of("job", "api", "instance", "a"), Samples.FLOAT);
        RuleFile rules = RuleFile.read(YamlReader.read(new Source("rules.yml", RULES).whole(), p -> { }));
        RecordedSeries series = new RecordedSeries(base, List.of(rules), Analysis.Engine.DEFAULT);
        return Analysis.of(PromQl.parse(Text.of(query)).expr(), series, Domains.NONE);
    }

    @Test
    void rulesMakeSeriesOfRules() throws ReadException {
        Flow flow = ask("job:up:double").root();
        assertThat(flow.verdict()).isEqualTo(Verdict.DATA);
        assertThat(flow.guaranteed()).containsExactly("__name__", "job", "kind", "team");
        assertThat(flow.values("kind").single()).isEqualTo("double");
        assertThat(ask("job:up:sum{instance=\"a\"}").verdict()).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void aRuleWithoutResultRecordsNothing() throws ReadException {
        Selection selection = ask("job:nope:sum").selections().get(0);
        assertThat(selection.verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(selection.cause().message()).isEqualTo("the rule that records `job:nope:sum` never has a result");
        assertThat(((Cause.MetricMissing) selection.cause()).missing().evidence()).hasSize(2);
    }

    @Test
    void ofCirclesNothingIsKnown() throws ReadException {
        assertThat(ask("circle:a").verdict()).isEqualTo(Verdict.DATA);
        assertThat(ask("circle:a{x=\"y\"}").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void alertsAreSeries() throws ReadException {
        Flow flow = ask("ALERTS{severity=\"page\"}").root();
        assertThat(flow.values("alertname").single()).isEqualTo("Down");
        assertThat(flow.guaranteed()).contains("alertstate", "instance", "severity");
        assertThat(flow.possible()).containsExactly("host");
        assertThat(ask("ALERTS{alertname=\"Never\"}").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(ask("ALERTS_FOR_STATE{alertstate=\"firing\"}").verdict()).isEqualTo(Verdict.EMPTY);
    }
}
