package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on the metrics of one node exporter. */
class StackVerdictsTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "node_cpu_seconds_total{mode='idle'} # DATA",
        "node_cpu_seconds_total{mode='idle',instance='node:9100'} # DATA",
        "node_cpu_seconds_total{mode='sleeping'} # EMPTY",
        "node_network_receive_bytes_total{device='eth7'} # UNKNOWN",
        "node_network_receive_bytes_total{device!~'lo|veth.*'} # DATA",
    })
    void followFromTheCatalogue(String query, Verdict verdict) throws IOException {
        assertThat(new SmallStack(root).verdict(query.replace('\'', '"'))).isEqualTo(verdict);
    }

    @Test
    void listedValuesStandWithAllOthers() throws IOException {
        SmallStack stack = new SmallStack(root).write("docker-compose.yml", """
                services:
                  ksm: {image: "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.12.0"}
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                """).write("prometheus.yml", "scrape_configs: [{job_name: ksm, static_configs: [{targets: ['ksm:8080']}]}]\n");
        assertThat(stack.verdict("kube_node_status_condition{condition=\"Ready\",status=\"true\"}")).isEqualTo(Verdict.DATA);
        assertThat(stack.verdict("kube_node_status_condition{condition=\"Tired\",status=\"true\"}")).isEqualTo(Verdict.UNKNOWN);
    }

    /** Prometheus exposes the durations of its requests in both forms; of which programs do, the catalogue says nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        " # # EMPTY # DATA",
        "scrape_native_histograms: true # # UNKNOWN # UNKNOWN",
        "scrape_native_histograms: true, always_scrape_classic_histograms: true # # UNKNOWN # DATA",
        "convert_classic_histograms_to_nhcb: true # # UNKNOWN # UNKNOWN",
        "always_scrape_classic_histograms: true # --enable-feature=native-histograms # UNKNOWN # DATA",
        " # --enable-feature=native-histograms # UNKNOWN # UNKNOWN",
    })
    void histogramsAreStoredAsTheServerIsTold(String global, String option, Verdict bare, Verdict buckets) throws IOException {
        SmallStack stack = new SmallStack(root).write("docker-compose.yml", """
                services:
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    command: ["--config.file=/etc/prometheus/prometheus.yml", "%s"]
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                """.formatted(option == null ? "--log.level=info" : option)).write("prometheus.yml", "global: {" + (global == null ? "" : global)
                + "}\nscrape_configs: [{job_name: prometheus, static_configs: [{targets: ['localhost:9090']}]}]\n");
        assertThat(stack.verdict("histogram_quantile(0.9, rate(prometheus_http_request_duration_seconds[5m]))")).isEqualTo(bare);
        assertThat(stack.verdict("rate(prometheus_http_request_duration_seconds_bucket[5m])")).isEqualTo(buckets);
    }
}
