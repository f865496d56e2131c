package dev.guards.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.guards.guard.Coverage;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Outcome;
import dev.guards.guard.Rule;
import dev.guards.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Each format over findings whose titles and texts are hostile. */
class FormatsTest {
    private static final String HOSTILE = "<script>alert(1)</script>\u001b[31m::error::x%|@all \u202e\u0000\n::warning::y";

    private static Outcome outcome() {
        Source dashboard = new Source("dash boards/ü.json", "{\n  \"expr\": \"up{job=\\\"x\\\"}\",\n  \"b\": \"up\"\n}\n");
        Source compose = new Source("docker-compose.yml", "services:\n  api:\n");
        Findings findings = new Findings("labels-exist");
        int at = dashboard.text().indexOf("job");
        findings.report(Rule.error("label-unknown", "s"), dashboard.span(at, at + 3), "`job` is gone " + HOSTILE)
                .note(compose.span(12, 15), "the service").note(null, "no place").help("drop it " + HOSTILE)
                .verdict("empty").expression("up{job=\"x\"}")
                .subject(new Finding.Subject("D " + HOSTILE, "P", "A")).subject(new Finding.Subject("D", "Q", "B"))
                .fix(Edit.safe(dashboard.span(at, at + 3), "name"));
        findings.report(Rule.warning("legend-label-unknown", "s"), dashboard.span(0, 1), "w");
        findings.report(Rule.info("promtail-eol", "s"), compose.span(0, 8), "i");
        Finding suppressed = new Finding(Rule.error("metric-unknown", "s"), "metrics-exist", compose.span(0, 8), "gone");
        return new Outcome(findings.all(), List.of(new Outcome.Suppressed(suppressed, "known " + HOSTILE, compose.span(0, 1))),
                List.of(new Outcome.Tier("simple", 3, 4), new Outcome.Tier("semantic", 5, 5)),
                List.of(new Coverage("docker", 7, 2, 1)), List.of(), List.of("a note " + HOSTILE), false);
    }

    private static String write(String format) throws IOException {
        StringBuilder out = new StringBuilder();
        Formats.of(format, false, null).write(outcome(), out);
        return out.toString();
    }

    @Test
    void consoleShowsTheFrameAndTheProof() throws IOException {
        String text = write("console");
        assertThat(text).contains("error[label-unknown]: `job` is gone", "--> dash boards/ü.json:2:15",
                "2 | \"expr\": \"up{job=\\\"x\\\"}\",\n  |             ^^^\n", "= note: docker-compose.yml:2:3: the service",
                "= note: no place", "= help: drop it", "= in: D › Q › B",
                "simple guards: 3/4 passed · semantic guards: 5/5 passed", "queries: 10 · data 7 · empty 2 · unknown 1");
        assertThat(text).doesNotContain("\u001b", "\u202e", "\u0000");
    }

    @Test
    void jsonHasTheDocumentedShape() throws IOException {
        JsonNode root = new ObjectMapper().readTree(write("json"));
        assertThat(root.get("version").asInt()).isEqualTo(1);
        JsonNode first = root.get("findings").get(0);
        assertThat(first.fieldNames()).toIterable().contains("rule", "guard", "severity", "verdict", "file", "line", "column",
                "endLine", "endColumn", "message", "help", "evidence", "panel", "dashboard", "query");
        assertThat(first.get("column").asInt()).isEqualTo(15);
        assertThat(first.get("endColumn").asInt()).isEqualTo(18);
        assertThat(first.get("evidence").get(0).get("line").asInt()).isEqualTo(2);
        assertThat(root.get("coverage").get(0).get("queries").asInt()).isEqualTo(10);
    }

    @Test
    void sarifFitsTheOfficialSchema() throws IOException {
        try (InputStream schemaText = FormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schemaText);
            JsonNode report = new ObjectMapper().readTree(write("sarif"));
            assertThat(schema.validate(report)).isEmpty();
            JsonNode result = report.at("/runs/0/results/0");
            assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText()).isEqualTo("dash%20boards/%C3%BC.json");
            assertThat(result.at("/partialFingerprints/guards~1v1").asText()).hasSize(32);
            assertThat(result.at("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text").asText()).isEqualTo("name");
        }
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    @Test
    void checkstyleIsXml() throws Exception {
        Document document = xml(write("checkstyle"));
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("file").getLength()).isEqualTo(2);
    }

    @Test
    void junitIsXmlWithOneCaseForEachGuard() throws Exception {
        Document document = xml(write("junit"));
        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    }

    @Test
    void githubCommandsCannotBeInjected() throws IOException {
        String[] lines = write("github").split("\n");
        assertThat(lines).hasSize(3).allMatch(l -> l.startsWith("::error file=") || l.startsWith("::warning file=") || l.startsWith("::notice file="));
        assertThat(lines[0]).contains(",line=2,").contains("%0A");
    }

    @Test
    void gitlabIsAList() throws IOException {
        JsonNode root = new ObjectMapper().readTree(write("gitlab"));
        assertThat(root).hasSize(3);
        assertThat(root.get(0).get("severity").asText()).isEqualTo("major");
        assertThat(root.get(0).get("fingerprint").asText()).isNotEqualTo(root.get(1).get("fingerprint").asText());
    }

    @Test
    void markdownHoldsNoHtmlOfOthers() throws IOException {
        assertThat(write("markdown")).contains("| docker | 10 | 7 | 2 | 1 |").doesNotContain("<script>", "@all");
    }

    @Test
    void acceptedFindingsComeWithTheirReason() throws IOException {
        assertThat(write("markdown")).contains("| `metric-unknown` | `docker-compose.yml:1:1` | known &lt;script&gt;");
        assertThat(new ObjectMapper().readTree(write("json")).at("/suppressed/0/reason").asText()).isEqualTo("known " + HOSTILE);
        assertThat(new ObjectMapper().readTree(write("sarif")).findValuesAsText("justification")).containsExactly("known " + HOSTILE);
    }

    /** Takes text and keeps nothing but how much came at once. */
    private static final class Measure implements Appendable {
        private long total;
        private int largest;

        @Override
        public Appendable append(CharSequence text) {
            return append(text, 0, text.length());
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            total += end - start;
            largest = Math.max(largest, end - start);
            return this;
        }

        @Override
        public Appendable append(char c) {
            total++;
            return this;
        }
    }

    /** What is handed on at once does not grow with the number of findings: no report is a text in memory first. */
    @ParameterizedTest
    @ValueSource(strings = {"console", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "html"})
    void reportsAreStreamed(String format) throws IOException {
        Source dashboard = new Source("board.json", "{\"expr\": \"up\"}\n".repeat(8_000));
        Findings findings = new Findings("labels-exist");
        for (int i = 0; i < 8_000; i++) {
            findings.report(Rule.error("label-unknown", "s"), dashboard.span(i * 15 + 1, i * 15 + 5), "number " + i).help("repair it");
        }
        Outcome many = new Outcome(findings.all(), List.of(), List.of(new Outcome.Tier("simple", 3, 4), new Outcome.Tier("semantic", 5, 5)),
                List.of(), List.of(), List.of(), false);
        Measure measure = new Measure();
        Formats.of(format, false, null).write(many, measure);
        assertThat(measure.total).isGreaterThan(400_000);
        assertThat(measure.largest).isLessThan(32_000);
    }
}
