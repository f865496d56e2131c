package dev.guards.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private final Catalog catalog = Catalog.builtIn();

    private Families run(String image, String... arguments) {
        Clues clues = Clues.ofImage(image).withArguments(List.of(arguments));
        Recognition found = catalog.recognise(clues);
        return found.exporter().families(found.version(), clues);
    }

    @Test
    void everyFileIsValidAndCompiledAsItIsRead() throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<CatalogFile> files = CatalogCompiler.read(Path.of("guards/catalog"), problems);
        assertThat(problems).isEmpty();
        for (CatalogFile file : files) {
            String compiled = CatalogText.write(file);
            assertThat(CatalogText.write(CatalogText.read(compiled))).isEqualTo(compiled);
            assertThat(file.about()).as(file.id()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gcr.io/cadvisor/cadvisor:v0.49.1, cadvisor, v0.49.1",
        "docker.io/prom/node-exporter, node_exporter, latest",
        "registry.corp:5000/mirror/prom/prometheus:v3.1.0, prometheus, v3.1.0",
        "registry.corp:5000/mine/prometheus:2024.1, prometheus, ''",
        "prom/prometheus@sha256:abc, prometheus, latest",
        "prom/prometheus:${VERSION}, prometheus, ''",
        "rabbitmq:3-management, rabbitmq, 3-management",
    })
    void recognisesImages(String image, String id, String version) {
        Recognition found = catalog.recognise(Clues.ofImage(image));
        assertThat(found.exporter().id()).isEqualTo(id);
        assertThat(found.version().toString()).isEqualTo(version);
        assertThat(found.isCertain()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "acme/shop-node-exporter:v1, '', node_exporter",
        "acme/shop_redis_exporter, '', redis_exporter",
        "acme/shop-prometheus:v2.5.0, --config.file=/p.yml, prometheus",
        "acme/shop-prometheus:v2.5.0, '', ",
        "acme/shopnode-exporter, '', ",
        "acme/shop-loki, --config.file=/l.yml, ",
    })
    void anImageNamedAfterAnExporterIsItWithPerhapsSomethingAdded(String image, String argument, String id) {
        Recognition found = catalog.recognise(Clues.ofImage(image).withArguments(argument.isEmpty() ? List.of() : List.of(argument)));
        assertThat(found == null ? null : found.exporter().id()).isEqualTo(id);
        assertThat(found == null || found.isCertain() && !found.isWhole()).isTrue();
    }

    @Test
    void anUnknownImageIsNotRecognisedByItsPort() {
        assertThat(catalog.recognise(Clues.ofImage("acme/orders:1").withPort(9100).withJob("node"))).isNull();
    }

    @Test
    void aTargetWithoutImageIsRecognisedByHabitsAndNotForCertain() {
        Recognition found = catalog.recognise(Clues.NONE.withPort(9100).withJob("machines"));
        assertThat(found.exporter().id()).isEqualTo("node_exporter");
        assertThat(found.isCertain()).isFalse();
        assertThat(catalog.recognise(Clues.NONE.withPort(8080).withJob("api"))).isNull();
        assertThat(catalog.recognise(Clues.NONE.withPort(8080).withJob("cadvisor")).exporter().id()).isEqualTo("cadvisor");
    }

    @Test
    void aPathOfOneFrameworkTellsWhatAnUnknownImageExposes() {
        Clues clues = Clues.ofImage("acme/orders:1").withPath("/actuator/prometheus");
        Recognition found = catalog.recognise(clues);
        assertThat(found.exporter().id()).isEqualTo("spring-boot");
        Families families = found.exporter().families(found.version(), clues);
        assertThat(families.series("jvm_memory_used_bytes").get(0).family().openLabels()).containsExactly("");
        assertThat(families.series("http_server_requests_seconds_bucket").get(0).family().condition()).isNotEmpty();
        assertThat(families.mayHave("orders_total")).isTrue();
    }

    @Test
    void theProgramInACommandIsRecognised() {
        Clues clues = Clues.ofImage("ubuntu:24.04").withArguments(List.of("/usr/local/bin/node_exporter", "--no-collector.arp"));
        Recognition found = catalog.recognise(clues);
        assertThat(found.exporter().id()).isEqualTo("node_exporter");
        assertThat(found.exporter().families(found.version(), clues).series("node_arp_entries")).isEmpty();
    }

    @Test
    void standaloneCadvisorHasTheWorkingSetWithoutPodLabels() {
        Families families = run("gcr.io/cadvisor/cadvisor:v0.49.1");
        Family family = families.series("container_memory_working_set_bytes").get(0).family();
        assertThat(family.type()).isEqualTo(MetricType.GAUGE);
        assertThat(family.scope()).isEqualTo("container");
        assertThat(family.label("pod")).isNull();
        assertThat(family.label("name").optional()).isTrue();
        assertThat(family.label("container_label_com_docker_compose_service")).isNotNull();
    }

    @Test
    void kubeletCadvisorHasPodLabelsAndNoContainerLabels() {
        Clues clues = Clues.NONE.withPath("/api/v1/nodes/n/proxy/metrics/cadvisor");
        Recognition found = catalog.recognise(clues);
        assertThat(found.exporter().id()).isEqualTo("cadvisor");
        Families families = found.exporter().families(Version.of("1.31"), clues);
        Family family = families.series("container_memory_working_set_bytes").get(0).family();
        assertThat(family.labels()).extracting(Label::name).containsExactly("container", "id", "image", "name", "namespace", "pod");
        assertThat(family.label("container_label_app")).isNull();
        assertThat(families.series("container_cpu_usage_seconds_total").get(0).family().label("cpu").values())
                .containsExactly("total");
        assertThat(families.series("go_goroutines")).isEmpty();
        assertThat(families.absence("container_network_tcp_usage_total").kind()).isEqualTo(Absence.Kind.OTHER_ENDPOINT);
    }

    @Test
    void aGivenDisableMetricsReplacesTheDefaultList() {
        assertThat(run("gcr.io/cadvisor/cadvisor:v0.49.1").series("container_network_tcp_usage_total")).isEmpty();
        Families families = run("gcr.io/cadvisor/cadvisor:v0.49.1", "--disable_metrics=disk,diskIO");
        assertThat(families.series("container_network_tcp_usage_total")).hasSize(1);
        assertThat(families.series("container_fs_usage_bytes")).isEmpty();
        Absence absence = families.absence("container_fs_usage_bytes");
        assertThat(absence.kind()).isEqualTo(Absence.Kind.DISABLED);
        assertThat(absence.detail()).contains("`--disable_metrics=disk,diskIO`");
    }

    @Test
    void enableMetricsIsTheExactSet() {
        Families families = run("gcr.io/cadvisor/cadvisor:v0.49.1", "-enable_metrics", "cpu,memory");
        assertThat(families.series("container_cpu_usage_seconds_total")).hasSize(1);
        assertThat(families.series("container_network_receive_bytes_total")).isEmpty();
        assertThat(families.series("container_last_seen")).hasSize(1);
    }

    @Test
    void containerLabelsCanBeSwitchedOff() {
        Families families = run("gcr.io/cadvisor/cadvisor:v0.49.1", "--store_container_labels=false",
                "--whitelisted_container_labels=com.docker.compose.service");
        Family family = families.series("container_last_seen").get(0).family();
        assertThat(family.label("container_label_com_docker_compose_service")).isNotNull();
        assertThat(family.label("container_label_maintainer")).isNull();
    }

    @Test
    void nodeExporterCollectors() {
        Families plain = run("prom/node-exporter:v1.8.0");
        assertThat(plain.series("node_systemd_unit_state")).isEmpty();
        assertThat(plain.absence("node_systemd_unit_state").remedy()).isEqualTo("--collector.systemd");
        assertThat(plain.absence("node_cpu").remedy()).isEqualTo("node_cpu_seconds_total");
        assertThat(plain.mayHave("node_cpu")).isFalse();
        assertThat(plain.mayHave("node_memory_SomeNewField_bytes")).isTrue();
        assertThat(plain.mayHave("node_cpu_second_total")).isFalse();
        assertThat(plain.series("node_cpu_seconds_total").get(0).family().label("mode").closed()).isTrue();
        Families few = run("prom/node-exporter:v1.8.0", "--collector.disable-defaults", "--collector.cpu");
        assertThat(few.series("node_cpu_seconds_total")).hasSize(1);
        assertThat(few.series("node_load1")).isEmpty();
        assertThat(run("prom/node-exporter:v1.8.0", "--collector.textfile.directory=/x").isOpen()).isTrue();
    }

    @Test
    void anUnknownVersionKeepsOldNamesPossible() {
        Families families = run("prom/node-exporter:${NODE_EXPORTER_VERSION}");
        assertThat(families.mayHave("node_cpu")).isTrue();
    }

    @Test
    void flagsThatCannotBeSeenSwitchNothingOff() {
        Families families = catalog.exporter("node_exporter").families(Version.UNKNOWN, Clues.NONE.withPort(9100));
        assertThat(families.series("node_systemd_unit_state").get(0).family().condition()).isNotEmpty();
    }

    @Test
    void kubeStateMetricsResourcesAndLists() {
        Families families = run("registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.12.0", "--resources=pods,nodes",
                "--metric-labels-allowlist=pods=[app]");
        assertThat(families.series("kube_pod_info")).hasSize(1);
        assertThat(families.series("kube_deployment_status_replicas")).isEmpty();
        assertThat(families.series("kube_pod_labels").get(0).family().label("label_app")).isNotNull();
        assertThat(run("registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.12.0").series("kube_pod_labels")).isEmpty();
        assertThat(families.absence("kube_pod_container_resource_requests_cpu_cores").kind()).isEqualTo(Absence.Kind.RENAMED);
        assertThat(run("registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.12.0", "--metric-denylist=kube_pod_info")
                .series("kube_pod_info")).isEmpty();
    }

    @Test
    void blackboxPathsDiffer() {
        Exporter blackbox = catalog.exporter("blackbox_exporter");
        assertThat(blackbox.families(Version.LATEST, Clues.NONE.withPath("/probe")).series("probe_success")).hasSize(1);
        Families self = blackbox.families(Version.LATEST, Clues.NONE.withPath("/metrics"));
        assertThat(self.series("probe_success")).isEmpty();
        assertThat(self.absence("probe_success").remedy()).isEqualTo("/probe");
    }

    @Test
    void aPrefixFlagRenamesEverything() {
        Clues clues = Clues.ofImage("oliver006/redis_exporter:v1.55.0").withEnvironment(Map.of("REDIS_EXPORTER_NAMESPACE", "cache"));
        Recognition found = catalog.recognise(clues);
        Families families = found.exporter().families(found.version(), clues);
        assertThat(families.series("cache_up")).hasSize(1);
        assertThat(families.series("redis_up")).isEmpty();
    }

    @Test
    void owners() {
        assertThat(catalog.owner("kube_pod_info").exporters()).containsExactly("kube-state-metrics");
        assertThat(catalog.owner("container_cpu_usage_seconds_total").exporters()).contains("cadvisor", "kubelet");
        assertThat(catalog.owner("node_cpu_usage_seconds_total").exporters()).contains("kubelet");
        assertThat(catalog.owner("redis_commands_processed_total").listed()).isTrue();
        assertThat(catalog.owner("redis_pool_hits_total")).isNull();
        assertThat(catalog.owner("orders_total")).isNull();
        assertThat(catalog.owner("up")).isNotNull();
        assertThat(catalog.owner("prometheus_http_request_duration_seconds_bucket").listed()).isFalse();
        assertThat(catalog.owner("node_cpu:rate")).isNull();
    }

    @Test
    void namesOfALibraryBelongToNobody() {
        assertThat(catalog.owner("hikaricp_connections_active")).isNull();
        assertThat(catalog.owner("python_gc_objects_collected_total")).isNull();
        assertThat(catalog.owner("nodejs_eventloop_lag_seconds")).isNull();
        List<Problem> problems = new ArrayList<>();
        catalog.with(List.of(Text.of("exporter: pool\nlibrary: true\nclaims: [pool_]\nmetrics:\n  - {name: pool_size}\n")), problems::add);
        assertThat(problems).extracting(Problem::message).containsExactly("a library claims nothing: any program may contain it");
    }

    @Test
    void releasesBeforeThoseReadMayHaveOtherLabels() {
        assertThat(run("oliver006/redis_exporter:v1.16.0").series("redis_up").get(0).family().openLabels()).isEmpty();
        assertThat(run("oliver006/redis_exporter:v1.3.0").series("redis_up").get(0).family().openLabels()).containsExactly("");
    }

    @Test
    void renames() {
        assertThat(catalog.renames("node_filesystem_free")).singleElement()
                .returns("node_filesystem_free_bytes", Rename::to).returns("node_exporter", Rename::exporter);
        assertThat(catalog.renames("kube_hpa_spec_max_replicas")).extracting(Rename::to)
                .containsExactly("kube_horizontalpodautoscaler_spec_max_replicas");
    }

    @Test
    void suffixMismatch() {
        Families families = run("prom/prometheus:v3.1.0");
        assertThat(families.absence("prometheus_http_request_duration_seconds").kind()).isEqualTo(Absence.Kind.SUFFIX);
        assertThat(families.absence("prometheus_tsdb_head_series_bucket").kind()).isEqualTo(Absence.Kind.SUFFIX);
        assertThat(families.series("prometheus_http_request_duration_seconds_bucket").get(0).isCumulative()).isTrue();
    }

    @Test
    void usersOwnFilesAreStrictAndAddExporters() {
        List<Problem> problems = new ArrayList<>();
        Catalog own = catalog.with(List.of(Text.of("""
                exporter: orders
                images: [acme/orders]
                owns: [orders_]
                metrics:
                  - {name: orders_placed_total, type: counter, labels: [country, "state=new|paid"]}
                """)), problems::add);
        assertThat(problems).isEmpty();
        Clues clues = Clues.ofImage("acme/orders:3");
        Families families = own.recognise(clues).exporter().families(Version.UNKNOWN, clues);
        assertThat(families.series("orders_placed_total").get(0).family().label("state").values()).containsExactly("new", "paid");
        assertThat(own.exporter("cadvisor")).isNotNull();

        catalog.with(List.of(Text.of("exporter: x\nmetricz: []\nmetrics:\n  - {name: a, type: guage}\n")), problems::add);
        assertThat(problems).extracting(Problem::message).containsExactly("unknown key `metricz`", "unknown metric type `guage`");
        assertThat(problems.get(0).span().place()).endsWith("2:1");
    }
}
