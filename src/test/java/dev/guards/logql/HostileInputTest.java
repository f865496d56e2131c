package dev.guards.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.guards.text.Text;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No text makes the reader hang, run out of memory or throw. */
class HostileInputTest {
    private static Parsed read(String query) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> LogQl.parse(Text.of(query), Options.GRAFANA));
    }

    @Test
    void deepNestingIsRead_orRefused() {
        String selector = "{a=\"b\"}";
        for (String query : List.of("(".repeat(10_000) + selector + ")".repeat(10_000), "(".repeat(10_000),
                "sum(".repeat(10_000) + "rate(" + selector + "[5m])" + ")".repeat(10_000),
                selector + " | " + "(".repeat(10_000) + "x=\"y\"" + ")".repeat(10_000),
                selector + " | x=\"y\"" + " or (x=\"y\"".repeat(5_000) + ")".repeat(5_000),
                "vector(1)" + " ^ vector(1)".repeat(5_000), "1" + " + 1".repeat(20_000))) {
            Parsed parsed = read(query);
            assertThat(parsed.ok() || !parsed.error().message().isEmpty()).isTrue();
        }
    }

    @Test
    void chainsOfOperatorsAreBounded() {
        assertThat(read("vector(1)" + " + vector(1)".repeat(900)).ok()).isTrue();
        assertThat(read("vector(1)" + " + vector(1)".repeat(5_000)).error().message()).contains("nests deeper");
        assertThat(read("sum(".repeat(5_000) + "vector(1)" + ")".repeat(5_000)).error().message()).contains("nests");
    }

    @Test
    void whatIsLongerThanLokiTakesIsRefused() {
        Parsed parsed = read("{a=\"" + "x".repeat(1_000_000) + "\"}");
        assertThat(parsed.error().message()).contains("longer than");
    }

    @Test
    void longListsAreRead() {
        assertThat(read("{a=\"b\"}" + " |= \"x\"".repeat(10_000)).ok()).isTrue();
        assertThat(read("{a=\"b\"} | x=\"1\"" + " or x=\"1\"".repeat(5_000)).expr()).isNotNull();
        assertThat(read("{a=\"b\"" + ", c=\"d\"".repeat(5_000) + "}").ok()).isTrue();
    }

    @Test
    void brokenTextIsRefused() {
        for (String query : List.of("", " ", "\u0000", "\ud83d", "\"", "`", "[", "${", "[[", "{a=\"\\", "{a=\"b\"} | line_format \"{{",
                "{a=\"b\"} |~ \"" + "(a*)*".repeat(500) + "(\"", "{a=~\"((((((((((a{1,100}){1,100}){1,100}){1,100}){1,100}))))))\"}", "#", "/*",
                "{a=\"b\"} | json x=\"" + "[".repeat(10_000) + "\"")) {
            assertThat(read(query).ok()).as(query.substring(0, Math.min(40, query.length()))).isFalse();
        }
    }

    @Test
    void charactersBeyondTheBasicPlaneKeepPlacesRight() {
        Parsed parsed = read("{a=\"\ud83d\ude00\"} | jsn");
        assertThat(parsed.error().start()).isEqualTo(14);
        assertThat(read("{a=\"\ud83d\ude00\", b=\"c\"}").ok()).isTrue();
    }
}
