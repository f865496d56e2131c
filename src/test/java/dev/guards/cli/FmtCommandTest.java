package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formatting touches queries only, and only where nothing gets lost. */
class FmtCommandTest {
    @TempDir
    Path folder;

    private static String run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Main.run(List.of(words), new Terminal(new ByteArrayInputStream(new byte[0]), stream, stream, false));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsALogQueryOverSeveralLines() {
        String query = "sum(rate({namespace=\"production\", container=\"a-long-name\", cluster=\"$cluster\"} |= \"error\" | json [$__auto]))";
        assertThat(run("fmt", "--lang", "logql", query)).contains("sum(\n  rate(\n    {namespace=");
    }

    @Test
    void keepsWhatItWouldLose() {
        assertThat(run("fmt", "--lang", "logql", "{a=\"b\"} # why")).contains("would be lost");
        assertThat(run("fmt", "--lang", "logql", "{a=\"b\"} | size > 2.5KiB")).contains("would be lost");
        assertThat(run("fmt", "--lang", "logql", "{a=\"b\"} $op \"text\"")).contains("$op \"text\"");
        assertThat(run("fmt", "--lang", "logql", "$f(5, {a=\"b\"}[5m])")).contains("$f(5,{a=\"b\"}[5m])");
        assertThat(run("fmt", "--lang", "logql", "$f({a=\"b\"}, \"x\")")).isNotBlank();
    }

    @Test
    void rewritesTheQueriesOfADashboardAndNothingElse() throws IOException {
        String before = "{\"title\": \"x\",   \"panels\": [{\"type\": \"logs\", \"datasource\": {\"type\": \"loki\"}, \"targets\": [\n"
                + "{\"refId\": \"A\",  \"expr\": \"{app=\\\"a\\\",b=\\\"\\u00e9\\\"}|=\\\"x\\\"\"}, {\"expr\": \"{broken\"}]}]}\n";
        Path file = folder.resolve("dashboard.json");
        Files.writeString(file, before);
        assertThat(run("fmt", "--write", file.toString())).contains("1 query written");
        assertThat(Files.readString(file)).isEqualTo(before.replace("{app=\\\"a\\\",b=\\\"\\u00e9\\\"}|=\\\"x\\\"",
                "{app=\\\"a\\\", b=\\\"\u00e9\\\"} |= \\\"x\\\""));
        assertThat(run("fmt", "--write", file.toString())).contains("0 queries written");
    }
}
