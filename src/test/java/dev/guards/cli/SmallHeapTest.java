package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are written as they go: together they are larger than the heap of the run that writes them. */
class SmallHeapTest {
    private static final int DASHBOARDS = 15;
    private static final int PANELS = 100;
    private static final int HEAP_MEGABYTES = 48;
    private static final List<String> FORMATS = List.of("json", "sarif", "junit", "gitlab", "checkstyle", "markdown", "html");

    @TempDir
    Path directory;

    @Test
    void reportsLargerThanTheHeapAreWritten() throws IOException, InterruptedException {
        Path stack = Files.createDirectories(directory.resolve("stack"));
        stack(stack);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "--semantic"));
        for (String format : FORMATS) {
            command.addAll(List.of("--format", format + "=" + directory.resolve("report." + format)));
        }
        command.add(stack.toString());
        File said = directory.resolve("said.txt").toFile();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said.toPath())).isEqualTo(Command.FINDINGS);
        long written = 0;
        for (String format : FORMATS) {
            Path report = directory.resolve("report." + format);
            assertThat(report).isNotEmptyFile();
            written += Files.size(report);
        }
        assertThat(written).as("bytes of all reports").isGreaterThan((long) HEAP_MEGABYTES << 20);
    }

    /** Each panel asks for a metric of its own that nobody makes, in a query with a long comment, which reports have to escape. */
    private static void stack(Path stack) throws IOException {
        Files.writeString(stack.resolve("compose.yaml"), """
                services:
                  node: {image: 'prom/node-exporter:v1.8.2'}
                  prometheus: {image: 'prom/prometheus:v3.1.0', volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']}
                """);
        Files.writeString(stack.resolve("prometheus.yml"), "scrape_configs:\n  - {job_name: node, static_configs: [{targets: ['node:9100']}]}\n");
        Path dashboards = Files.createDirectories(stack.resolve("dashboards"));
        String padding = "<".repeat(5000);
        for (int d = 0; d < DASHBOARDS; d++) {
            StringBuilder json = new StringBuilder("{\"uid\": \"d" + d + "\", \"title\": \"D" + d + "\", \"schemaVersion\": 39, \"panels\": [");
            for (int p = 0; p < PANELS; p++) {
                json.append(p == 0 ? "" : ",").append("\n{\"id\": ").append(p + 1).append(", \"type\": \"timeseries\", \"title\": \"P").append(p)
                        .append("\", \"targets\": [{\"refId\": \"A\", \"datasource\": {\"type\": \"prometheus\", \"uid\": \"p\"}, \"expr\": \"rate(node_nobody_")
                        .append(d).append('_').append(p).append("_total[5m]) # ").append(padding).append("\"}]}");
            }
            Files.writeString(dashboards.resolve("d" + d + ".json"), json.append("]}").toString());
        }
    }
}
