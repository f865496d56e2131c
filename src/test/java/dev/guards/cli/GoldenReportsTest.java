package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * Each format over {@code fixtures/dark-tower/before}: as it was before ({@code -Dupdate} rewrites the golden files and fails), and as
 * its readers want it, with the findings of the JSON report.
 */
class GoldenReportsTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dev", "guards", "report", "golden");
    private static final String STACK = "fixtures/dark-tower/before";
    private static final Map<String, String> REPORTS = new LinkedHashMap<>();
    private static JsonNode json;

    @BeforeAll
    static void write() throws IOException {
        Path directory = Files.createTempDirectory("guards-golden");
        List<String> words = new java.util.ArrayList<>(List.of("--semantic", STACK));
        for (String format : dev.guards.report.Formats.NAMES) {
            words.addAll(List.of("--format", format + "=" + directory.resolve(format)));
        }
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(new ByteArrayOutputStream()), System.err, false);
        assertThat(Main.run(words, terminal)).isEqualTo(Command.FINDINGS);
        for (String format : dev.guards.report.Formats.NAMES) {
            REPORTS.put(format, Files.readString(directory.resolve(format)));
            Files.delete(directory.resolve(format));
        }
        Files.delete(directory);
        json = new ObjectMapper().readTree(REPORTS.get("json"));
    }

    @ParameterizedTest
    @CsvSource({"json,json", "sarif,sarif", "junit,xml", "github,txt", "gitlab,json", "checkstyle,xml", "markdown,md", "html,txt"})
    void isAsBefore(String format, String ending) throws IOException {
        Path golden = GOLDEN.resolve(format + "." + ending);
        String text = format.equals("html") ? digest() : REPORTS.get(format);
        String before = Files.exists(golden) ? Files.readString(golden) : "";
        if (System.getProperty("update") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(before);
    }

    @Test
    void theConsoleSaysWhatTheFixtureExpects() throws IOException {
        assertThat("exit code 1\n\n" + REPORTS.get("console")).isEqualTo(Files.readString(Path.of(STACK, "expected.txt")));
    }

    /** What the page holds, without its own style and script: a line a panel, job, node and finding. */
    private static String digest() throws IOException {
        Matcher data = Pattern.compile("id=\"report\">(.*?)</script>", Pattern.DOTALL).matcher(REPORTS.get("html"));
        assertThat(data.find()).isTrue();
        StringBuilder text = new StringBuilder();
        JsonNode root = new ObjectMapper().readTree(data.group(1));
        for (JsonNode environment : root.get("environments")) {
            text.append("environment ").append(environment.get("name").asText()).append(' ').append(environment.get("coverage")).append('\n');
            for (JsonNode dashboard : environment.get("dashboards")) {
                text.append(dashboard.get("title").asText()).append(" (").append(dashboard.get("path").asText()).append(")\n");
                for (JsonNode panel : dashboard.get("panels")) {
                    text.append("  ").append(panel.get("verdict").asText()).append(": ").append(panel.get("title").asText()).append(", ")
                            .append(panel.get("queries").size()).append(" queries, findings ").append(panel.get("findings")).append('\n');
                }
            }
            environment.get("jobs").forEach(job -> text.append("job ").append(job.get("name").asText()).append(", ")
                    .append(job.get("metrics").size()).append(" metrics\n"));
            environment.get("graph").forEach(column -> text.append(column.get("title").asText()).append(": ").append(column.get("nodes")).append('\n'));
            text.append(environment.get("edges").size()).append(" edges\n");
        }
        int index = 0;
        for (JsonNode finding : root.get("findings")) {
            text.append(index++).append(' ').append(finding.get("rule").asText()).append(' ').append(finding.get("place").asText()).append('\n');
        }
        return text.toString();
    }

    private static void fits(String report, String schema) throws IOException {
        try (InputStream in = GoldenReportsTest.class.getResourceAsStream(schema)) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in).validate(new ObjectMapper().readTree(report))).isEmpty();
        }
    }

    @Test
    void jsonFitsItsSchemaAndCountsItsFindings() throws IOException {
        fits(REPORTS.get("json"), SchemaCommand.REPORT_RESOURCE);
        assertThat(json.get("findings").size()).isEqualTo(json.at("/summary/error").asInt() + json.at("/summary/warning").asInt() + json.at("/summary/info").asInt());
    }

    @Test
    void sarifFitsTheOfficialSchemaAndNamesItsRules() throws IOException {
        fits(REPORTS.get("sarif"), "/schema/sarif-schema-2.1.0.json");
        JsonNode run = new ObjectMapper().readTree(REPORTS.get("sarif")).at("/runs/0");
        assertThat(run.get("results")).hasSameSizeAs(json.get("findings"));
        for (JsonNode result : run.get("results")) {
            JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(rule.at("/help/text").asText()).hasSizeGreaterThan(60);
            assertThat(Path.of(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())).exists();
        }
        assertThat(run.get("results").findValuesAsText("guards/v1")).doesNotHaveDuplicates();
    }

    private static Document xml(String format) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(REPORTS.get(format))));
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> found = new java.util.ArrayList<>();
        for (int i = 0; i < document.getElementsByTagName(name).getLength(); i++) {
            found.add((Element) document.getElementsByTagName(name).item(i));
        }
        return found;
    }

    @Test
    void junitCountsItsCases() throws Exception {
        Document document = xml("junit");
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
        assertThat(elements(document, "testsuite")).hasSize(2).allSatisfy(suite -> {
            assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
            assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(Integer.parseInt(suite.getAttribute("failures")));
        });
        assertThat(elements(document, "testcase")).allSatisfy(test -> assertThat(test.getAttribute("name")).isNotEmpty())
                .extracting(test -> test.getAttribute("name")).doesNotHaveDuplicates();
        assertThat(elements(document, "failure")).allSatisfy(failure -> assertThat(failure.getAttribute("message")).isNotEmpty());
    }

    @Test
    void checkstyleHoldsEachFindingWithItsPlace() throws Exception {
        assertThat(elements(xml("checkstyle"), "error")).hasSameSizeAs(json.get("findings")).allSatisfy(error -> {
            assertThat(error.getAttribute("severity")).isIn("error", "warning", "info");
            assertThat(error.getAttribute("source")).startsWith("guards.");
            Path file = Path.of(((Element) error.getParentNode()).getAttribute("name"));
            assertThat(Integer.parseInt(error.getAttribute("line"))).isBetween(1, Files.readAllLines(file).size());
        });
    }

    @Test
    void gitlabHasTheFieldsOfCodeQuality() throws IOException {
        JsonNode issues = new ObjectMapper().readTree(REPORTS.get("gitlab"));
        assertThat(issues).hasSameSizeAs(json.get("findings"));
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode issue : issues) {
            assertThat(issue.get("description").asText()).isNotEmpty();
            assertThat(issue.get("check_name").asText()).isNotEmpty();
            assertThat(issue.get("severity").asText()).isIn("info", "minor", "major", "critical", "blocker");
            assertThat(fingerprints.add(issue.get("fingerprint").asText())).isTrue();
            assertThat(Path.of(issue.at("/location/path").asText())).exists();
            assertThat(issue.at("/location/lines/begin").asInt()).isPositive();
        }
    }

    /** As the runner reads a command: properties and message, each with its escapes. */
    @Test
    void githubReadsBackWhatWasFound() {
        List<String> lines = REPORTS.get("github").lines().toList();
        assertThat(lines).hasSameSizeAs(json.get("findings"));
        for (int i = 0; i < lines.size(); i++) {
            JsonNode finding = json.get("findings").get(i);
            Matcher command = Pattern.compile("::(error|warning|notice) ([^:]*)::(.*)").matcher(lines.get(i));
            assertThat(command.matches()).isTrue();
            Map<String, String> properties = new LinkedHashMap<>();
            for (String property : command.group(2).split(",")) {
                String value = property.substring(property.indexOf('=') + 1);
                properties.put(property.substring(0, property.indexOf('=')), value.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%25", "%"));
            }
            assertThat(properties).containsEntry("file", STACK + "/" + finding.get("file").asText())
                    .containsEntry("line", finding.get("line").asText()).containsEntry("col", finding.get("column").asText())
                    .containsEntry("title", "guards: " + finding.get("rule").asText());
            String message = command.group(3).replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
            String help = finding.get("help").asText();
            assertThat(message).isEqualTo(finding.get("message").asText() + (help.isEmpty() ? "" : "\nhelp: " + help));
        }
    }

    @Test
    void markdownHasARowForEachFindingOfAsManyCells() {
        List<String> rows = REPORTS.get("markdown").lines().filter(line -> line.matches("\\| (error|warning|info) .*")).toList();
        assertThat(rows).hasSameSizeAs(json.get("findings")).allMatch(row -> row.replace("\\|", "").chars().filter(c -> c == '|').count() == 6);
    }
}
