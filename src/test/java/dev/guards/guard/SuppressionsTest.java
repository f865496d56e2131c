package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What suppressions of each form cover, over findings of the semantic tier; the page of the guard has the simple ones. */
class SuppressionsTest {
    private static final String MISSING = "rate(redis_commands_total[5m])";

    @TempDir
    Path root;
    private SmallStack stack;

    @BeforeEach
    void twoPanelsOfOneCause() throws IOException {
        stack = new SmallStack(root).dashboard("board", "The board", new String[] {"3", "First", MISSING}, new String[] {"4", "Second", MISSING});
    }

    private Outcome ignoring(String entry) throws IOException {
        return stack.write("guards.yaml", "ignore:\n  - {rule: metric-exporter-missing, reason: the exporter comes next week, " + entry + "}\n").check(null);
    }

    @Test
    void oneCauseIsOneFinding() throws IOException {
        assertThat(SmallStack.shown(stack.check(null), "metric")).containsExactly("metric-exporter-missing First Second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard: board", "dashboard: The board", "path: dashboards/*.json", "query: A", "dashboard: board, query: A"})
    void anEntryCoversAllThatItsPartsFit(String entry) throws IOException {
        Outcome outcome = ignoring(entry);
        assertThat(outcome.findings()).isEmpty();
        assertThat(SmallStack.accepted(outcome)).containsExactly("metric-exporter-missing First Second");
        assertThat(outcome.suppressed().get(0).reason()).isEqualTo("the exporter comes next week");
    }

    @ParameterizedTest
    @ValueSource(strings = {"panel: 3", "panel: First", "dashboard: board, panel: 3", "dashboard: board, panel: First, query: A"})
    void acceptedForOnePanelItStaysForTheOther(String entry) throws IOException {
        Outcome outcome = ignoring(entry);
        assertThat(SmallStack.shown(outcome, "")).containsExactly("metric-exporter-missing Second");
        assertThat(outcome.findings().get(0).span().line()).isEqualTo(5);
        assertThat(SmallStack.accepted(outcome)).containsExactly("metric-exporter-missing First");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard: other", "panel: 5", "query: B", "dashboard: other, panel: 3", "path: infra/**"})
    void anEntryThatFitsNothingIsUnused(String entry) throws IOException {
        Outcome outcome = ignoring(entry);
        assertThat(SmallStack.shown(outcome, "metric")).containsExactly("metric-exporter-missing First Second");
        assertThat(SmallStack.shown(outcome, "suppression")).containsExactly("suppression-unused");
    }

    @Test
    void aMisspeltRuleIsMet() throws IOException {
        Finding finding = stack.write("guards.yaml", "ignore:\n  - {rule: metric-exporter-mising, reason: the exporter comes next week}\n")
                .check(null).findings().stream().filter(f -> f.rule().id().equals("suppression-unattached")).findFirst().orElseThrow();
        assertThat(finding.help()).isEqualTo("did you mean `metric-exporter-missing`?");
    }

    @Test
    void aDescriptionCoversItsPanel() throws IOException {
        stack.dashboard("board", "The board", new String[] {"3", "First", MISSING},
                new String[] {"4", "Second", MISSING, "By route.\\nguards: ignore metric-exporter-missing -- the exporter comes next week"});
        Outcome outcome = stack.check(null);
        assertThat(SmallStack.shown(outcome, "")).containsExactly("metric-exporter-missing First");
        assertThat(SmallStack.accepted(outcome)).containsExactly("metric-exporter-missing Second");
    }

    @Test
    void aCommentInAQueryCoversTheQuery() throws IOException {
        stack.dashboard("board", "The board", new String[] {"3", "First", MISSING + "\n# guards: ignore metric-exporter-missing -- the exporter comes next week"});
        assertThat(SmallStack.accepted(stack.check(null))).containsExactly("metric-exporter-missing First");
    }

    @Test
    void aCommentInARuleCoversTheRuleThatItStandsIn() throws IOException {
        stack.dashboard("board", "The board", new String[] {"3", "First", "up"}).write("rules.yml", """
                groups:
                  - name: g
                    rules:
                      - record: a:b
                        expr: |
                          rate(redis_commands_total[5m])
                          # guards: ignore metric-exporter-missing -- the exporter comes next week
                      - record: a:c
                        expr: rate(redis_commands_total[1m])
                """);
        Outcome outcome = stack.check(null);
        assertThat(SmallStack.shown(outcome, "metric")).containsExactly("metric-exporter-missing a:c");
        assertThat(SmallStack.shown(outcome, "suppression")).isEmpty();
        assertThat(SmallStack.accepted(outcome)).contains("metric-exporter-missing a:b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"until tomorrow", "until 2026-02-31", "until"})
    void aDayThatIsNoneEndsTheSuppression(String until) throws IOException {
        stack.dashboard("board", "The board", new String[] {"3", "First", MISSING, "guards: ignore metric-exporter-missing " + until + " -- the exporter comes next week"});
        Outcome outcome = stack.check(null);
        assertThat(SmallStack.shown(outcome, "")).containsExactlyInAnyOrder("metric-exporter-missing First", "suppression-expired");
        assertThat(outcome.findings()).filteredOn(f -> f.rule().id().equals("suppression-expired")).first()
                .satisfies(f -> assertThat(f.message()).contains("is no day"));
    }
}
