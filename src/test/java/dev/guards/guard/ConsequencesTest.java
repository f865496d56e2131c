package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from an empty query is part of the finding about that query. */
class ConsequencesTest {
    @TempDir
    Path root;
    private SmallStack stack;

    @BeforeEach
    void anAlertAndARecordOfAnOldName() throws IOException {
        stack = new SmallStack(root).write("rules.yml", """
                groups:
                  - name: node
                    rules:
                      - {record: "node:cpu:rate5m", expr: "sum by (instance) (rate(node_cpu[5m]))"}
                      - {record: "node:cpu:double", expr: "node:cpu:rate5m * 2"}
                      - {alert: CpuHigh, expr: "node:cpu:double > 8", for: 5m}
                """).dashboard("board", "Board", new String[] {"1", "Cpu", "node:cpu:double"});
    }

    @Test
    void oneCauseIsOneFindingThroughAllRules() throws IOException {
        Outcome outcome = stack.check(null);
        assertThat(outcome.findings()).extracting(f -> f.rule().id()).containsExactly("metric-renamed");
        Finding cause = outcome.findings().get(0);
        assertThat(cause.subjects()).extracting(Finding.Subject::panel).containsExactlyInAnyOrder("node:cpu:rate5m", "node:cpu:double", "CpuHigh", "Cpu");
        assertThat(cause.notes()).extracting(Finding.Note::message).contains("so `node:cpu:rate5m` is never stored", "so alert `CpuHigh` can never fire");
    }

    @Test
    void aCauseThatIsOffStandsForNothing() throws IOException {
        Outcome outcome = stack.write("guards.yaml", "severity: {metric-renamed: off}\n").check(null);
        assertThat(outcome.findings()).extracting(f -> f.rule().id()).containsExactly("record-never-stored");
        assertThat(outcome.findings().get(0).subjects()).extracting(Finding.Subject::panel).contains("node:cpu:double", "CpuHigh", "Cpu");
    }

    @Test
    void aVariableOfTheSameJobIsAnotherPlaceOfTheCause() throws IOException {
        stack.write("rules.yml", "groups: []\n").write("dashboards/board.json", """
                {"uid": "board", "title": "Board", "schemaVersion": 39,
                 "templating": {"list": [{"type": "query", "name": "host", "refresh": 1, "datasource": {"type": "prometheus", "uid": "p"}, "query": "label_values(node_load1{job=\\"nodes\\"}, instance)"}]},
                 "panels": [{"id": 1, "type": "timeseries", "title": "Load", "targets": [{"refId": "A", "expr": "node_load1{job=\\"nodes\\"}"}]},
                  {"id": 2, "type": "timeseries", "title": "Of a host", "targets": [{"refId": "A", "expr": "node_load5{instance=\\"$host\\"}"}]}]}
                """);
        Outcome outcome = stack.check(null);
        assertThat(outcome.findings()).extracting(f -> f.rule().id()).containsExactly("job-unknown");
        assertThat(outcome.findings().get(0).subjects()).extracting(Finding.Subject::panel).containsExactlyInAnyOrder("Load", "$host", "Of a host");
    }
}
