package dev.guards.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guards.config.Documents;
import dev.guards.guard.Outcome;
import dev.guards.guard.Repository;
import dev.guards.guard.Run;
import dev.guards.guard.Severity;
import dev.guards.guard.Stack;
import dev.guards.guard.Stacks;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a small stack whose titles are hostile. */
class HtmlReportTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!--<script>";
    private static final Pattern DATA = Pattern.compile("<script type=\"application/json\" id=\"report\">(.*?)</script>", Pattern.DOTALL);

    private static String page;
    private static JsonNode data;

    @BeforeAll
    static void write(@TempDir Path root) throws IOException {
        page = page(root);
        Matcher matcher = DATA.matcher(page);
        assertThat(matcher.find()).isTrue();
        data = new ObjectMapper().readTree(matcher.group(1));
    }

    /** The page of a stack with an empty panel and one with data. */
    static String page(Path root) throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("docker-compose.yml"), """
                services:
                  node:
                    image: prom/node-exporter:v1.8.2
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    volumes:
                      - ./prometheus.yml:/etc/prometheus/prometheus.yml
                """);
        Files.writeString(root.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: node
                    static_configs:
                      - targets: [node:9100]
                """);
        Files.writeString(root.resolve("dashboard.json"), """
                {"title": "D HOSTILE", "uid": "d", "schemaVersion": 39, "panels": [
                  {"id": 1, "type": "timeseries", "title": "P HOSTILE \\ud800", "targets": [
                    {"refId": "A", "expr": "up{job=\\"node\\"}"}, {"refId": "B", "expr": "sum(rate(no_such_total{a=\\"HOSTILE\\"}[5m]))"}]},
                  {"id": 2, "type": "timeseries", "title": "Q", "targets": [{"refId": "A", "expr": "node_load1 > 0 or up"}]}]}
                """.replace("HOSTILE", HOSTILE));
        List<dev.guards.text.Problem> problems = new ArrayList<>();
        Documents documents = Documents.read(new Workspace(root, problems::add), problems::add);
        Repository repository = new Repository(documents, problems);
        Stacks stacks = new Stacks(repository);
        List<Stack> all = stacks.of("all");
        Outcome outcome = new Run(repository, Set.of(), Severity.ERROR).simple().semantic(all)
                .outcome(all.stream().map(Stack::coverage).toList(), stacks.notes(), false);
        StringBuilder out = new StringBuilder();
        new HtmlReport().write(outcome, out);
        return out.toString();
    }

    @Test
    void textsOfFilesCannotBecomeMarkup() {
        assertThat(page.split("<script", -1)).as("the data and the script, and no other").hasSize(3);
        assertThat(page.split("</script", -1)).hasSize(3);
        assertThat(page).doesNotContain("<!--", "\ud800");
        assertThat(data.at("/environments/0/dashboards/0/title").asText()).isEqualTo("D " + HOSTILE);
    }

    @Test
    void thePolicyNamesTheStyleAndTheScriptThatStandInThePage() throws Exception {
        assertThat(page).contains("default-src 'none'").doesNotContain("unsafe-inline", "http-equiv=\"refresh\"", " style=");
        assertThat(page).contains("style-src '" + hash(between("<style>", "</style>")) + "'",
                "script-src '" + hash(between("<script>", "</script>\n</body>")) + "'");
    }

    private static String between(String start, String end) {
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf(end, from));
    }

    private static String hash(String text) throws Exception {
        return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void panelsHaveTheVerdictOfTheirWorstQueryAndItsProof() {
        JsonNode panels = data.at("/environments/0/dashboards/0/panels");
        assertThat(panels).hasSize(2);
        assertThat(panels.at("/0/verdict").asText()).isEqualTo("empty");
        assertThat(panels.at("/1/verdict").asText()).isEqualTo("data");
        JsonNode empty = panels.at("/0/queries/1");
        assertThat(empty.get("expr").asText().substring(empty.get("from").asInt(), empty.get("to").asInt())).startsWith("no_such_total");
        assertThat(empty.get("because").asText()).contains("no_such_total");
        assertThat(panels.at("/0/findings")).isNotEmpty();
        JsonNode found = panels.at("/0/queries/0");
        assertThat(found.get("because").asText()).isEmpty();
        assertThat(found.at("/chain/0/place").asText()).startsWith("prometheus.yml:");
    }

    @Test
    void inventoryAndGraphHoldWhatQueriesAskFor() {
        JsonNode job = data.at("/environments/0/jobs/0");
        assertThat(job.get("name").asText()).isEqualTo("node");
        assertThat(job.get("metrics").findValuesAsText("name")).containsExactly("node_load1", "up");
        assertThat(data.at("/environments/0/graph")).hasSize(5);
        assertThat(data.at("/environments/0/edges").toString()).contains("[0,\"node\",\"node\"]", "[1,\"node\",\"node_exporter\"]",
                "[2,\"node_exporter\",\"node_load1\"]", "[3,\"node_load1\",\"D ");
    }

    @Test
    void withoutEnvironmentsOnlyFindingsAreShown() throws IOException {
        StringBuilder out = new StringBuilder();
        new HtmlReport().write(new Outcome(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false), out);
        assertThat(out).contains("\"environments\":[]").doesNotContain("data-tab=\"", "<select");
    }
}
