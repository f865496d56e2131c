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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --env all}: one dashboard for a Compose project and a cluster, which both run Prometheus alone. */
class MatrixTest {
    @TempDir
    Path root;

    @BeforeEach
    void twoEnvironments() throws IOException {
        String scrape = "scrape_configs: [{job_name: JOB, static_configs: [{targets: ['localhost:9090']}]}]\n";
        Files.writeString(root.resolve("docker-compose.yml"), "name: x\nservices: {prometheus: {image: 'prom/prometheus:v3.1.0',"
                + " volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']}}\n");
        Files.writeString(root.resolve("prometheus.yml"), scrape.replace("JOB", "here"));
        Files.writeString(root.resolve("cluster.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: conf, namespace: obs}
                data:
                  prometheus.yml: |
                    SCRAPE
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: prometheus, namespace: obs}
                spec:
                  template:
                    spec:
                      containers: [{name: prometheus, image: "prom/prometheus:v3.1.0", volumeMounts: [{name: c, mountPath: /etc/prometheus}]}]
                      volumes: [{name: c, configMap: {name: conf}}]
                """.replace("SCRAPE", scrape.replace("JOB", "there").strip()));
        Files.writeString(root.resolve("board.json"), """
                {"title": "Board", "schemaVersion": 39, "uid": "b", "panels": [
                  {"id": 1, "type": "stat", "title": "Here", "targets": [{"refId": "A", "expr": "up{job=\\"here\\"}"}, {"refId": "B", "expr": "nope{job=\\"here\\"}"}]},
                  {"id": 2, "type": "stat", "title": "Both", "targets": [{"refId": "A", "expr": "up"}]},
                  {"id": 3, "type": "stat", "title": "Cluster", "targets": [{"refId": "A", "expr": "kube_pod_info"}]}]}
                """);
    }

    private String check(String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("check", root.toString(), "--semantic"));
        arguments.addAll(List.of(options));
        Main.run(arguments, new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream()), false));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void consoleShowsPanelsByEnvironments() {
        assertThat(check("--env", "all")).contains("""
                Board (board.json) speaks kubernetes
                           docker   kubernetes
                  Here     data     empty
                  Both     data     data
                  Cluster  empty    empty
                """);
    }

    @Test
    void copiesOfPanelsAndDashboardsStayApart() throws IOException {
        String panel = "{\"type\": \"stat\", \"title\": \"Same\", \"targets\": [{\"refId\": \"A\", \"expr\": \"up\"}]}";
        String board = "{\"title\": \"Board\", \"schemaVersion\": 39, \"panels\": [" + panel + ", " + panel + "]}";
        Files.writeString(root.resolve("board.json"), board);
        Files.writeString(root.resolve("copy.json"), board);
        String rows = """
                        docker   kubernetes
                  Same  data     data
                  Same  data     data
                """;
        assertThat(check("--env", "all")).contains("Board (board.json) speaks no environment in particular\n" + rows, "Board (copy.json) speaks no environment in particular\n" + rows);
    }

    @Test
    void oneEnvironmentNeedsNoMatrix() {
        assertThat(check()).doesNotContain("speaks kubernetes\n");
        assertThat(check("--env", "docker")).doesNotContain("  Both  ");
    }

    @Test
    void reportsForProgramsAndPagesHaveIt() {
        assertThat(check("--env", "all", "--format", "json").replaceAll("\\s+", "")).contains(
                "{\"panel\":\"Here\",\"verdicts\":{\"docker\":\"data\",\"kubernetes\":\"empty\"}}");
        assertThat(check("--env", "all", "--format", "html")).contains("{\"title\":\"Here\",\"verdicts\":[\"data\",\"empty\"]}", "data-tab=\"matrix\"");
        assertThat(check("--env", "docker", "--format", "html")).contains("\"matrix\":[]").doesNotContain("data-tab=\"matrix\"");
        assertThat(check("--env", "all", "--format", "markdown")).contains("| panel | docker | kubernetes |\n| --- | --- | --- |\n| Here | data | empty |");
    }
}
