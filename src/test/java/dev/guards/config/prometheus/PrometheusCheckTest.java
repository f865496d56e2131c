package dev.guards.config.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.environment.FileView;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusCheckTest {
    private static List<Problem> check(Text text) {
        List<Problem> problems = new ArrayList<>();
        try {
            PrometheusCheck.check(YamlReader.read(text, problems::add), problems::add);
        } catch (ReadException e) {
            problems.add(e.problem());
        }
        return problems;
    }

    @Test
    void aFieldThatGotALongerNameIsNamed() {
        assertThat(check(Text.of("scrape_configs: [{job_name: a, scrape_classic_histograms: true}]"))).extracting(Problem::help)
                .containsExactly("did you mean `always_scrape_classic_histograms`?");
    }

    /** Every good file loads, every bad one is refused for upstream's reason. */
    @Test
    void agreesWithUpstream() throws IOException {
        Path folder = Shared.path("configs/prometheus");
        List<String> disagreements = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("expect.tsv"))) {
            String[] row = line.split("\t", -1);
            boolean lacksIncluded = row[0].equals("scrape_config_files_global.bad.yml")
                    && !Files.exists(folder.resolve("scrape_config_files.bad.yml"));
            if (!lacksIncluded && (row[1].equals("ok") || row[1].equals("error"))) {
                List<Problem> problems = problems(folder, row[0], row[3]);
                String reason = row[2].replaceFirst("^parsing YAML file testdata/[^:]+: ", "");
                boolean agrees = row[1].equals("ok") ? problems.isEmpty()
                        : problems.stream().anyMatch(p -> p.message().contains(reason) || isSame(reason, p.message()));
                if (!agrees) {
                    disagreements.add(row[0] + ": want " + row[1] + " " + reason + " ours " + problems.stream().map(Problem::message).toList());
                }
            }
        }
        assertThat(disagreements).isEmpty();
    }

    /** Upstream's words for what our YAML reader says in its own. */
    private static boolean isSame(String reason, String message) {
        return reason.contains("already set in type") && message.contains("stands twice")
                || reason.equals("unmarshal errors") && (message.contains("cannot unmarshal") || message.contains("not found in type"));
    }

    private static List<Problem> problems(Path folder, String file, String stage) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Workspace workspace = new Workspace(folder, problems::add);
        Text text = workspace.source(file).whole();
        problems.addAll(check(text));
        try {
            Node root = YamlReader.read(text, p -> { });
            if (stage.equals("agent_mode")) {
                PrometheusCheck.checkAgent(root, problems::add);
            } else if (stage.equals("scrape_configs")) {
                Map<String, Text> jobs = new HashMap<>();
                root.get("scrape_configs").items().forEach(j -> jobs.put(j.get("job_name").string(), j.get("job_name").text()));
                for (Text pattern : root.get("scrape_config_files").texts()) {
                    for (FileView.Found found : FileView.around(workspace, "").glob(pattern.value())) {
                        PrometheusCheck.checkScrapeConfigFile(YamlReader.read(found.text(), problems::add), root, jobs, problems::add);
                    }
                }
            }
        } catch (ReadException e) {
            problems.add(e.problem());
        }
        return problems;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "global: {scrape_intervall: 15s} | 1:10 field scrape_intervall not found in type config.plain",
        "global: {scrape_interval: 15} | 1:27 not a valid duration string: \"15\"",
        "global: {scrape_timeout: 2m} | 1:26 global scrape timeout greater than scrape interval",
        "scrape_configs: [{job_name: a, static_configs: [{targets: ['http://x/m']}]}] | 1:61 \"http://x/m\" is not a valid hostname",
        "scrape_configs: [{job_name: a, honor_labels: 'yes'}] | 1:46 cannot unmarshal !!str `yes` into bool",
        "scrape_configs: [{job_name: a, file_sd_configs: [{files: [a.txt]}]}] | 1:59 path name \"a.txt\" is not valid for file discovery",
        "rule_files: ['a/*/b.yml'] | 1:15 invalid rule file path \"a/*/b.yml\"",
        "scrape_configs: [{job_name: a, dns_sd_configs: [{names: [a], type: A}]}] | 1:49 a port is required in DNS-SD configs for all record types except SRV",
        "scrape_configs: [null] | 1:18 empty or null scrape config section",
        "scrape_configs: [{job_name: a, body_size_limit: 100}] | 1:49 units: unknown unit in 100",
        "global: {metric_name_escaping_scheme: foo}\\nscrape_configs: [{job_name: a}] | 1:39 unknown global name escaping method specified, must be one of 'allow-utf-8', 'underscores', 'dots', or 'values', got \"foo\"",
        "otlp: {promote_resource_attributes: [a, a]} | 1:41 invalid 'promote_resource_attributes': duplicated promoted OTel resource attribute \"a\"",
        "remote_write: [{name: a}] | 1:16 url for remote_write is empty",
        "tracing: {sampling_fraction: 1} | 1:10 tracing endpoint must be set"})
    void saysWhereAndWhy(String yaml, String problem) {
        assertThat(check(Text.of(yaml.replace("\\n", "\n")))).extracting(p -> p.span().line() + ":" + p.span().column() + " " + p.message())
                .containsExactly(problem);
    }
}
