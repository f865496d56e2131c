package dev.guards.guard;

import dev.guards.analysis.Verdict;
import dev.guards.config.Documents;
import dev.guards.text.Problem;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A Docker stack in which Prometheus scrapes one node exporter, with what a test adds to it. */
final class SmallStack {
    private final Path root;

    private SmallStack(Path root, Void nothing) {
        this.root = root;
    }

    /** Nothing but what a test writes. */
    static SmallStack empty(Path root) {
        return new SmallStack(root, null);
    }

    SmallStack(Path root) throws IOException {
        this(root, null);
        write("docker-compose.yml", """
                services:
                  node:
                    image: prom/node-exporter:v1.8.2
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    volumes:
                      - ./prometheus.yml:/etc/prometheus/prometheus.yml
                      - ./rules.yml:/etc/prometheus/rules.yml
                """);
        write("prometheus.yml", """
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: node
                    static_configs:
                      - targets: [node:9100]
                """);
    }

    SmallStack write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** A dashboard of one query a panel; each panel is {@code id, title, expression, description}. */
    SmallStack dashboard(String uid, String title, String[]... panels) throws IOException {
        StringBuilder json = new StringBuilder("{\"uid\": \"" + uid + "\", \"title\": \"" + title + "\", \"schemaVersion\": 39, \"panels\": [\n");
        for (int i = 0; i < panels.length; i++) {
            json.append("{\"id\": ").append(panels[i][0]).append(", \"type\": \"timeseries\", \"title\": \"").append(panels[i][1])
                    .append("\", \"description\": \"").append(panels[i].length > 3 ? panels[i][3] : "").append("\", \"targets\": [\n  {\"refId\": \"A\", \"expr\": \"")
                    .append(panels[i][2].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append("\"}]}").append(i + 1 < panels.length ? ",\n" : "\n");
        }
        return write("dashboards/" + uid + ".json", json.append("]}\n").toString());
    }

    /** What is known of one query of a panel. */
    Verdict verdict(String query) throws IOException {
        dashboard("d", "D", new String[] {"1", "P", query});
        Repository repository = new Repository(Documents.read(new Workspace(root, p -> { }), p -> { }), new ArrayList<>());
        return new Stacks(repository).of(null).get(0).queries().get(0).verdict();
    }

    /** Everything, with what a baseline holds set aside; null for none. */
    Outcome check(Baseline baseline) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Repository repository = new Repository(Documents.read(new Workspace(root, problems::add), problems::add), problems);
        Run run = new Run(repository, Set.of(), Severity.ERROR).simple().semantic(new Stacks(repository).of(null));
        if (baseline != null) {
            run.since(baseline);
        }
        return run.outcome(List.of(), List.of(), false);
    }

    /** {@code rule panel...} of each finding of a rule that starts so. */
    static List<String> shown(Outcome outcome, String rule) {
        return outcome.findings().stream().filter(f -> f.rule().id().startsWith(rule)).map(SmallStack::line).toList();
    }

    static List<String> accepted(Outcome outcome) {
        return outcome.suppressed().stream().map(s -> line(s.finding())).toList();
    }

    private static String line(Finding finding) {
        StringBuilder line = new StringBuilder(finding.rule().id());
        finding.subjects().forEach(subject -> line.append(' ').append(subject.panel()));
        return line.toString();
    }
}
