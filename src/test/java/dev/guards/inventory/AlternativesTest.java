package dev.guards.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.Environments;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose files that define one service differently, and services of a swarm. */
class AlternativesTest {
    @TempDir
    Path root;

    @BeforeEach
    void server() throws IOException {
        file("docker-compose.yml", "services: {web: {image: acme/web:1}, prometheus: {image: prom/prometheus:v3.1.0,"
                + " volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']}}\n");
        file("prometheus.yml", "scrape_configs: [{job_name: a, static_configs: [{targets: ['web:9100']}]}]\n");
    }

    private void file(String path, String content) throws IOException {
        Files.writeString(root.resolve(path), content);
    }

    private StackInventory inventory() throws IOException {
        return StackInventory.of(Environments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0), Catalog.builtIn());
    }

    @Test
    void aTargetMayBeWhatAnotherFileMakesOfItsService() throws IOException {
        file("docker-compose.node.yml", "services: {web: {image: 'prom/node-exporter:v1.8.0'}}\n");
        List<Series> found = inventory().series("node_load1");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).condition()).isEqualTo("only with docker-compose.node.yml");
    }

    @Test
    void aVariantThatRunsTheSameIsNoOther() throws IOException {
        file("docker-compose.ports.yml", "services: {web: {ports: ['8080:8080']}}\n");
        assertThat(inventory().jobs().get(0).targets()).hasSize(1);
    }

    @Test
    void tasksOfTheStackAreTargets() throws IOException {
        file("docker-compose.yml", """
                services:
                  node: {image: 'prom/node-exporter:v1.8.0', deploy: {mode: global, labels: {prometheus-job: node}}}
                  prometheus: {image: 'prom/prometheus:v3.1.0', configs: [{source: p, target: /etc/prometheus/prometheus.yml}], deploy: {placement: {}}}
                configs: {p: {file: ./prometheus.yml}}
                """);
        file("prometheus.yml", """
                scrape_configs:
                - job_name: tasks
                  dockerswarm_sd_configs: [{host: unix:///var/run/docker.sock, role: tasks, port: 9100}]
                  relabel_configs:
                  - {source_labels: [__meta_dockerswarm_task_desired_state], regex: running, action: keep}
                  - {source_labels: [__meta_dockerswarm_service_label_prometheus_job], regex: .+, action: keep}
                  - {source_labels: [__meta_dockerswarm_service_label_prometheus_job], target_label: job}
                - job_name: nodes
                  dockerswarm_sd_configs: [{host: unix:///var/run/docker.sock, role: nodes, port: 9323}]
                """);
        List<Series> found = inventory().series("node_load1").stream().filter(s -> s.condition().isEmpty()).toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).labels().get("job").single()).isEqualTo("node");
        assertThat(inventory().series("up").stream().filter(s -> s.condition().isEmpty())).extracting(s -> s.labels().get("job").single())
                .contains("nodes", "node");
        assertThat(inventory().jobs()).allMatch(Job::open);
    }

    @Test
    void aServiceThatEachAlternativeRunsIsThere() throws IOException {
        Files.delete(root.resolve("docker-compose.yml"));
        String server = "prometheus: {image: 'prom/prometheus:v3.1.0', volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']}";
        file("small.yml", "services: {web: {image: 'prom/node-exporter:v1.8.0'}, " + server + "}\n");
        file("large.yml", "services: {web: {image: 'prom/node-exporter:v1.8.0'}, db: {image: postgres}, " + server + "}\n");
        file("debug.yml", "services: {web: {command: [--log.level=debug]}}\n");
        assertThat(inventory().series("node_load1")).extracting(Series::condition).containsExactly("");
        file("large.yml", "services: {web: {image: 'prom/node-exporter:v1.7.0'}, " + server + "}\n");
        assertThat(inventory().series("node_load1")).extracting(Series::condition).doesNotContain("");
    }
}
