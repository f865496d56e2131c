package dev.guards.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.Environment;
import dev.guards.environment.Environments;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Prometheus servers, one of which scrapes a node exporter, and what reaches the other. */
class MetricsServersTest {
    private static final String HOSTS = "global: {external_labels: {site: berlin}}\nrule_files: [rules.yml]\n"
            + "scrape_configs: [{job_name: node, static_configs: [{targets: ['node:9100']}]}]\n";

    @TempDir
    Path root;
    private Environment environment;

    @BeforeEach
    void stack() throws IOException {
        compose("");
        file("hosts.yml", HOSTS);
        file("rules.yml", "groups: [{name: g, rules: [{record: 'node:load', expr: node_load1}]}]\n");
        file("apps.yml", "scrape_configs: [{job_name: self, static_configs: [{targets: ['localhost:9090']}]}]\n");
    }

    private void compose(String option) throws IOException {
        file("docker-compose.yml", """
                name: shop
                services:
                  node: {image: 'prom/node-exporter:v1.8.2'}
                  hosts: {image: 'prom/prometheus:v3.1.0', volumes: ['./hosts.yml:/etc/prometheus/prometheus.yml', './rules.yml:/etc/prometheus/rules.yml']}
                  apps: {image: 'prom/prometheus:v3.1.0', volumes: ['./apps.yml:/etc/prometheus/prometheus.yml']%s}
                """.formatted(option));
    }

    private void file(String path, String content) throws IOException {
        Files.writeString(root.resolve(path), content);
    }

    private MetricsServers servers() throws IOException {
        environment = Environments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0);
        return MetricsServers.of(environment, Catalog.builtIn());
    }

    private StackInventory of(String service) throws IOException {
        MetricsServers servers = servers();
        return servers.of(environment.workload(service));
    }

    @Test
    void eachKeepsWhatItScrapes() throws IOException {
        assertThat(of("hosts").series("node_load1")).hasSize(1);
        assertThat(of("apps").series("node_load1")).isEmpty();
        assertThat(of("apps").isOpen()).isFalse();
        assertThat(servers().all().series("node_load1")).hasSize(1);
        Missing missing = of("apps").missing("node_load1");
        assertThat(missing.reason()).isEqualTo(Missing.Reason.OTHER_SERVER);
        assertThat(missing.remedy()).isEqualTo("ask a datasource of the server that scrapes job `node`");
        assertThat(of("apps").missing("node:load").reason()).isEqualTo(Missing.Reason.OTHER_SERVER);
    }

    @Test
    void whatIsNoServerAnswersFromAll() throws IOException {
        MetricsServers servers = servers();
        assertThat(servers.of(environment.workload("node"))).isSameAs(servers.all());
        assertThat(servers.of(null)).isSameAs(servers.all());
    }

    @Test
    void remoteWriteBringsSeriesWithExternalLabels() throws IOException {
        compose(", command: ['--web.enable-remote-write-receiver']");
        file("hosts.yml", HOSTS + "remote_write: [{url: 'http://apps:9090/api/v1/write', write_relabel_configs: [{source_labels: [__name__], regex: node_load5, action: drop}]}]\n");
        StackInventory apps = of("apps");
        assertThat(apps.series("node_load1")).extracting(s -> s.labels().get("site").single()).containsExactly("berlin");
        assertThat(apps.series("up")).extracting(s -> s.labels().get("site").single()).containsExactly("berlin", "");
        assertThat(apps.series("node_load5")).isEmpty();
        assertThat(apps.rules()).hasSize(1);
        assertThat(apps.rules().get(0).groups().get(0).labels()).containsKey("site");
        assertThat(of("hosts").series("node_load1").get(0).labels().has("site")).isFalse();
        assertThat(of("hosts").series("node_load5")).hasSize(1);
    }

    @Test
    void aServerThatAcceptsNothingGetsNothing() throws IOException {
        file("hosts.yml", HOSTS + "remote_write: [{url: 'http://apps:9090/api/v1/write'}]\n");
        assertThat(of("apps").series("node_load1")).isEmpty();
    }

    @Test
    void aCommandLineThatIsNotKnownMayAcceptAnything() throws IOException {
        compose(", command: ['${OPTIONS}']");
        assertThat(of("apps").series("node_load1")).hasSize(1);
        compose(", command: ['--storage.tsdb.retention.time=${DAYS}']");
        assertThat(of("apps").series("node_load1")).isEmpty();
    }

    @Test
    void anAddressThatIsNotKnownMayBeAnyServer() throws IOException {
        compose(", command: ['--web.enable-remote-write-receiver']");
        file("hosts.yml", HOSTS + "remote_write: [{url: 'http://gateway/api/v1/write'}]\n");
        assertThat(of("apps").series("node_load1")).isEmpty();
        file("hosts.yml", HOSTS + "remote_write: [{url: 'http://node/api/v1/write'}]\n");
        assertThat(of("apps").series("node_load1")).hasSize(1);
    }

    @Test
    void anOpenServerDoesNotOpenAnother() throws IOException {
        Files.delete(root.resolve("apps.yml"));
        assertThat(of("hosts").isOpen()).isFalse();
        assertThat(of("apps").isOpen()).isTrue();
        assertThat(List.of(servers().all().isOpen())).containsExactly(true);
    }

    @Test
    void victoriaMetricsKeepsWhatItsAgentScrapes() throws IOException {
        file("docker-compose.yml", """
                name: shop
                services:
                  node: {image: 'prom/node-exporter:v1.8.2'}
                  agent: {image: 'victoriametrics/vmagent:v1.106.0', volumes: ['./hosts.yml:/etc/scrape.yml'],
                    command: ['-promscrape.config=/etc/scrape.yml', '-remoteWrite.url=http://victoria:8428/api/v1/write']}
                  victoria: {image: 'victoriametrics/victoria-metrics:v1.106.0', volumes: ['./apps.yml:/etc/scrape.yml'],
                    command: ['-promscrape.config=/etc/scrape.yml']}
                  apps: {image: 'prom/prometheus:v3.1.0', volumes: ['./apps.yml:/etc/prometheus/prometheus.yml']}
                """);
        StackInventory victoria = of("victoria");
        assertThat(victoria.series("node_load1")).extracting(s -> s.labels().get("site").single()).containsExactly("berlin");
        assertThat(victoria.isOpen()).isTrue();
        assertThat(of("apps").series("node_load1")).isEmpty();
        assertThat(of("apps").isOpen()).isFalse();
    }

    @Test
    void findsHostAndPort() {
        assertThat(MetricsServers.address("http://user:secret@prom:9090/path?x=a@b")).isEqualTo("prom:9090");
        assertThat(MetricsServers.address("prom:9090")).isEqualTo("prom:9090");
        assertThat(MetricsServers.address("https://prom")).isEqualTo("prom");
    }
}
