package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guards.report.BaselineReport;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a baseline knows again after the files have changed. */
class BaselineTest {
    private static final String MISSING = "rate(redis_commands_total[5m])";
    private static final String NO_LABEL = "up{pod=\"x\"}";

    @TempDir
    Path root;
    private SmallStack stack;
    private String baseline;

    @BeforeEach
    void write() throws IOException {
        stack = new SmallStack(root).dashboard("board", "The board", panel(3, "First", MISSING), panel(4, "Second", MISSING), panel(5, "Third", NO_LABEL));
        Outcome outcome = stack.check(null);
        assertThat(outcome.findings()).hasSize(2);
        StringBuilder out = new StringBuilder();
        new BaselineReport().write(outcome, out);
        baseline = out.toString();
    }

    private static String[] panel(int id, String title, String expression) {
        return new String[] {Integer.toString(id), title, expression};
    }

    private Outcome checked() throws IOException, ReadException {
        return stack.check(Baseline.read(new Source("baseline.json", baseline)));
    }

    @Test
    void theSameFilesHaveNothingNew() throws Exception {
        Outcome outcome = checked();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.suppressed()).extracting(Outcome.Suppressed::reason).containsOnly("in the baseline");
        assertThat(outcome.suppressed().get(0).place().line()).isGreaterThan(1);
    }

    @Test
    void movedLinesOtherBlanksAndEscapesAreNothingNew() throws Exception {
        stack.write("dashboards/board.json", """
                {

                  "title": "The board",
                  "uid": "board", "schemaVersion": 40, "panels": [{"id": 5, "type": "stat", "title": "Third", "targets": [{
                    "expr": "up{ pod = \\u0022x\\u0022 } ", "refId": "A"}]}, {
                    "id": 3, "type": "timeseries", "title": "First", "targets": [{"refId": "A",
                      "expr": "rate( redis_commands_total [5m] )"}]
                  }, {"id": 4, "type": "timeseries", "title": "Second", "targets": [{"refId": "A", "expr": "rate(redis_commands_total[5m])"}]}]
                }
                """);
        assertThat(checked().findings()).isEmpty();
    }

    @Test
    void aMendedOrNewPanelOfAKnownCauseIsNothingNew() throws Exception {
        stack.dashboard("board", "The board", panel(4, "Second", MISSING), panel(5, "Third", NO_LABEL));
        assertThat(checked().findings()).isEmpty();
        stack.dashboard("board", "The board", panel(9, "New", "max(" + MISSING + ")"), panel(4, "Second", MISSING), panel(5, "Third", NO_LABEL));
        assertThat(checked().findings()).isEmpty();
    }

    @Test
    void anotherCauseBesideAKnownOneIsNew() throws Exception {
        stack.dashboard("board", "The board", panel(3, "First", MISSING), panel(4, "Second", MISSING),
                panel(5, "Third", NO_LABEL + " + on() rate(pg_stat_database_deadlocks[5m])"));
        assertThat(SmallStack.shown(checked(), "")).containsExactly("metric-exporter-missing Third");
    }

    @Test
    void whatIsMendedIsStale() throws Exception {
        stack.dashboard("board", "The board", panel(3, "First", MISSING), panel(4, "Second", MISSING), panel(5, "Third", "up"));
        Outcome outcome = checked();
        assertThat(outcome.findings()).extracting(f -> f.rule().id()).containsExactly("baseline-stale");
        assertThat(outcome.findings().get(0).span().place()).startsWith("baseline.json:");
        assertThat(outcome.findings().get(0).message()).contains("is no longer found");
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> Baseline.read(new Source("b.json", baseline.replace("\"version\" : 1", "\"version\" : 7"))))
                .isInstanceOf(ReadException.class).hasMessageContaining("the baseline has version 7, this guards reads version 1");
        assertThatThrownBy(() -> Baseline.read(new Source("b.json", "{\"findings\": []}"))).isInstanceOf(ReadException.class)
                .hasMessageContaining("this is no baseline");
    }
}
