package dev.guards.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Problem;
import dev.guards.text.Shared;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    @TempDir
    Path root;
    private final List<Problem> problems = new ArrayList<>();

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Documents read() throws IOException {
        return Documents.read(new Workspace(root, problems::add), problems::add);
    }

    @Test
    void kindsAreToldByContent() throws IOException {
        file("a.yml", "services:\n  db: {image: postgres}\n");
        file("b.yml", "global: {scrape_interval: 15s}\nscrape_configs: []\n");
        file("c.yml", "clients: [{url: x}]\nscrape_configs: []\n");
        file("d.yml", "groups:\n- name: g\n  rules: []\n");
        file("e.yml", "apiVersion: 1\ndatasources: []\n");
        file("f.yml", "apiVersion: 1\nproviders: []\n");
        file("g.yml", "schema_config: {}\n");
        file("h.yml", "apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Pod\n");
        file("i.json", "{\"title\": \"t\", \"panels\": []}");
        file("j.alloy", "logging {}\n");
        file("k.yml", "some: thing\n");
        file("l.yml", "apiVersion: 1\ngroups:\n- folder: f\n  rules: [{data: []}]\n");
        file("m.yml", "- targets: [a:1]\n");
        assertThat(read().all()).extracting(Document::kind).containsExactly(Kind.COMPOSE, Kind.PROMETHEUS, Kind.PROMTAIL,
                Kind.PROMETHEUS_RULES, Kind.DATASOURCE_PROVISIONING, Kind.DASHBOARD_PROVISIONING, Kind.LOKI,
                Kind.KUBERNETES, Kind.KUBERNETES, Kind.DASHBOARD, Kind.ALLOY, Kind.ALERTING_PROVISIONING,
                Kind.PROMETHEUS_TARGETS);
        assertThat(problems).isEmpty();
    }

    @Test
    void configMapsEmbedDocuments() throws IOException {
        file("cm.yaml", """
                apiVersion: v1
                kind: ConfigMap
                data:
                  prometheus.yml: |
                    scrape_configs:
                    - job_name: a
                  d.json: |
                    {"title": "t", "panels": [], "uid": "x"}
                """);
        List<Document> all = read().all();
        assertThat(all).extracting(Document::kind).containsExactly(Kind.KUBERNETES, Kind.PROMETHEUS, Kind.DASHBOARD);
        assertThat(all.get(1).root().get("scrape_configs").items().get(0).get("job_name").span().place()).isEqualTo("cm.yaml:6:17");
        assertThat(all.get(2).parent()).isSameAs(all.get(0));
    }

    @Test
    void templatesAreSetAside() throws IOException {
        file("chart/templates/x.yaml", "metadata:\n  name: {{ .Release.Name }}\n{{- if .x }}\nspec: {}\n{{- end }}\n");
        file("rules.yml", "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up\n    annotations:\n      d: |\n        {{ $value }} is high\n");
        Documents documents = read();
        assertThat(documents.templates()).extracting(Object::toString).containsExactly("chart/templates/x.yaml");
        assertThat(documents.all()).extracting(Document::kind).containsExactly(Kind.PROMETHEUS_RULES);
        assertThat(problems).isEmpty();
    }

    @Test
    void brokenFilesArePlacedAndTheRestIsRead() throws IOException {
        file("dashboards/broken.json", "{\"title\": \"t\", \"panels\": [\n  {\"id\": 1");
        file("dashboards/list.json", "[{\"panels\": []}]");
        file("prometheus.yml", "scrape_configs:\n\t- job_name: a\n");
        file("docker-compose.yml", "services:\n  a: {image: b}\n");
        file("package.json", "{\"broken");
        assertThat(read().all()).hasSize(1);
        assertThat(problems).extracting(p -> p.span().place() + " " + p.rule()).containsExactly(
                "dashboards/broken.json:2:11 json-syntax", "dashboards/list.json:1:1 input-unrecognised",
                "prometheus.yml:2:1 yaml-syntax");
    }

    @Test
    void theCorpusHoldsNothingUnreadable() throws IOException {
        Documents dashboards = Documents.read(new Workspace(Shared.path("corpus/dashboards"), problems::add), problems::add);
        assertThat(dashboards.of(Kind.DASHBOARD)).hasSizeGreaterThan(300);
        assertThat(problems).isEmpty();
    }

    @Test
    void helmValuesCarryDashboardsAndDatasources() throws IOException {
        file("other.yaml", "some: thing\n");
        file("monitoring/values.yaml", """
                grafana:
                  dashboards:
                    default:
                      api:
                        json: |
                          {"title": "API", "panels": []}
                      remote:
                        gnetId: 1860
                  datasources:
                    datasources.yaml:
                      apiVersion: 1
                      datasources:
                        - name: Loki
                          type: loki
                  additionalDataSources:
                    - name: Mimir
                      type: prometheus
                """);
        assertThat(read().all()).extracting(d -> d.kind() + " " + d.name()).containsExactly("DASHBOARD api.json",
                "DATASOURCE_PROVISIONING datasources.yaml", "DATASOURCE_PROVISIONING additionalDataSources");
        assertThat(problems).isEmpty();
    }
}
