package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query is held against the server that its datasource leads to. */
class DatasourceServersTest {
    private static final String QUERY = "node_load1";

    @TempDir
    Path root;
    private SmallStack stack;

    @BeforeEach
    void stack() throws IOException {
        stack = new SmallStack(root).write("docker-compose.yml", """
                name: shop
                services:
                  node: {image: 'prom/node-exporter:v1.8.2'}
                  prometheus: {image: 'prom/prometheus:v3.1.0', volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']}
                  other: {image: 'prom/prometheus:v3.1.0', volumes: ['./other.yml:/etc/prometheus/prometheus.yml']}
                  proxy: {image: 'nginx:1'}
                  grafana: {image: 'grafana/grafana:11.4.0', environment: {PROM: 'prometheus', PORT: '9090'}}
                """).write("other.yml", "scrape_configs: [{job_name: self, static_configs: [{targets: ['localhost:9090']}]}]\n");
    }

    private Verdict verdict(String... urls) throws IOException {
        StringBuilder yaml = new StringBuilder("apiVersion: 1\ndatasources:\n");
        for (int i = 0; i < urls.length; i++) {
            yaml.append("  - {name: P").append(i).append(", type: prometheus, url: '").append(urls[i]).append("', isDefault: true}\n");
        }
        return stack.write("grafana/datasources.yml", yaml.toString()).verdict(QUERY);
    }

    @Test
    void leadsByTheNameOfAService() throws IOException {
        assertThat(verdict("http://prometheus:9090")).isEqualTo(Verdict.DATA);
        assertThat(verdict("http://other:9090")).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void variablesOfTheContainerAreFilledIn() throws IOException {
        assertThat(verdict("http://${PROM}:$PORT")).isEqualTo(Verdict.DATA);
        assertThat(verdict("$ELSEWHERE")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatCannotBeToldSeesAllServers() throws IOException {
        assertThat(verdict("http://proxy/prometheus")).isEqualTo(Verdict.DATA);
        assertThat(verdict("http://prometheus:9090", "http://other:9090")).isEqualTo(Verdict.DATA);
    }
}
