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
}
