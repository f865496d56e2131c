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

class FmtCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private int guards(String input, String... words) {
        Terminal terminal = new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false);
        return Main.run(List.of(words), terminal);
    }

    private String written(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, content);
        guards("", "fmt", "--write", file.toString());
        String once = Files.readString(file);
        guards("", "fmt", "--write", file.toString());
        assertThat(Files.readString(file)).as("formatting twice").isEqualTo(once);
        return once;
    }

    @Test
    void formatsAnArgumentOrStandardInput() {
        assertThat(guards("", "fmt", "sum(a)by(b)")).isZero();
        assertThat(guards("a+b\n", "fmt")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("sum by (b) (a)\na + b\n");
    }

    @Test
    void showsWhereAQueryIsWrong() {
        assertThat(guards("", "fmt", "a + rates(b[5m])")).isEqualTo(Command.FINDINGS);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                a + rates(b[5m])
                    ^^^^^
                error: unknown function with name "rates"
                help: did you mean `rate`?
                """);
    }

    @Test
    void rewritesQueriesOfADashboardAndNothingElse() throws IOException {
        String before = """
                {"title":  "x", "panels": [ {"targets": [
                   {"expr": "sum(rate(a{b=\\"$c\\"}[5m]))by(d)", "legendFormat":"a+b"},
                   {"expr": "sum(a)by(d $more)"},
                   {"expr": "a+b # why"}, {"expr": "a +"}
                ]} ] }
                """;
        assertThat(written("d.json", before))
                .isEqualTo(before.replace("sum(rate(a{b=\\\"$c\\\"}[5m]))by(d)", "sum by (d) (rate(a{b=\\\"$c\\\"}[5m]))"));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("a variable would get other neighbours", "a spelling) would be lost",
                "unexpected end of input");
    }

    @Test
    void rewritesQueriesOfRuleFiles() throws IOException {
        String name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        assertThat(written("r.yml", """
                groups:   # kept
                  - name: g
                    rules:
                      - alert: A
                        expr:   sum(a)by(b)>0   # kept too
                        for: 5m
                      - {record: "x:y", expr: 'a+b'}
                      - record: z
                        expr: |
                          %s/%s
                        labels: {a: b}
                """.formatted(name, name))).isEqualTo("""
                groups:   # kept
                  - name: g
                    rules:
                      - alert: A
                        expr:   sum by (b) (a) > 0   # kept too
                        for: 5m
                      - {record: "x:y", expr: 'a + b'}
                      - record: z
                        expr: |2-
                            %s
                          /
                            %s
                        labels: {a: b}
                """.formatted(name, name));
    }

    @Test
    void formatsLogQueries() {
        guards("", "fmt", "--lang", "logql", "sum(rate({namespace=\"production\", container=\"a-long-name\", cluster=\"$cluster\"} |= \"error\" | json [$__auto]))");
        guards("", "fmt", "--lang", "logql", "{a=\"b\"} # why");
        guards("", "fmt", "--lang", "logql", "{a=\"b\"} | size > 2.5KiB");
        guards("", "fmt", "--lang", "logql", "{a=\"b\"} $op \"text\"");
        guards("", "fmt", "--lang", "logql", "$f(5, {a=\"b\"}[5m])");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("sum(\n  rate(\n    {namespace=", "{a=\"b\"} # why", "2.5KiB", "$op \"text\"",
                "$f(5,{a=\"b\"}[5m])");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("would be lost");
    }

    @Test
    void rewritesLogQueriesOfADashboard() throws IOException {
        String before = "{\"title\": \"x\",   \"panels\": [{\"type\": \"logs\", \"datasource\": {\"type\": \"loki\"}, \"targets\": [\n"
                + "{\"refId\": \"A\",  \"expr\": \"{app=\\\"a\\\",b=\\\"\\u00e9\\\"}|=\\\"x\\\"\"}, {\"expr\": \"{broken\"}]}]}\n";
        assertThat(written("dashboard.json", before)).isEqualTo(before.replace("{app=\\\"a\\\",b=\\\"\\u00e9\\\"}|=\\\"x\\\"",
                "{app=\\\"a\\\", b=\\\"\u00e9\\\"} |= \\\"x\\\""));
    }

    private static final String LONG = "sum(rate(http_requests_total{code=~\"5..\"}[5m]))by(job)/"
            + "sum(rate(http_requests_total{job=\"api-server\"}[5m]))by(job)";
    @Test
    void aCommentBehindAQueryStaysAComment() throws IOException {
        String rules = "groups:\n  - name: g\n    rules:\n      - record: a:b\n        expr: " + LONG + "   # why\n        labels: {x: y}\n";
        assertThat(written("comment.yml", rules)).isEqualTo(rules.replace(LONG + "   # why", "|2-   # why\n"
                + "            sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m]))\n          /\n"
                + "            sum by (job) (rate(http_requests_total{job=\"api-server\"}[5m]))"));
    }

    @Test
    void lineBreaksOfTheFileStay() throws IOException {
        String rules = "groups:\r\n  - name: g\r\n    rules:\r\n      - record: a:b\r\n        expr: |\r\n          " + LONG
                + "\r\n        labels: {x: y}\r\n";
        String after = written("crlf.yml", rules);
        assertThat(after).contains("expr: |2-\r\n", "/\r\n", "\r\n        labels: {x: y}\r\n");
        assertThat(after.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void whatCannotBeWrittenInPlaceIsLeftAlone() throws IOException {
        String rules = """
                groups:
                  - name: g
                    rules:
                      - {alert: A, expr: "sum(up) by (job) == 0 and sum(rate(http_requests_total{code=~'5..',handler='/x/yyyyyyyyyyyyyyyyyyyy'}[5m])) > 0"}
                      - alert: B
                        expr: &up up==0
                      - alert: C
                        expr: *up
                      - alert: D
                        expr: up==1
                """;
        assertThat(written("left.yml", rules)).isEqualTo(rules.replace("up==1", "up == 1"));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("left.yml:4:27: it has an anchor, or stands between brackets");
    }
}
