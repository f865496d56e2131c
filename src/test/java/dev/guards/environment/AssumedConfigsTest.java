package dev.guards.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.config.settings.Settings;
import dev.guards.config.settings.SettingsReader;
import dev.guards.inventory.StackInventory;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssumedConfigsTest {
    private static final String SCRAPES = "rule_files: [/etc/prometheus/rules/*.yml]\nscrape_configs: [{job_name: self, static_configs: [{targets: ['localhost:9090']}]}]\n";

    @TempDir
    Path root;

    private final List<Problem> problems = new ArrayList<>();

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void compose(String volume) throws IOException {
        file("docker/compose.yml", "name: x\nservices:\n  prom:\n    image: prom/prometheus:v3.1.0\n    volumes: ['" + volume + "']\nvolumes: {conf: {}}\n");
    }

    private Environment detect(String settings) throws IOException {
        Settings read;
        try {
            read = SettingsReader.read(YamlReader.read(new Source("guards.yaml", settings).whole(), problems::add), problems::add);
        } catch (ReadException e) {
            throw new AssertionError(e);
        }
        List<Environment> found = Environments.detect(Documents.read(new Workspace(root, problems::add), problems::add), read);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Program server(Environment environment) {
        return environment.programs(Role.PROMETHEUS).get(0);
    }

    private static List<String> taken(Environment environment) {
        return environment.assumptions().stream().map(Assumption::message).toList();
    }

    @Test
    void takesTheFileThatEndsLikeTheSourceOfTheMount() throws IOException {
        compose("./monitoring/prometheus.yml:/etc/prometheus/prometheus.yml");
        file("monitoring/prometheus.yml", SCRAPES);
        file("other/prometheus.yml", "scrape_configs: [{job_name: b}]\n");
        file("monitoring/rules/a.yml", "groups: [{name: g, rules: [{record: r, expr: up}]}]\n");
        Environment environment = detect("");
        assertThat(server(environment).config().path()).isEqualTo("monitoring/prometheus.yml");
        assertThat(server(environment).workload()).isNotNull();
        assertThat(environment.programs(Role.PROMETHEUS)).hasSize(1);
        assertThat(taken(environment)).containsExactly("the configuration of Prometheus (service prom) is taken to be `monitoring/prometheus.yml`,"
                + " which ends like `docker/monitoring/prometheus.yml`; `configs: {prom: monitoring/prometheus.yml}` in guards.yaml makes it certain");
        StackInventory inventory = StackInventory.of(environment, Catalog.builtIn());
        assertThat(inventory.series("prometheus_build_info")).anyMatch(s -> s.condition().isEmpty());
        assertThat(inventory.rules()).hasSize(1);
        assertThat(inventory.isRulesOpen()).isTrue();
        assertThat(inventory.isOpen()).isTrue();
    }

    @Test
    void takesTheFileThatEndsLikeThePathInTheContainer() throws IOException {
        compose("conf:/etc/prometheus");
        file("build/prometheus/prometheus.yaml", SCRAPES);
        file("build/agent/prometheus.yml", "scrape_configs: [{job_name: b}]\n");
        assertThat(server(detect("")).config().path()).isEqualTo("build/prometheus/prometheus.yaml");
    }

    @Test
    void takesTheOnlyOneUnderAnyName() throws IOException {
        compose("conf:/etc/prometheus");
        file("scrape/jobs.yml", SCRAPES);
        Environment environment = detect("");
        assertThat(server(environment).config().path()).isEqualTo("scrape/jobs.yml");
        assertThat(taken(environment)).anyMatch(m -> m.contains("the only one in the repository"));
    }

    @Test
    void takesNoneOfSeveralThatFitAlike() throws IOException {
        compose("conf:/etc/prometheus");
        file("a/prometheus.yml", SCRAPES);
        file("b/prometheus.yml", SCRAPES);
        Environment environment = detect("");
        assertThat(server(environment).config()).isNull();
        assertThat(taken(environment)).isEmpty();
        assertThat(environment.programs(Role.PROMETHEUS)).hasSize(3);
    }

    @Test
    void takesAMountedFileWithoutAWord() throws IOException {
        compose("../monitoring/prometheus.yml:/etc/prometheus/prometheus.yml");
        file("monitoring/prometheus.yml", "scrape_configs: [{job_name: self, static_configs: [{targets: ['localhost:9090']}]}]\n");
        Environment environment = detect("");
        assertThat(server(environment).isAssumed()).isFalse();
        assertThat(taken(environment)).isEmpty();
        assertThat(StackInventory.of(environment, Catalog.builtIn()).isOpen()).isFalse();
    }

    @Test
    void isCertainWhenGuardsYamlSaysSo() throws IOException {
        compose("conf:/etc/prometheus");
        file("a/prometheus.yml", "scrape_configs: [{job_name: self, static_configs: [{targets: ['localhost:9090']}]}]\n");
        file("b/prometheus.yml", SCRAPES);
        Environment environment = detect("environments: {docker: {configs: {prom: a/prometheus.yml}}}\n");
        assertThat(server(environment).config().path()).isEqualTo("a/prometheus.yml");
        assertThat(taken(environment)).isEmpty();
        assertThat(StackInventory.of(environment, Catalog.builtIn()).isOpen()).isFalse();
    }

    @Test
    void saysThatGuardsYamlNamesNoConfiguration() throws IOException {
        compose("conf:/etc/prometheus");
        file("a/prometheus.yml", SCRAPES);
        Environment environment = detect("environments: {docker: {configs: {prom: a/prom.yml}}}\n");
        assertThat(taken(environment)).anyMatch(m -> m.startsWith("guards.yaml names `a/prom.yml`"));
    }

    @Test
    void readsOnlyTheFilesThatGuardsYamlLists() throws IOException {
        file("docker-compose.yml", "services: {prom: {image: 'prom/prometheus'}, web: {image: a}}\n");
        file("docker-compose.dev.yml", "services: {web: {image: b}}\n");
        file("docker-compose.full.yml", "services: {extra: {image: c}}\n");
        Environment environment = detect("environments: {dev: {runtime: docker, files: [docker-compose.yml, docker-compose.dev.yml]}}\n");
        assertThat(environment.name()).isEqualTo("dev");
        assertThat(environment.workload("extra")).isNull();
        assertThat(environment.workloads()).extracting(Workload::name).containsExactly("prom", "web");
        assertThat(environment.workload("web").image().text().value()).isEqualTo("b");
        assertThat(environment.workloads()).allMatch(w -> w.condition().isEmpty());
    }

    @Test
    void saysThatAGlobOfGuardsYamlFitsNothing() throws IOException {
        file("docker-compose.yml", "services: {web: {image: a}}\n");
        Environment environment = detect("environments: {docker: {runtime: docker, files: [docker-compose.yml, compose.d/*.yml]}}\n");
        assertThat(environment.problems()).extracting(Problem::message).containsExactly("no Compose file fits `compose.d/*.yml`");
    }

    @Test
    void readsOnlyTheManifestsThatGuardsYamlLists() throws IOException {
        String deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: NAME}\nspec: {template: {spec: {containers: [{name: c, image: a}]}}}\n";
        file("k8s/a.yaml", deployment.replace("NAME", "a"));
        file("k8s/b.yaml", deployment.replace("NAME", "b"));
        Environment environment = detect("environments: {kind: {runtime: kubernetes, files: [k8s/b.yaml]}}\n");
        assertThat(environment.name()).isEqualTo("kind");
        assertThat(environment.workloads()).extracting(Workload::name).containsExactly("b");
    }

    @Test
    void whatTheServerDependsOnHoldsForItsTargetsToo() throws IOException {
        file("docker-compose.yml", """
                services:
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    profiles: [monitoring]
                    volumes: ['./prometheus.yml:/etc/prometheus/prometheus.yml']
                  node:
                    image: prom/node-exporter:v1.8.2
                    profiles: [monitoring, host]
                  redis:
                    image: oliver006/redis_exporter:v1.60.0
                    profiles: [cache]
                """);
        file("prometheus.yml", "scrape_configs: [{job_name: a, static_configs: [{targets: ['node:9100', 'redis:9121']}]}]\n");
        StackInventory inventory = StackInventory.of(detect(""), Catalog.builtIn());
        assertThat(inventory.jobs().get(0).targets()).extracting(t -> t.condition()).containsExactly("", "with profile cache");
        assertThat(inventory.jobs().get(0).targets()).extracting(t -> t.problems().size()).containsExactly(0, 1);
    }

    @Test
    void followsAVariableWithoutAValueToTheOnlyPathThatEndsLikeIt() throws IOException {
        compose("$STACK/../shared/metrics:/etc/prometheus");
        file("shared/metrics/prometheus.yml", SCRAPES);
        file("other/prometheus.yml", "scrape_configs: [{job_name: b}]\n");
        Environment environment = detect("");
        assertThat(server(environment).config().path()).isEqualTo("shared/metrics/prometheus.yml");
        assertThat(server(environment).isAssumed()).isTrue();
        assertThat(taken(environment)).contains("of mounts whose path starts with such a variable, `…/../shared/metrics` is taken to be `shared/metrics`");
        assertThat(StackInventory.of(environment, Catalog.builtIn()).isOpen()).isTrue();
    }

    @Test
    void prefersTheProjectDirectoryForAVariable() throws IOException {
        compose("${PWD}/prometheus.yml:/etc/prometheus/prometheus.yml");
        file("docker/prometheus.yml", SCRAPES);
        file("other/prometheus.yml", "scrape_configs: [{job_name: b}]\n");
        assertThat(server(detect("")).config().path()).isEqualTo("docker/prometheus.yml");
    }

    @Test
    void doesNotChooseBetweenTwoPathsThatFitAVariable() {
        LikelyPaths paths = new LikelyPaths(List.of("a/conf/p.yml", "b/conf/p.yml", "c/x-dev.yml"));
        String mark = String.valueOf(dev.guards.text.Unknown.MARK);
        assertThat(paths.of(mark + "/conf/p.yml", "")).isNull();
        assertThat(paths.of(mark + "/conf/p.yml", "b")).isEqualTo("b/conf/p.yml");
        assertThat(paths.of("./x-" + mark + ".yml", "c")).isEqualTo("c/x-dev.yml");
        assertThat(paths.of("/opt/" + mark + "/p.yml", "a")).isNull();
        assertThat(paths.of(mark, "a")).isNull();
        assertThat(paths.of(mark + "/..", "a")).isNull();
    }
}
