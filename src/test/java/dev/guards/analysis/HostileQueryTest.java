package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.guards.logql.LogQl;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.text.Text;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No query makes the analysis hang or throw. */
class HostileQueryTest {
    private static Flow ask(String query) {
        Parsed parsed = PromQl.parse(Text.of(query), Options.PLAIN);
        assertThat(parsed.errors()).isEmpty();
        ListedSeries series = new ListedSeries().add("up", Map.of("a", "aaab"), Samples.FLOAT);
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Analysis.of(parsed.expr(), series, Domains.NONE)).root();
    }

    @Test
    void manyMatchers() {
        StringBuilder matchers = new StringBuilder("up{a=\"aaab\"");
        for (int i = 0; i < 50_000; i++) {
            matchers.append(",l").append(i).append("=\"\"");
        }
        assertThat(ask(matchers + "}").verdict()).isEqualTo(Verdict.DATA);
        assertThat(ask(matchers + ",l7=\"x\"}").verdict()).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void manySourcesOfLabelJoin() {
        Flow joined = ask("label_join(up, \"b\", \"-\"" + ", \"a\"".repeat(50_000) + ")");
        assertThat(joined.verdict()).isEqualTo(Verdict.DATA);
        assertThat(ask("label_join(up, \"b\", \"-\", \"a\", \"a\")").values("b").values()).containsExactly("aaab-aaab");
    }

    @Test
    void explosiveRegularExpressions() {
        assertThat(ask("up{a=~\"" + "(a|aa)*".repeat(50) + "b\"}").verdict()).isEqualTo(Verdict.DATA);
        assertThat(ask("up{a=~\"" + "(a|aa)*".repeat(50) + "c\"}").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(ask("up{a=~\".*a.{16}\",a!~\".*b.{16}\"}").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(ask("up{a=~\"" + "(".repeat(999) + "aaab" + ")".repeat(999) + "\"}").verdict()).isEqualTo(Verdict.DATA);
    }

    @Test
    void whatCannotBeFollowedIsNotKnown() {
        dev.guards.logql.Parsed parsed = LogQl.parse(Text.of("{a=\"b\"} | x=\"1\"" + " or x=\"1\"".repeat(5_000)), dev.guards.logql.Options.PLAIN);
        ListedLines lines = new ListedLines();
        lines.add(Map.of("a", "b"), Map.of("x", "1"), null);
        LogAnalysis analysis = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> LogAnalysis.of(parsed.expr(), lines, Domains.NONE));
        assertThat(analysis.verdict()).isNotEqualTo(Verdict.EMPTY);
    }
}
