package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.guards.config.settings.SettingsReader;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema and the reader of {@code guards.yaml} say the same. JSON is YAML: each example goes to both. */
class SchemaCommandTest {
    private static JsonNode schema() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err, false);
        assertThat(Main.run(List.of("schema"), terminal)).isZero();
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private static boolean fitsSchema(String json) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema());
        return schema.validate(new ObjectMapper().readTree(json), c -> c.getExecutionConfig().setFormatAssertionsEnabled(true)).isEmpty();
    }

    private static List<Problem> problems(String yaml) throws ReadException {
        List<Problem> problems = new ArrayList<>();
        SettingsReader.read(YamlReader.read(new Source("guards.yaml", yaml).whole(), problems::add), problems::add);
        return problems;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"version\": 1, \"environments\": null, \"allow\": null}",
            "{\"environments\": {\"docker\": {\"runtime\": \"docker\", \"files\": \"a.yml\", \"dashboards\": [\"d/**\"], \"host\": \"shared\"}, \"kubernetes\": null}}",
            "{\"severity\": {\"regex-plain\": \"off\", \"label-unknown\": false, \"a\": \"warning\"}}",
            "{\"allow\": [{\"metric\": \"a_*\", \"job\": \"j\", \"labels\": [\"x\"], \"reason\": \"seen in a capture\"}]}",
            "{\"ignore\": [{\"rule\": \"r\", \"path\": \"*\", \"dashboard\": \"d\", \"panel\": 3, \"query\": \"A\", \"reason\": \"right as it is\", \"until\": \"2027-01-31\"}]}",
            "{\"alerts\": {\"labels\": {\"severity\": [\"page\"], \"team\": null}, \"annotations\": \"summary\"}}", "{\"sources\": {\"api\": \"services/api\"}, \"catalogs\": [\"more.yaml\"]}"})
    void whatTheReaderTakesFits(String json) throws IOException, ReadException {
        assertThat(problems(json)).isEmpty();
        assertThat(fitsSchema(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"enviroments\": {}}", "{\"version\": 2}", "{\"severity\": {\"a\": \"loud\"}}",
            "{\"environments\": {\"docker\": {\"runtime\": \"podman\"}}}", "{\"environments\": {\"docker\": {\"host\": \"mine\"}}}",
            "{\"environments\": {\"docker\": {\"file\": \"a\"}}}", "{\"allow\": [{\"metric\": \"x\", \"reason\": \"ToDo: look at it\"}]}",
            "{\"allow\": [{\"metric\": \"x\", \"reason\": \"short    \"}]}", "{\"allow\": [{\"reason\": \"seen in a capture\"}]}",
            "{\"ignore\": [{\"rule\": \"r\", \"reason\": \"right as it is\", \"until\": \"tomorrow\"}]}",
            "{\"ignore\": [{\"rule\": \"r\", \"reason\": \"right as it is\", \"until\": \"2027-02-31\"}]}",
            "{\"ignore\": [{\"rule\": \"\", \"reason\": \"right as it is\"}]}", "{\"ignore\": [{\"rule\": \"r\"}]}"})
    void whatTheReaderReportsDoesNotFit(String json) throws IOException, ReadException {
        assertThat(problems(json)).isNotEmpty();
        assertThat(fitsSchema(json)).isFalse();
    }

    /** The reader lists the keys that it knows when it meets another. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{qqqqqqqqqq: 1}|/properties", "{alerts: {qqqqqqqqqq: 1}}|/properties/alerts/properties",
            "{environments: {a: {qqqqqqqqqq: 1}}}|/definitions/environment/properties",
            "{allow: [{qqqqqqqqqq: 1, metric: m, reason: right as it is}]}|/definitions/allowed/properties",
            "{ignore: [{qqqqqqqqqq: 1, rule: r, reason: right as it is}]}|/definitions/ignored/properties"})
    void keysAreThoseOfTheReader(String yaml, String place) throws IOException, ReadException {
        List<String> keys = new ArrayList<>();
        schema().at(place).fieldNames().forEachRemaining(keys::add);
        assertThat(problems(yaml)).extracting(Problem::help).containsExactly("known here: " + String.join(", ", keys));
    }

    @Test
    void takesNoOperand() {
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()), false);
        assertThat(Main.run(List.of("schema", "guards.yaml"), terminal)).isEqualTo(Command.FAILED);
    }
}
