package dev.guards.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.Environments;
import dev.guards.regex.Matcher;
import dev.guards.text.Problem;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackInventoryTest {
    private static final String STACK = """
            name: shop
            services:
              prometheus:
                image: prom/prometheus:v3.1.0
                volumes: [./prometheus.yml:/etc/prometheus/prometheus.yml, ./targets:/etc/prometheus/targets]
              cadvisor:
                image: gcr.io/cadvisor/cadvisor:v0.49.1
                command: [%s]
              node:
                image: prom/node-exporter:v1.8.0
              web:
                image: acme/web:1
                labels: {metrics.port: "8000", tier: front}
                ports: ["9000:8000"]
              sidecar:
                image: acme/sidecar:1
                network_mode: service:web
            """;
    @TempDir
    Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Inventory inventory(String prometheus) throws IOException {
        return inventory(prometheus, "");
    }

    private Inventory inventory(String prometheus, String cadvisorFlags) throws IOException {
        if (!Files.exists(root.resolve("docker-compose.yml"))) {
            file("docker-compose.yml", STACK.formatted(cadvisorFlags));
        }
        file("prometheus.yml", "scrape_configs:\n" + prometheus.indent(2));
        List<Problem> problems = new ArrayList<>();
        Documents documents = Documents.read(new Workspace(root, problems::add), problems::add);
        return StackInventory.of(Environments.detect(documents).get(0), Catalog.builtIn());
    }

    private static boolean has(Inventory inventory, String metric, String label, String value) {
        return inventory.series(metric).stream().anyMatch(s -> s.labels().match(List.of(new Matcher(label, Matcher.Op.EQUAL, value)))
                != Labels.Match.NEVER);
    }

    @Test
    void targetLabelsComeInPrometheusOrder() throws IOException {
        Inventory inventory = inventory("""
                - job_name: n
                  static_configs: [{targets: ['node:9100'], labels: {job: mine, env: prod, __meta_x: y}}]
                  relabel_configs:
                    - {source_labels: [__meta_x], target_label: x}
                    - {source_labels: [__address__], regex: '([^:]+).*', target_label: instance}
                """);
        assertThat(inventory.series("up")).extracting(s -> s.labels().toString())
                .containsExactly("{__name__=`up`, env=`prod`, instance=`node`, job=`mine`, x=`y`}");
        assertThat(inventory.series("node_load1").get(0).certainty()).isEqualTo(Certainty.CERTAIN);
    }

    @Test
    void probedTargetsCarryTheParameter() throws IOException {
        Inventory inventory = inventory("""
                - job_name: probe
                  metrics_path: /probe
                  params: {module: [http_2xx]}
                  static_configs: [{targets: ['https://example.com']}]
                  relabel_configs:
                    - {source_labels: [__address__], target_label: __param_target}
                    - {source_labels: [__param_target], target_label: instance}
                    - {source_labels: [__param_module], target_label: module}
                    - {target_label: __address__, replacement: 'blackbox:9115'}
                """);
        assertThat(inventory.series("up").get(0).labels())
                .hasToString("{__name__=`up`, instance=`https://example.com`, job=`probe`, module=`http_2xx`}");
        assertThat(inventory.jobs().get(0).targets().get(0).problems()).extracting(TargetProblem::kind)
                .containsExactly(TargetProblem.Kind.HOST_UNKNOWN);
    }

    @Test
    void cadvisorSeesTheContainersOfTheEnvironment() throws IOException {
        Inventory inventory = inventory("- {job_name: c, static_configs: [{targets: ['cadvisor:8080']}]}\n");
        String memory = "container_memory_usage_bytes";
        assertThat(has(inventory, memory, "name", "shop-web-1")).isTrue();
        assertThat(has(inventory, memory, "name", "shop-db-1")).isFalse();
        assertThat(has(inventory, memory, "container_label_tier", "front")).isTrue();
        assertThat(has(inventory, memory, "container_label_tier", "back")).as("another image may have such a label").isTrue();
        assertThat(has(inventory, memory, "pod", "x")).isFalse();
        assertThat(has(inventory, memory, "name", "")).as("the machine as a whole").isTrue();
        assertThat(has(inventory, "container_network_receive_bytes_total", "name", "shop-web-1")).isTrue();
        assertThat(has(inventory, "container_network_receive_bytes_total", "name", "shop-sidecar-1")).isFalse();
        assertThat(inventory.series(memory)).filteredOn(Series::hostAssumed).hasSize(5);
        assertThat(inventory.series("container_network_receive_bytes_total")).filteredOn(Series::hostAssumed)
                .as("a service on a network of the project has its own").allMatch(s -> s.certainty() == Certainty.CERTAIN);
    }

    @Test
    void cadvisorFlagsCount() throws IOException {
        Inventory inventory = inventory("- {job_name: c, static_configs: [{targets: ['cadvisor:8080']}]}\n",
                "--store_container_labels=false, --whitelisted_container_labels=tier, --disable_metrics=disk, --docker_only=true");
        assertThat(has(inventory, "container_memory_usage_bytes", "container_label_tier", "front")).isTrue();
        assertThat(has(inventory, "container_memory_usage_bytes", "container_label_com_docker_compose_service", "web")).isFalse();
        assertThat(inventory.series("container_fs_usage_bytes")).isEmpty();
        assertThat(inventory.missing("container_fs_usage_bytes").reason()).isEqualTo(Missing.Reason.DISABLED);
        assertThat(inventory.series("container_network_tcp_usage_total")).as("a given list takes the place of the default one").isNotEmpty();
    }

    @Test
    void dockerDiscoveryIsExecuted() throws IOException {
        Inventory inventory = inventory("""
                - job_name: containers
                  docker_sd_configs: [{host: unix:///var/run/docker.sock}]
                  relabel_configs:
                    - {source_labels: [__meta_docker_container_label_metrics_port], regex: '.+', action: keep}
                    - {source_labels: [__meta_docker_container_name], regex: '/(.*)', target_label: container}
                    - {source_labels: [__meta_docker_container_label_com_docker_compose_service], target_label: service}
                    - source_labels: [__address__, __meta_docker_container_label_metrics_port]
                      regex: '([^:]+)(?::[0-9]+)?;([0-9]+)'
                      replacement: '$1:$2'
                      target_label: __address__
                """);
        assertThat(has(inventory, "up", "service", "web")).isTrue();
        assertThat(has(inventory, "up", "container", "shop-web-1")).isTrue();
        assertThat(inventory.series("up")).filteredOn(s -> s.labels().get("service").contains("web"))
                .allMatch(s -> s.labels().get("instance").filter(dev.guards.regex.Re2.of(".*:8000")).isEmpty() == false);
        assertThat(has(inventory, "up", "service", "node")).as("only if its image had the label").isTrue();
        assertThat(inventory.series("up")).filteredOn(s -> s.labels().get("service").contains("node"))
                .allMatch(s -> s.certainty() == Certainty.CONDITIONAL);
    }

    @Test
    void fileDiscoveryReadsItsFiles() throws IOException {
        file("targets/a.yml", "- {targets: ['node:9100'], labels: {dc: eu}}\n");
        Inventory inventory = inventory("- {job_name: f, file_sd_configs: [{files: [targets/*.yml]}]}\n");
        assertThat(inventory.series("up")).extracting(s -> s.labels().toString())
                .containsExactly("{__name__=`up`, dc=`eu`, instance=`node:9100`, job=`f`}");
        assertThat(inventory.jobs().get(0).open()).isFalse();
        Inventory gone = inventory("- {job_name: f, file_sd_configs: [{files: [gone/*.yml]}]}\n");
        assertThat(gone.jobs().get(0).open()).isTrue();
        assertThat(has(gone, "up", "dc", "us")).isTrue();
        assertThat(has(gone, "up", "job", "other")).as("a group may set any label").isTrue();
    }

    @Test
    void metricRelabellingDropsAndRenames() throws IOException {
        Inventory inventory = inventory("""
                - job_name: n
                  static_configs: [{targets: ['node:9100']}]
                  metric_relabel_configs:
                    - {source_labels: [__name__], regex: 'node_cpu_.*', action: drop}
                    - {source_labels: [__name__], regex: 'node_load1', target_label: __name__, replacement: load}
                    - {regex: device, action: labeldrop}
                """);
        assertThat(inventory.series("node_cpu_seconds_total")).isEmpty();
        Missing missing = inventory.missing("node_cpu_seconds_total");
        assertThat(missing.reason()).isEqualTo(Missing.Reason.DROPPED_BY_RELABEL);
        assertThat(missing.evidence().get(0).span().line()).isEqualTo(5);
        assertThat(inventory.series("load")).hasSize(1);
        assertThat(inventory.series("node_load1")).isEmpty();
        assertThat(inventory.series("node_network_receive_bytes_total").get(0).labels().mayHave("device")).isFalse();
        assertThat(inventory.metricNames()).contains("load", "up").doesNotContain("node_load1");
    }

    @Test
    void clashingLabelsMoveOrWin() throws IOException {
        Inventory plain = inventory("- {job_name: c, static_configs: [{targets: ['cadvisor:8080'], labels: {image: mine}}]}\n");
        assertThat(plain.series("container_memory_usage_bytes").get(0).labels().get("image").single()).isEqualTo("mine");
        assertThat(has(plain, "container_memory_usage_bytes", "exported_image", "acme/web:1")).isTrue();
        Inventory honored = inventory("- {job_name: c, honor_labels: true, static_configs: [{targets: ['cadvisor:8080'], labels: {image: mine}}]}\n");
        assertThat(has(honored, "container_memory_usage_bytes", "image", "acme/web:1")).isTrue();
        assertThat(has(honored, "container_memory_usage_bytes", "exported_image", "acme/web:1")).isFalse();
    }

    @Test
    void unrecognisedExportersStayOpenForNamesThatNobodyOwns() throws IOException {
        Inventory inventory = inventory("- {job_name: web, static_configs: [{targets: ['web:8000']}]}\n");
        assertThat(inventory.openSeries("orders_total")).hasSize(1);
        assertThat(inventory.openSeries("orders_total").get(0).labels().get("job").single()).isEqualTo("web");
        assertThat(inventory.openSeries("orders_total").get(0).labels().mayHave("customer")).isTrue();
        assertThat(inventory.openSeries("kube_pod_info")).isEmpty();
        assertThat(inventory.openSeries("up")).isEmpty();
        assertThat(inventory.missing("kube_pod_info").reason()).isEqualTo(Missing.Reason.WRONG_ENVIRONMENT);
        assertThat(inventory.missing("node_load1").reason()).isEqualTo(Missing.Reason.NOT_SCRAPED);
        assertThat(inventory.missing("pg_up").reason()).isEqualTo(Missing.Reason.EXPORTER_NOT_IN_STACK);
        assertThat(inventory.isOpen()).isFalse();
    }

    @Test
    void placeholdersStandForAnyValue() throws IOException {
        Inventory inventory = inventory("""
                - job_name: <<jobname>>
                  static_configs: [{targets: ['<host>:9100'], labels: {dc: '{{ dc }}', env: prod}}]
                """);
        assertThat(has(inventory, "up", "job", "shop")).isTrue();
        assertThat(has(inventory, "up", "dc", "eu")).isTrue();
        assertThat(has(inventory, "up", "env", "test")).isFalse();
        assertThat(inventory.jobs().get(0).targets().get(0).problems()).isEmpty();
    }

    @Test
    void anExporterTakenForOneByHabitMayBeAnotherBuildOfIt() throws IOException {
        Inventory inventory = inventory("- {job_name: mongodb, static_configs: [{targets: ['mongo.example.com:9216']}]}\n");
        assertThat(inventory.openSeries("mongodb_ss_opLatencies_latency")).hasSize(1);
        assertThat(inventory.openSeries("mongodb_up").get(0).labels().mayHave("cluster")).isTrue();
        assertThat(inventory.openSeries("kube_pod_info")).isEmpty();
    }

    @Test
    void problemsOfAddressesAreFacts() throws IOException {
        Inventory inventory = inventory("""
                - job_name: a
                  static_configs: [{targets: ['web:9000', 'weeb:8000', 'localhost:8000', 'web:8000', 'node:9101', 'localhost:9090']}]
                """);
        assertThat(inventory.jobs().get(0).targets()).extracting(t -> t.address().single() + " " + t.problems().stream()
                .map(p -> p.kind() + " " + p.remedy()).toList()).containsExactly("web:9000 [PUBLISHED_PORT web:8000]",
                "weeb:8000 [HOST_UNKNOWN web:8000]", "localhost:8000 [LOCALHOST web:8000]", "web:8000 []",
                "node:9101 [PORT_MISMATCH node:9100]", "localhost:9090 []");
    }

    @Test
    void federationAndPushingOpenTheWorld() throws IOException {
        Inventory federated = inventory("""
                - {job_name: f, metrics_path: /federate, honor_labels: true, static_configs: [{targets: ['other.example.com:9090']}]}
                """);
        assertThat(federated.openSeries("kube_pod_info")).isNotEmpty();
        file("docker-compose.yml", STACK.formatted("").replace("prom/prometheus:v3.1.0", "prom/prometheus:v3.1.0\n    command: "
                + "[--config.file=/etc/prometheus/prometheus.yml, --web.enable-remote-write-receiver]"));
        assertThat(inventory("- {job_name: f}\n").isOpen()).isTrue();
    }
}
