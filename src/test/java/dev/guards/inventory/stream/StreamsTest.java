package dev.guards.inventory.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.environment.Environment;
import dev.guards.environment.FileView;
import dev.guards.environment.Image;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.regex.ValueSet;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Source NOWHERE = new Source("compose.yml", "");

    private final List<Workload> workloads = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();

    private Workload.Builder service(String name) {
        return Workload.named(name, Workload.Kind.SERVICE, NOWHERE.span(0, 0)).namespace("proj")
                .instanceNames(ValueSet.of("proj-" + name + "-1"));
    }

    private StreamsTest with(Workload.Builder... builders) {
        Arrays.stream(builders).map(Workload.Builder::build).forEach(workloads::add);
        return this;
    }

    private StreamsTest program(Role role, Kind kind, String image, String config) throws ReadException {
        Source source = new Source(role + ".yml", config);
        Document document = new Document(kind, source.path(), source.whole(), YamlReader.read(source.whole(), p -> { }), null);
        Workload workload = service(role.name().toLowerCase()).image(Image.parse(Text.of(image))).build();
        programs.add(new Program(role, workload, document, "/etc/" + source.path(), FileView.of(null, workload), workload.span()));
        return this;
    }

    private Streams streams(Environment.Kind kind) {
        return Streams.of(new Environment(kind.word(), kind, List.of(""), workloads, programs, true, List.of(), List.<Problem>of(), null));
    }

    private static ValueSet values(Streams streams, String label) {
        ValueSet all = ValueSet.none();
        for (LogStream stream : streams.all()) {
            all = all.union(stream.labels().get(label));
        }
        return all;
    }

    private static final String DOCKER_SD = """
            clients:
              - url: http://loki:3100/loki/api/v1/push
            scrape_configs:
              - job_name: docker
                docker_sd_configs:
                  - host: unix:///var/run/docker.sock
                relabel_configs:
                  - source_labels: [__meta_docker_container_name]
                    regex: /(.*)
                    target_label: container
                  - source_labels: [__meta_docker_container_label_com_docker_compose_service]
                    regex: (ac|gc)
                    target_label: app
                    replacement: $1-service
                pipeline_stages:
                  - json:
                      expressions: {level: level}
                  - regex:
                      expression: 'kind=(?P<kind>start|stop)'
                  - labels: {level: , kind: , nothing: }
            """;

    @Test
    void dockerDiscoveryGivesWhatRelabellingAndStagesMakeOfContainers() throws ReadException {
        Streams streams = with(service("ac"), service("db")).program(Role.PROMTAIL, Kind.PROMTAIL, "grafana/promtail:2.9.0", DOCKER_SD)
                .program(Role.LOKI, Kind.LOKI, "grafana/loki:3.0.0", "schema_config: {configs: [{schema: v13}]}").streams(Environment.Kind.DOCKER);
        assertThat(streams.open()).isFalse();
        assertThat(values(streams, "container")).isEqualTo(ValueSet.of("proj-ac-1", "proj-db-1"));
        assertThat(values(streams, "app")).isEqualTo(ValueSet.of("ac-service", ""));
        assertThat(values(streams, "job")).isEqualTo(ValueSet.absent());
        assertThat(values(streams, "filename")).isEqualTo(ValueSet.absent());
        assertThat(values(streams, "level").isAny()).isTrue();
        assertThat(values(streams, "kind").values()).containsExactly("", "start", "stop");
        assertThat(values(streams, "kind").contains("pause")).isFalse();
        assertThat(values(streams, "nothing")).isEqualTo(ValueSet.absent());
        assertThat(values(streams, "service_name")).isEqualTo(ValueSet.of("ac-service", "proj-db-1"));
        LogStream first = streams.all().get(0);
        assertThat(first.metadata().get("level").contains("error")).isTrue();
        assertThat(first.hostAssumed()).isTrue();
    }

    @Test
    void dockerDiscoveryWithoutRelabellingHasNoStreams() throws ReadException {
        Streams streams = with(service("ac")).program(Role.PROMTAIL, Kind.PROMTAIL, "grafana/promtail:2.9.0", """
                scrape_configs:
                  - job_name: docker
                    docker_sd_configs: [{host: unix:///var/run/docker.sock}]
                """).streams(Environment.Kind.DOCKER);
        assertThat(streams.all()).isEmpty();
        assertThat(streams.lost()).hasSize(1);
    }

    @Test
    void filesHaveTheirNameAndStaticLabels() throws ReadException {
        Streams streams = program(Role.PROMTAIL, Kind.PROMTAIL, "grafana/promtail:2.9.0", """
                clients: [{url: x, external_labels: {cluster: a, job: other}}]
                scrape_configs:
                  - job_name: system
                    static_configs:
                      - targets: [localhost]
                        labels: {job: varlogs, __path__: /var/log/*log}
                """).streams(Environment.Kind.DOCKER);
        assertThat(streams.all()).hasSize(1);
        Labels labels = streams.all().get(0).labels();
        assertThat(labels.get("job")).isEqualTo(ValueSet.of("varlogs"));
        assertThat(labels.get("cluster")).isEqualTo(ValueSet.of("a"));
        assertThat(labels.get("filename").contains("/var/log/nginx/a.log")).isFalse();
        assertThat(labels.get("filename").contains("/var/log/my.log")).isTrue();
        assertThat(labels.get("__path__").mustBeAbsent()).isTrue();
        assertThat(labels.get("service_name").contains("varlogs")).isTrue();
        assertThat(labels.get("service_name").mayBeAbsent()).isTrue();
    }

    @Test
    void podsOfKubernetes() throws ReadException {
        Workload.Builder pod = Workload.named("api", Workload.Kind.STATEFUL_SET, NOWHERE.span(0, 0)).namespace("prod").container("main")
                .instanceNames(ValueSet.regular("api-[0-9]+", "api-<n>")).labels(Map.of("app", Text.of("api")));
        Streams streams = with(pod).program(Role.PROMTAIL, Kind.PROMTAIL, "grafana/promtail:2.9.0", """
                scrape_configs:
                  - job_name: pods
                    kubernetes_sd_configs: [{role: pod}]
                    relabel_configs:
                      - source_labels: [__meta_kubernetes_pod_uid, __meta_kubernetes_pod_container_name]
                        separator: /
                        target_label: __path__
                        replacement: /var/log/pods/*$1/*.log
                      - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
                      - {action: labelmap, regex: __meta_kubernetes_pod_label_(.+)}
                    pipeline_stages: [{cri: {}}]
                """).streams(Environment.Kind.KUBERNETES);
        assertThat(values(streams, "app").contains("api")).isTrue();
        assertThat(values(streams, "app").contains("other")).isFalse();
        assertThat(values(streams, "pod").contains("api-3")).isTrue();
        assertThat(values(streams, "pod").contains("db-3")).isFalse();
        assertThat(values(streams, "stream").contains("stderr")).isTrue();
        assertThat(values(streams, "filename").contains("/var/log/pods/prod_api-0_4d9c1f6e-0000-0000-0000-000000000000/main/0.log")).isTrue();
    }

    @Test
    void theDockerDriverHasItsOwnLabels() {
        Streams streams = with(service("web").logging("loki", Map.of("loki-url", Text.of("http://x"), "labels", Text.of("team")))
                .labels(Map.of("team", Text.of("a")))).streams(Environment.Kind.DOCKER);
        Labels labels = streams.all().get(0).labels();
        assertThat(labels.get("container_name")).isEqualTo(ValueSet.of("proj-web-1"));
        assertThat(labels.get("compose_service")).isEqualTo(ValueSet.of("web"));
        assertThat(labels.get("source")).isEqualTo(ValueSet.of("stdout", "stderr"));
        assertThat(labels.get("team")).isEqualTo(ValueSet.of("a"));
        assertThat(labels.get("job").mustBeAbsent()).isTrue();
    }

    private StreamsTest alloy(String config) {
        Source source = new Source("config.alloy", config);
        Document document = new Document(Kind.ALLOY, source.path(), source.whole(), new dev.guards.text.Absent(source.span(0, 0)), null);
        programs.add(new Program(Role.ALLOY, null, document, "/etc/alloy/config.alloy", null, source.span(0, 0)));
        return this;
    }

    @Test
    void alloyReadsContainersWithRulesByReference() {
        Streams streams = with(service("web")).alloy("""
                discovery.docker "d" { host = "unix:///var/run/docker.sock" }
                discovery.relabel "d" {
                  targets = []
                  rule {
                    source_labels = ["__meta_docker_container_name"]
                    regex = "/(.*)"
                    target_label = "container"
                  }
                }
                loki.source.docker "d" {
                  host = "unix:///var/run/docker.sock"
                  targets = discovery.docker.d.targets
                  relabel_rules = discovery.relabel.d.rules
                  labels = { env = "dev" }
                  forward_to = [loki.process.p.receiver]
                }
                loki.process "p" {
                  stage.regex { expression = "method=(?P<method>GET|POST)" }
                  stage.labels { values = { method = "" } }
                  forward_to = [loki.relabel.r.receiver]
                }
                loki.relabel "r" {
                  rule {
                    source_labels = ["container"]
                    regex = ".*-(.*)-.*"
                    target_label = "app"
                  }
                  forward_to = [loki.write.w.receiver]
                }
                loki.write "w" { external_labels = { cluster = "c" } }
                """.replace("stage.regex { expression", "stage.regex {\n expression").replace("}\n  stage.labels", "\n }\n stage.labels"))
                .streams(Environment.Kind.DOCKER);
        assertThat(streams.openBecause()).isEmpty();
        Labels labels = streams.all().get(0).labels();
        assertThat(labels.get("container")).isEqualTo(ValueSet.of("proj-web-1"));
        assertThat(labels.get("app")).isEqualTo(ValueSet.of("web"));
        assertThat(labels.get("env")).isEqualTo(ValueSet.of("dev"));
        assertThat(labels.get("cluster")).isEqualTo(ValueSet.of("c"));
        assertThat(labels.get("method").contains("GET")).isTrue();
        assertThat(labels.get("method").contains("PUT")).isFalse();
        assertThat(labels.get("job").mustBeAbsent()).isTrue();
    }

    @Test
    void alloyReadsFilesAndTheJournal() {
        Streams streams = alloy("""
                local.file_match "f" {
                  path_targets = [{"__path__" = "/var/log/demo/requests.log", "job" = "demo"}]
                }
                loki.source.file "f" {
                  targets = local.file_match.f.targets
                  forward_to = [loki.write.w.receiver]
                }
                loki.source.journal "j" {
                  forward_to = [loki.write.w.receiver]
                }
                loki.write "w" { }
                """).streams(Environment.Kind.DOCKER);
        assertThat(values(streams, "job")).isEqualTo(ValueSet.of("demo", "loki.source.journal.j"));
        assertThat(values(streams, "filename")).isEqualTo(ValueSet.of("/var/log/demo/requests.log", ""));
        assertThat(streams.open()).isFalse();
    }

    @Test
    void metricsStagesCountLinesWithTheirLabels() throws ReadException {
        Streams streams = program(Role.PROMTAIL, Kind.PROMTAIL, "grafana/promtail:2.9.0", """
                scrape_configs:
                  - job_name: app
                    static_configs: [{labels: {job: app, __path__: /data/a.log}}]
                    pipeline_stages:
                      - match:
                          selector: '{job="app"}'
                          stages:
                            - regex: {expression: 'level=(?P<level>info|error)'}
                            - labels: {level: }
                            - metrics: {lines: {type: Counter, config: {match_all: true, action: inc}}}
                      - metrics: {took: {type: Histogram, prefix: my_, source: level, config: {buckets: [1]}}}
                """).streams(Environment.Kind.DOCKER);
        assertThat(streams.metrics()).extracting(AgentMetric::name).containsExactly("promtail_custom_lines", "my_took");
        assertThat(streams.metrics().get(0).labels().get("level").contains("error")).isTrue();
        assertThat(streams.metrics().get(0).labels().get("filename")).isEqualTo(ValueSet.of("/data/a.log"));
        assertThat(streams.metrics().get(1).member("my_took_bucket")).isNotNull();
        assertThat(streams.metrics().get(1).member("my_took")).isNull();
    }

    @Test
    void fluentBitSendsTheLabelsItIsTold() throws ReadException {
        Source source = new Source("fluent-bit.conf", """
                [INPUT]
                    Name tail
                # comment
                [OUTPUT]
                    Name        loki
                    Match       *
                    Labels      job=app, env=dev, $sub['stream']
                    label_keys  $container_name
                """);
        Document document = new Document(Kind.FLUENT_BIT, source.path(), source.whole(), new dev.guards.text.Absent(source.span(0, 0)), null);
        programs.add(new Program(Role.FLUENT_BIT, null, document, "", null, source.span(0, 0)));
        program(Role.FLUENT_BIT, Kind.FLUENT_BIT, "fluent/fluent-bit:3.0", """
                pipeline:
                  inputs: [{name: forward}]
                  outputs: [{name: loki, match: '*'}]
                """);
        Streams streams = streams(Environment.Kind.DOCKER);
        assertThat(streams.open()).isFalse();
        Labels classic = streams.all().get(0).labels();
        assertThat(classic.get("job")).isEqualTo(ValueSet.of("app"));
        assertThat(classic.get("stream").isAny()).isTrue();
        assertThat(classic.get("container_name").isAny()).isTrue();
        assertThat(streams.all().get(1).labels().get("job").contains("fluent-bit")).isTrue();
    }
}
