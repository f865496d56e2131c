package dev.guards.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Documents;
import dev.guards.text.Problem;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEnvironmentsTest {
    @TempDir
    Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<Environment> detect() throws IOException {
        List<Problem> problems = new ArrayList<>();
        return Environments.detect(Documents.read(new Workspace(root, problems::add), problems::add));
    }

    private Environment only() throws IOException {
        List<Environment> found = detect();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void namesContainersAsComposeDoes() throws IOException {
        file("compose.yml", "name: Shop\nservices:\n  web: {image: a}\n  db: {image: b, container_name: shop_db}\n");
        Environment environment = only();
        Workload web = environment.workload("web");
        assertThat(web.namespace()).isEqualTo("shop");
        assertThat(web.instanceNames().contains("shop-web-1")).isTrue();
        assertThat(web.instanceNames().contains("shop_web_2")).isTrue();
        assertThat(web.instanceNames().contains("web")).isFalse();
        assertThat(web.instanceNames().describe(3)).isEqualTo("`shop-web-1`");
        assertThat(environment.workload("db").instanceNames().single()).isEqualTo("shop_db");
        assertThat(web.networks()).containsOnlyKeys("shop_default");
    }

    @Test
    void doesNotKnowTheNameOfTheCheckout() throws IOException {
        file("docker-compose.yml", "services:\n  web: {image: a}\n");
        Workload web = only().workload("web");
        assertThat(web.instanceNames().contains("anything-web-1")).isTrue();
        assertThat(web.instanceNames().contains("anything-api-1")).isFalse();
        assertThat(web.instanceNames().describe(3)).isEqualTo("`<project>-web-1`");
        assertThat(only().assumptions()).hasSize(1);
    }

    @Test
    void takesTheProjectNameFromDirectoryOrEnvFile() throws IOException {
        file("Monitoring/docker-compose.yml", "services:\n  web: {image: a}\n");
        assertThat(only().workload("web").namespace()).isEqualTo("monitoring");
        file("Monitoring/.env", "COMPOSE_PROJECT_NAME=prod\n");
        assertThat(only().workload("web").namespace()).isEqualTo("prod");
    }

    @Test
    void leadsBackFromTheCommandLineToTheFile() throws IOException {
        file("docker-compose.yml", """
                services:
                  prom:
                    image: prom/prometheus:v3.1.0
                    command: --config.file=/cfg/p.yml --web.enable-lifecycle
                    volumes:
                      - ./monitoring:/cfg:ro
                """);
        file("monitoring/p.yml", "scrape_configs: [{job_name: a}]\n");
        file("other/prometheus.yml", "scrape_configs: [{job_name: b}]\n");
        Program prometheus = only().programs(Role.PROMETHEUS).get(0);
        assertThat(prometheus.config().path()).isEqualTo("monitoring/p.yml");
        assertThat(only().programs(Role.PROMETHEUS)).as("the other file runs nowhere").hasSize(1);
    }

    @Test
    void readsConfigsSecretsAndBuilds() throws IOException {
        file("docker-compose.yml", """
                services:
                  prom:
                    build: {context: ./prom}
                  loki:
                    image: grafana/loki:3.2.0
                    command: [-config.file=/etc/loki/conf.yml]
                    configs:
                      - {source: loki, target: /etc/loki/conf.yml}
                configs:
                  loki: {file: ./loki.yml}
                """);
        file("loki.yml", "auth_enabled: false\nschema_config: {}\n");
        file("prom/Dockerfile", "FROM prom/prometheus:v2.55.0\nCOPY prometheus.yml /etc/prometheus/\nEXPOSE 9090\n");
        file("prom/prometheus.yml", "scrape_configs: []\n");
        Environment environment = only();
        assertThat(environment.programs(Role.PROMETHEUS).get(0).config().path()).isEqualTo("prom/prometheus.yml");
        assertThat(environment.programs(Role.LOKI).get(0).config().path()).isEqualTo("loki.yml");
        assertThat(environment.workload("prom").ports()).hasSize(1);
    }

    @Test
    void keepsServicesOfOptionalFilesConditionally() throws IOException {
        file("docker-compose.yml", "services:\n  web: {image: 'a:1'}\n");
        file("docker-compose.prod.yml", "services:\n  web: {image: 'a:2'}\n  cache: {image: redis}\n");
        List<Workload> workloads = only().workloads();
        assertThat(workloads).extracting(Workload::name).containsExactly("web", "web", "cache");
        assertThat(workloads.get(0).condition()).isEmpty();
        assertThat(workloads.get(2).condition()).isEqualTo("only with docker-compose.prod.yml");
    }

    @Test
    void tellsWholeStacksApart() throws IOException {
        for (String example : List.of("a", "b")) {
            file(example + "/docker-compose.yml", "services:\n  p: {image: prom/prometheus}\n  g: {image: grafana/grafana}\n  "
                    + example + ": {image: x}\n");
        }
        assertThat(detect()).extracting(Environment::name).containsExactly("docker:a", "docker:b");
        assertThat(detect().get(0).workloads()).extracting(Workload::name).containsExactly("p", "g", "a");
    }

    @Test
    void goesOnAfterWhatIsMissing() throws IOException {
        file("docker-compose.yml", """
                include: [gone.yml]
                services:
                  a: {extends: {service: b}}
                  b: {extends: {service: a}}
                  c: {image: 'x:${TAG}', extends: {file: nowhere.yml, service: z}}
                """);
        Environment environment = only();
        assertThat(environment.complete()).isFalse();
        assertThat(environment.problems()).extracting(Problem::message).anyMatch(m -> m.contains("gone.yml"))
                .anyMatch(m -> m.contains("extends itself")).anyMatch(m -> m.contains("nowhere.yml"));
        assertThat(environment.workload("c").image().isKnown()).isFalse();
        assertThat(environment.workloads()).hasSize(3);
    }

    @Test
    void neverReadsOutsideOfTheRoot() throws IOException {
        file("in/docker-compose.yml", "include: [../../secret.yml]\nservices:\n  a: {image: x, volumes: ['../../..:/host']}\n");
        Path inner = root.resolve("in");
        List<Problem> problems = new ArrayList<>();
        Files.writeString(root.resolve("secret.yml"), "services:\n  evil: {image: x}\n");
        List<Environment> found = Environments.detect(Documents.read(new Workspace(inner, problems::add), problems::add));
        assertThat(found.get(0).workloads()).extracting(Workload::name).containsExactly("a");
        assertThat(found.get(0).complete()).isFalse();
    }

    @Test
    void takesConfigurationsWithoutContainersAsAHost() throws IOException {
        file("prometheus.yml", "scrape_configs: [{job_name: a, static_configs: [{targets: ['x:1']}]}]\n");
        assertThat(only().kind()).isEqualTo(Environment.Kind.HOST);
        assertThat(only().programs(Role.PROMETHEUS)).hasSize(1);
    }

    @Test
    void separatesStacksThatRunOneStoreUnderOneName() throws IOException {
        String stack = "services:\n  prometheus: {image: prom/prometheus}\n  app: {image: acme/app}\n";
        file("one/compose.yml", stack);
        file("two/compose.yml", stack);
        file("tools/compose.yml", "services:\n  shell: {image: alpine}\n");
        assertThat(detect()).extracting(Environment::name).containsExactly("docker:one", "docker:two");
        assertThat(detect().get(0).workload("shell")).isNotNull();
        String joined = stack.replace("prom/prometheus", "prom/prometheus, networks: [shared]") + "networks: {shared: {external: true}}\n";
        file("one/compose.yml", joined);
        file("two/compose.yml", joined);
        only();
    }

    @Test
    void aStackThatIncludesAnotherIsOneWithIt() throws IOException {
        file("monitoring/compose.yml", "services:\n  prometheus: {image: prom/prometheus}\n");
        file("compose.yml", "include: [monitoring/compose.yml]\nservices:\n  app: {image: acme/app}\n");
        only();
    }

    @Test
    void saysWhatComposeDoesNotStartWithout() throws IOException {
        file("compose.yml", "name: x\nservices:\n  app: {image: 'acme/app:${TAG:?which one}', command: '${ARG?}'}\n");
        assertThat(only().assumptions()).extracting(Assumption::message)
                .contains("variables that Compose does not start without have a value: ARG, TAG (which one)");
    }

    @Test
    void readsOutsideOfTheRootOnlyWhenThatIsAllowed() throws IOException {
        file("repo/compose.yml", "include: [../shared/app.yml]\nservices:\n  prom: {image: 'prom/prometheus:v3.1.0',"
                + " volumes: ['../shared/p.yml:/etc/prometheus/prometheus.yml']}\n");
        file("shared/app.yml", "services:\n  app: {image: acme/app}\n");
        file("shared/p.yml", "scrape_configs: [{job_name: a}]\n");
        for (boolean allowed : new boolean[] {true, false}) {
            List<Problem> problems = new ArrayList<>();
            Path repository = root.resolve("repo");
            Environment environment = Environments.detect(Documents.read(new Workspace(repository, repository, allowed, problems::add),
                    problems::add)).get(0);
            assertThat(environment.workload("app") != null).isEqualTo(allowed);
            assertThat(environment.programs(Role.PROMETHEUS).get(0).config() != null).isEqualTo(allowed);
            assertThat(environment.complete()).isEqualTo(allowed);
            assertThat(environment.problems()).extracting(Problem::help).hasSize(allowed ? 0 : 1)
                    .allMatch(help -> help.contains("--allow-outside"));
        }
    }

    @Test
    void laysAFileOverTheOneThatDefinesItsServices() throws IOException {
        file("compose.yml", "name: x\nservices:\n  app: {image: acme/app}\n");
        file("compose.full.yml", "services:\n  prom: {image: 'prom/prometheus:v3.1.0', volumes: ['./p.yml:/etc/prometheus/prometheus.yml']}\n");
        file("compose.debug.yml", "services:\n  prom: {ports: ['9090:9090']}\n");
        file("p.yml", "scrape_configs: [{job_name: a}]\n");
        assertThat(only().programs(Role.PROMETHEUS)).hasSize(2).allMatch(p -> p.config() != null);
        assertThat(only().programs(Role.PROMETHEUS)).extracting(p -> p.workload().condition())
                .containsExactlyInAnyOrder("only with compose.full.yml", "only with compose.debug.yml");
    }
}
