package dev.guards.inventory.otel;

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

class CollectorPipelinesTest {
    @TempDir
    Path root;

    private Inventory inventory(String exporter, String processors, int port) throws IOException {
        Files.writeString(root.resolve("compose.yaml"), """
                services:
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                  collector:
                    image: otel/opentelemetry-collector-contrib:0.115.0
                    command: ["--config=/etc/otelcol/config.yaml"]
                    volumes: ["./otel.yaml:/etc/otelcol/config.yaml"]
                """);
        Files.writeString(root.resolve("otel.yaml"), """
                receivers:
                  otlp: {protocols: {grpc: {}}}
                  hostmetrics: {scrapers: {memory: {}}}
                connectors:
                  spanmetrics: {namespace: span.metrics, histogram: {unit: s}}
                exporters:
                  prometheus: {endpoint: "0.0.0.0:8889", %s}
                service:
                  pipelines:
                    traces: {receivers: [otlp], exporters: [spanmetrics]}
                    metrics: {receivers: [otlp, hostmetrics, spanmetrics], processors: [%s], exporters: [prometheus]}
                """.formatted(exporter, processors));
        Files.writeString(root.resolve("prometheus.yml"),
                "scrape_configs:\n  - job_name: c\n    static_configs: [{targets: ['collector:" + port + "']}]\n");
        return StackInventory.of(Environments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0), Catalog.builtIn());
    }

    @Test
    void knowsTheNamesOfHostAndSpanMetrics() throws IOException {
        Inventory inventory = inventory("namespace: my-shop, const_labels: {env: dev}", "batch", 8889);
        assertThat(inventory.series("my_shop_system_memory_usage_bytes")).singleElement().satisfies(series -> {
            assertThat(series.certainty()).isEqualTo(Certainty.CERTAIN);
            assertThat(series.labels().get("env").single()).isEqualTo("dev");
        });
        assertThat(inventory.series("my_shop_span_metrics_duration_seconds_bucket")).hasSize(1);
        assertThat(inventory.series("my_shop_system_cpu_time_seconds_total")).isEmpty();
        assertThat(inventory.openSeries("my_shop_orders_total")).hasSize(1);
        assertThat(inventory.openSeries("orders_total")).isEmpty();
    }

    @Test
    void mayBringWhatAnyExporterExposes() throws IOException {
        assertThat(inventory("send_timestamps: true", "batch", 8889).openSeries("node_load1")).hasSize(1);
    }

    @Test
    void isNotSureOfNamesBehindProcessorsThatChangeThem() throws IOException {
        Inventory inventory = inventory("send_timestamps: true", "metricstransform", 8889);
        assertThat(inventory.series("system_memory_usage_bytes")).singleElement()
                .satisfies(series -> assertThat(series.certainty()).isEqualTo(Certainty.CONDITIONAL));
        assertThat(inventory("add_metric_suffixes: false", "batch", 8889).series("system_memory_usage_bytes")).isEmpty();
    }

    @Test
    void speaksOfItselfOnItsOwnPort() throws IOException {
        Inventory inventory = inventory("send_timestamps: true", "batch", 8888);
        assertThat(inventory.series("otelcol_process_uptime")).isNotEmpty();
        assertThat(inventory.openSeries("node_load1")).isEmpty();
        assertThat(inventory.openSeries("orders_total")).isEmpty();
    }
}
