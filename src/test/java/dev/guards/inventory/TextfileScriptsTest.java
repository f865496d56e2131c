package dev.guards.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.source.SourceMetrics;
import dev.guards.config.Documents;
import dev.guards.environment.Environments;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that writes for the textfile collector, in several places; and programs that are mounted or built elsewhere. */
class TextfileScriptsTest {
    private static final String SERVER = "prometheus: {image: 'prom/prometheus:v3.1.0', volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']}";
    private static final String COLLECTOR = "command: ['--collector.textfile.directory=/textfile']";

    @TempDir
    Path root;

    @BeforeEach
    void files() throws IOException {
        file("prometheus.yml", "scrape_configs: [{job_name: node, static_configs: [{targets: ['node:9100']}]}]\n");
        file("scripts/meta.sh", "#!/bin/sh\necho \"node_meta{node_id=\\\"$ID\\\"} 1\" > /textfile/meta.prom\n");
    }

    private void file(String path, String content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
    }

    private List<String> conditions(String services, String metric) throws IOException {
        file("docker-compose.yml", "name: x\nservices:\n  " + SERVER + "\n  " + services + "\nvolumes: {text: {}}\n");
        Workspace workspace = new Workspace(root, p -> { });
        Catalog catalog = Catalog.builtIn().withSources(SourceMetrics.lazily(workspace, p -> { }), Map.of());
        return StackInventory.of(Environments.detect(Documents.read(workspace, p -> { })).get(0), catalog).series(metric).stream()
                .map(Series::condition).toList();
    }

    @Test
    void aScriptThatTheContainerRunsIsCertain() throws IOException {
        String node = "node: {image: 'prom/node-exporter:v1.8.2', " + COLLECTOR + ", entrypoint: /meta.sh, volumes: ['./scripts/meta.sh:/meta.sh']}";
        assertThat(conditions(node.replace("--collector", "/bin/node_exporter', '--collector"), "node_meta")).containsExactly("");
    }

    @Test
    void aScriptThatNothingStartsMayRun() throws IOException {
        assertThat(conditions("node: {image: 'prom/node-exporter:v1.8.2', " + COLLECTOR + ", volumes: ['./scripts:/opt']}", "node_meta"))
                .containsExactly("`scripts/meta.sh` runs");
    }

    @Test
    void aScriptOfAContainerThatSharesTheDirectoryCounts() throws IOException {
        assertThat(conditions("node: {image: 'prom/node-exporter:v1.8.2', " + COLLECTOR + ", volumes: ['text:/textfile']}\n"
                + "  writer: {image: 'alpine:3', command: sh /opt/meta.sh, volumes: ['./scripts:/opt', 'text:/textfile']}", "node_meta")).containsExactly("");
    }

    @Test
    void otherScriptsDoNot() throws IOException {
        assertThat(conditions("node: {image: 'prom/node-exporter:v1.8.2', " + COLLECTOR + "}\n"
                + "  writer: {image: 'alpine:3', command: sh /opt/meta.sh, volumes: ['./scripts:/opt']}", "node_meta")).isEmpty();
        assertThat(conditions("node: {image: 'prom/node-exporter:v1.8.2', volumes: ['./scripts:/opt']}", "node_meta")).isEmpty();
    }

    @Test
    void aPublishedImageMayBeBuiltFromADirectoryOfItsName() throws IOException {
        file("node-exporter/Dockerfile", "FROM prom/node-exporter:v0.16.0\nCOPY start.sh /start.sh\nENTRYPOINT [\"/start.sh\"]\n");
        file("node-exporter/start.sh", "echo \"node_meta{node_id=\\\"$ID\\\"} 1\" > /textfile/meta.prom\n");
        assertThat(conditions("node: {image: 'acme/shop-node-exporter:v1', " + COLLECTOR + "}", "node_meta")).containsExactly("");
    }

    @Test
    void theModuleOfAMountedJarIsTheProgram() throws IOException {
        file("orders/src/Orders.java", "import io.prometheus.client.Counter;\nclass Orders { Counter c = Counter.build().name(\"orders_total\").help(\"h\").register(); }\n");
        assertThat(conditions("node: {image: 'eclipse-temurin:21', command: java -jar /app.jar, volumes: ['./orders/target/orders.jar:/app.jar']}",
                "orders_total")).containsExactly("");
        assertThat(conditions("node: {image: 'eclipse-temurin:21', command: java -jar /other.jar, volumes: ['./orders/target/orders.jar:/app.jar']}",
                "orders_total")).isEmpty();
    }

    @Test
    void aMountedScriptIsTheProgram() throws IOException {
        file("exporter/main.py", "from prometheus_client import Gauge\nG = Gauge('depth_meters', 'd')\n");
        file("exporter/other.py", "from prometheus_client import Gauge\nG = Gauge('height_meters', 'd')\n");
        String whole = "node: {image: 'python:3.12', command: python /app/main.py, volumes: ['./exporter:/app']}";
        assertThat(conditions(whole, "depth_meters")).containsExactly("");
        String one = "node: {image: 'python:3.12', command: python /main.py, volumes: ['./exporter/main.py:/main.py']}";
        assertThat(conditions(one, "depth_meters")).containsExactly("");
        assertThat(conditions(one, "height_meters")).doesNotContain("");
    }
}
