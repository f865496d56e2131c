package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
    private static final String STACK = "fixtures/dark-tower/docker";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String guards(int code, String... words) {
        out.reset();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8), false);
        assertThat(Main.run(List.of(words), terminal)).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(code);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysWhyAnExpressionIsEmptyAndWhatMayBeMeant() {
        assertThat(guards(Command.OK, "query", "sum by (x) (up{job=\"cadvisr\"})", STACK)).startsWith("""
                environment docker
                sum by (x) (up{job="cadvisr"})
                               ^^^^^^^^^^^^^
                verdict: empty: `job` of `up` is never `cadvisr`: it is""").contains("help: did you mean `cadvisor`?\n",
                "  note: infra/docker/prometheus/prometheus.yml:6:15: scrape job `prometheus`\n");
        assertThat(guards(Command.OK, "query", "up{jobs=\"x\"}", STACK)).contains("help: did you mean `job`?\n");
        assertThat(guards(Command.OK, "why", "container_memory_usage_byte", STACK)).contains("verdict: empty",
                "help: did you mean `container_memory_usage_bytes`?\n");
    }

    @Test
    void showsTheLineOfAQueryWithSeveral() {
        assertThat(guards(Command.OK, "why", "sum(\n  up{job=\"nope\"}\n)", STACK)).contains("\n  up{job=\"nope\"}\n     ^^^^^^^^^^\n");
    }

    @Test
    void holdsLogQueriesAgainstTheStreamsOfAStack() {
        assertThat(guards(Command.OK, "query", "--lang", "logql", "{namespace=\"x\"} |= \"y\"", STACK)).contains("verdict: empty",
                "selector {namespace=\"x\"}: empty");
        assertThat(guards(Command.FAILED, "query", "{app=\"x\"} |= \"y\"", STACK)).contains("help: this is LogQL: --lang logql");
    }

    @Test
    void aRefusedQueryComesWithItsRepair() throws java.io.IOException {
        String refusal = "rates(up[5m])\n^^^^^\nerror: unknown function with name \"rates\"\nhelp: did you mean `rate`?\n";
        assertThat(guards(Command.FAILED, "query", "rates(up[5m])", STACK)).isEqualTo(refusal);
        Path series = Files.writeString(directory.resolve("series.jsonl"), "{\"metric\":\"up\",\"labels\":{\"job\":\"a\"}}\n");
        assertThat(guards(Command.FAILED, "query", "rates(up[5m])", "--series", series.toString())).isEqualTo(refusal);
        assertThat(guards(Command.OK, "query", "up{jobs=\"a\"}", "--series", series.toString())).contains("help: did you mean `job`?\n");
    }
}
