package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelabelCommandTest {
    @TempDir
    Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... words) {
        List<String> all = new ArrayList<>(List.of("relabel"));
        all.addAll(List.of(words));
        return Main.run(all, new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false));
    }

    @Test
    void answersLineByLine() {
        int code = run("""
                {"id":"1","input":{"a":"x"},"relabel":[{"source_labels":["a"],"target_label":"b"}]}
                {"id":"2","input":{"a":"x"},"relabel":[{"source_labels":["a"],"regex":"x","action":"drop"}]}
                {"id":"3","input":{},"relabel":[{"regex":"("}]}
                """, "--jsonl");
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("""
                {"id":"1","output":{"a":"x","b":"x"}}
                {"id":"2","output":null}
                {"id":"3","error":"error parsing regexp""");
    }

    @Test
    void showsWhatEachRuleDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: api
                    relabel_configs:
                      - {source_labels: [__address__], regex: '([^:]+):.*', target_label: host}
                      - {action: labeldrop, regex: nothing}
                      - {source_labels: [host], regex: web, action: keep}
                """);
        assertThat(run("", file.toString(), "--job", "api", "__address__=db:80")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).replace(file.toString(), "p")).isEqualTo("""
                    {__address__=`db:80`}
                p:4:9: replace [__address__] regex=([^:]+):.* -> host
                    {__address__=`db:80`, host=`db`}
                p:5:9: labeldrop regex=nothing: changes nothing
                p:6:9: keep [host] regex=web: keeps only what matches `web`
                    dropped
                """);
    }
}
