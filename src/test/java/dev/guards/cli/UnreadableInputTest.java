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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that breaks off in the middle is input that could not be read, whatever its format. */
class UnreadableInputTest {
    private static final String MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ";

    @TempDir
    Path directory;

    static Stream<Arguments> brokenOff() {
        return Stream.of(
                Arguments.of("prometheus.yml", "scrape_configs:\n  - job_name: 'api", "yaml-syntax"),
                Arguments.of("promtail.yml", "clients: [{url: a}]\nscrape_configs: [{job_name: app", "yaml-syntax"),
                Arguments.of("loki.yml", "auth_enabled: false\nschema_config: {configs: [{from: 2024", "yaml-syntax"),
                Arguments.of("docker-compose.yml", "services:\n  api: {image: shop/api", "yaml-syntax"),
                Arguments.of("k8s/api.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api", "yaml-syntax"),
                Arguments.of("k8s/prometheus.yaml", MANIFEST + "prometheus.yml: |-\n    scrape_configs: [{", "yaml-syntax"),
                Arguments.of("dashboards/api.json", "{\"title\": \"API\", \"panels\": [", "json-syntax"),
                Arguments.of("config.alloy", "loki.write \"local\" {\n  endpoint {", "alloy-syntax"),
                Arguments.of("k8s/alloy.yaml", MANIFEST + "config.alloy: |-\n    loki.write \"local\" {", "alloy-syntax"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenOff")
    void failsTheRunAndIsTold(String file, String text, String rule) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8), System.err, false);
        assertThat(Main.run(List.of("--semantic", directory.toString()), terminal)).isEqualTo(Command.FAILED);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("error[" + rule + "]", "some input could not be read; everything else was checked");
    }
}
