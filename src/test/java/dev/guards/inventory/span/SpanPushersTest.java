package dev.guards.inventory.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.Environments;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.StackInventory;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpanPushersTest {
    private static final String TEMPO = """
            image: grafana/tempo:2.8.0
            command: ["-config.file=/etc/tempo.yaml"]
            volumes: ["./program.conf:/etc/tempo.yaml"]
            """;
    private static final String COLLECTOR = """
            image: otel/opentelemetry-collector-contrib:0.115.0
            command: ["--config=/etc/otelcol/config.yaml"]
            volumes: ["./program.conf:/etc/otelcol/config.yaml"]
            """;
    private static final String ALLOY = """
            image: grafana/alloy:v1.9.0
            command: ["run", "/etc/alloy/config.alloy"]
            volumes: ["./config.alloy:/etc/alloy/config.alloy"]
            """;
    @TempDir
    Path root;

    private Inventory inventory(String service, String file, String config, String options) throws IOException {
        Files.writeString(root.resolve("compose.yaml"), """
                services:
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    command: ["--config.file=/etc/prometheus/prometheus.yml"%s]
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                  program:
                """.formatted(options) + service.indent(4));
        Files.writeString(root.resolve("prometheus.yml"), "scrape_configs:\n  - job_name: p\n    static_configs: [{targets: ['localhost:9090']}]\n");
        Files.writeString(root.resolve(file), config);
        return StackInventory.of(Environments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0), Catalog.builtIn());
    }

    private Inventory tempo(String config) throws IOException {
        return inventory(TEMPO, "program.conf", config, ", \"--web.enable-remote-write-receiver\"");
    }

    private static final String GENERATOR = """
            metrics_generator:
              registry: {external_labels: {source: tempo}}
              processor: {span_metrics: {dimensions: [http.method], intrinsic_dimensions: {span_kind: false}}}
              storage: {remote_write: [{url: "http://prometheus:9090/api/v1/write"}]}
            """;

    @Test
    void temposGeneratorPushes() throws IOException {
        Inventory inventory = tempo(GENERATOR + "overrides: {defaults: {metrics_generator: {processors: [span-metrics, service-graphs]}}}\n");
        assertThat(inventory.series("traces_spanmetrics_calls_total")).singleElement().satisfies(series -> {
            assertThat(series.certainty()).isEqualTo(Certainty.CERTAIN);
            assertThat(series.labels().get("source").single()).isEqualTo("tempo");
            assertThat(series.labels().names()).contains("service", "span_name", "http_method").doesNotContain("span_kind", "job");
            assertThat(series.labels().get("status_code").values()).contains("STATUS_CODE_ERROR");
        });
        assertThat(inventory.series("traces_spanmetrics_latency_bucket")).hasSize(1);
        assertThat(inventory.series("traces_service_graph_request_server_seconds_sum")).hasSize(1);
    }

    @Test
    void temposOlderOverridesAreRead() throws IOException {
        Inventory inventory = tempo(GENERATOR + "overrides: {metrics_generator_processors: [service-graphs]}\n");
        assertThat(inventory.series("traces_service_graph_request_total")).hasSize(1);
        assertThat(inventory.series("traces_spanmetrics_calls_total")).isEmpty();
    }

    @Test
    void nothingIsPushedWithoutProcessorsReceiverOrAddress() throws IOException {
        String on = "overrides: {defaults: {metrics_generator: {processors: [span-metrics]}}}\n";
        assertThat(tempo(GENERATOR).series("traces_spanmetrics_calls_total")).isEmpty();
        assertThat(tempo(on).series("traces_spanmetrics_calls_total")).isEmpty();
        assertThat(inventory(TEMPO, "program.conf", GENERATOR + on, "").series("traces_spanmetrics_calls_total")).isEmpty();
    }

    @Test
    void collectorsPushWhatTheirConnectorsMake() throws IOException {
        Inventory inventory = inventory(COLLECTOR, "program.conf", """
                receivers: {otlp: {protocols: {grpc: {}}}}
                connectors:
                  spanmetrics: {namespace: traces.spanmetrics, histogram: {unit: s}, dimensions: [{name: http.route}]}
                  servicegraph: {dimensions: [cloud.region]}
                exporters: {prometheusremotewrite: {endpoint: "http://prometheus:9090/api/v1/write"}}
                service:
                  pipelines:
                    traces: {receivers: [otlp], exporters: [spanmetrics, servicegraph]}
                    metrics: {receivers: [spanmetrics, servicegraph], processors: [batch], exporters: [prometheusremotewrite]}
                """, ", \"--web.enable-remote-write-receiver\"");
        assertThat(inventory.series("traces_spanmetrics_duration_seconds_bucket")).singleElement()
                .satisfies(series -> assertThat(series.labels().names()).contains("service_name", "http_route", "le"));
        assertThat(inventory.series("traces_service_graph_request_failed_total")).singleElement()
                .satisfies(series -> assertThat(series.labels().names()).contains("client", "server", "client_cloud_region"));
    }

    @Test
    void alloysConnectorsPushWhereTheirOutputLeadsThere() throws IOException {
        String config = """
                otelcol.connector.spanmetrics "default" {
                  namespace = "shop"
                  histogram {
                    unit = "s"
                    explicit {}
                  }
                  output { metrics = [otelcol.exporter.prometheus.default.input] }
                }
                otelcol.connector.servicegraph "lost" {
                  output { metrics = [] }
                }
                otelcol.exporter.prometheus "default" { forward_to = [prometheus.remote_write.default.receiver] }
                prometheus.remote_write "default" {
                  endpoint { url = "http://prometheus:9090/api/v1/write" }
                }
                """;
        Inventory inventory = inventory(ALLOY, "config.alloy", config, ", \"--web.enable-remote-write-receiver\"");
        assertThat(inventory.series("shop_calls_total")).hasSize(1);
        assertThat(inventory.series("shop_duration_seconds_count")).hasSize(1);
        assertThat(inventory.series("traces_service_graph_request_total")).isEmpty();
    }
}
