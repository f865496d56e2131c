package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.guards.config.settings.Settings;
import dev.guards.config.settings.SettingsReader;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private int init() {
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
        return Main.run(List.of("init", directory.toString()), terminal);
    }

    private static Settings read(String yaml) throws ReadException {
        List<Problem> problems = new ArrayList<>();
        Settings settings = SettingsReader.read(YamlReader.read(new Source("guards.yaml", yaml).whole(), problems::add), problems::add);
        assertThat(problems).isEmpty();
        return settings;
    }

    private String written() throws IOException {
        return Files.readString(directory.resolve("guards.yaml"));
    }

    @Test
    void environmentsAreThoseThatWereDetected() throws IOException, ReadException {
        Files.createDirectories(directory.resolve("a \"b"));
        Files.writeString(directory.resolve("a \"b/compose.yaml"), "services:\n  prometheus:\n    image: prom/prometheus:v3.1.0\n"
                + "    volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']\n");
        Files.writeString(directory.resolve("a \"b/prometheus.yml"), "scrape_configs:\n  - job_name: x\n    static_configs: [{targets: ['x:1']}]\n");
        assertThat(init()).isZero();
        Settings.DeclaredEnvironment docker = read(written()).environments().get("docker");
        assertThat(docker.runtime()).isEqualTo(Settings.Runtime.DOCKER);
        assertThat(docker.files()).extracting(Object::toString).containsExactly("a \"b/compose.yaml");
        assertThat(written()).contains("# prometheus runs on a \"b/prometheus.yml\n");
    }

    /** What is written, and what it becomes when the comment signs of its examples are taken away, fits the schema that is shipped. */
    @Test
    void whatIsWrittenFitsTheSchema() throws IOException, ReadException {
        Files.writeString(directory.resolve("compose.yaml"), "services:\n  prometheus:\n    image: prom/prometheus:v3.1.0\n");
        Files.createDirectories(directory.resolve("k8s"));
        Files.writeString(directory.resolve("k8s/api.yaml"), "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec:\n  template:\n"
                + "    metadata: {labels: {app: api}}\n    spec: {containers: [{name: api, image: 'shop/api:1'}]}\n");
        assertThat(init()).isZero();
        assertThat(read(written()).environments().keySet()).contains("docker", "kubernetes");
        assertThat(againstSchema(written())).isEmpty();
        assertThat(againstSchema(uncommented())).isEmpty();
        assertThat(againstSchema(written().replace("runtime: docker", "runtime: podman"))).isNotEmpty();
        assertThat(againstSchema(uncommented().replace("reason: the service registers", "reasn: the service registers"))).isNotEmpty();
    }

    private static Set<ValidationMessage> againstSchema(String yaml) throws IOException, ReadException {
        try (InputStream schema = SchemaCommand.class.getResourceAsStream(SchemaCommand.RESOURCE)) {
            Node root = YamlReader.read(new Source("guards.yaml", yaml).whole(), p -> { });
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema).validate(json(root));
        }
    }

    private static JsonNode json(Node node) {
        if (!node.entries().isEmpty()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.entries().forEach(entry -> object.set(entry.key().value(), json(entry.value())));
            return object;
        }
        if (!node.items().isEmpty()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.items().forEach(item -> array.add(json(item)));
            return array;
        }
        return node.isTrue() || node.isFalse() ? JsonNodeFactory.instance.booleanNode(node.isTrue()) : node.isNull() ? JsonNodeFactory.instance.nullNode()
                : node.string("").matches("[0-9]+") ? JsonNodeFactory.instance.numberNode(Integer.parseInt(node.string()))
                : JsonNodeFactory.instance.textNode(node.string());
    }

    @Test
    void nothingDetectedIsSaid() throws IOException, ReadException {
        assertThat(init()).isZero();
        assertThat(read(written()).environments()).isEmpty();
        assertThat(written()).contains("# No file says what runs here");
    }

    /** Each commented part is right as it stands when the comment signs are taken away. */
    @Test
    void theExamplesAreValid() throws IOException, ReadException {
        init();
        Settings settings = read(uncommented());
        assertThat(settings.severities()).hasSize(1);
        assertThat(settings.allowed()).hasSize(1);
        assertThat(settings.ignored()).hasSize(1);
        assertThat(settings.jobSources()).hasSize(1);
        assertThat(settings.catalogs()).hasSize(1);
        assertThat(settings.documents()).hasSize(1);
    }

    private String uncommented() throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (String line : written().split("\n")) {
            boolean prose = line.startsWith("# ") && Character.isUpperCase(line.charAt(2)) || line.startsWith("# `") || line.startsWith("# exclusive");
            yaml.append(prose ? "" : line.startsWith("# ") ? line.substring(2) : line).append('\n');
        }
        return yaml.toString();
    }

    @Test
    void documentsThatListMetricsAreNamed() throws IOException {
        Files.createDirectories(directory.resolve("docs"));
        Files.writeString(directory.resolve("docs/metrics.md"), """
                | Metric | Type |
                |---|---|
                | `a_total` | counter |
                | `b_total` | counter |
                | `c` | gauge |
                """);
        Files.writeString(directory.resolve("docs/people.md"), "| Name | Type |\n|---|---|\n| Ann | tall |\n");
        init();
        assertThat(written()).contains("# docs/metrics.md lists 3 metrics").doesNotContain("people.md lists");
    }

    @Test
    void aFileThatExistsStays() throws IOException {
        Files.writeString(directory.resolve("guards.yaml"), "version: 1\n");
        assertThat(init()).isEqualTo(Command.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("exists and stays as it is");
        assertThat(written()).isEqualTo("version: 1\n");
    }
}
