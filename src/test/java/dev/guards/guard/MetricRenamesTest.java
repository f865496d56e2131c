package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The repair of an old name, as it would stand in the dashboard. */
class MetricRenamesTest {
    @TempDir
    Path root;

    private Finding renamed(String query) throws IOException {
        SmallStack stack = new SmallStack(root).write("docker-compose.yml", """
                services:
                  node: {image: "prom/node-exporter:v1.8.2"}
                  ksm: {image: "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.12.0"}
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                """).write("prometheus.yml", """
                scrape_configs:
                  - {job_name: node, static_configs: [{targets: ["node:9100"]}]}
                  - {job_name: ksm, static_configs: [{targets: ["ksm:8080"]}]}
                """).dashboard("board", "Board", new String[] {"1", "P", query});
        return stack.check(null).findings().stream().filter(f -> f.rule().id().equals("metric-renamed")).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "sum(node_memory_MemFree) # sum(node_memory_MemFree_bytes) # true",
        "rate(node_disk_io_time_ms[5m]) # rate(node_disk_io_time_seconds_total[5m]) # false",
        "sum(kube_pod_container_resource_requests_cpu_cores) # sum(kube_pod_container_resource_requests{resource=\\\"cpu\\\"}) # true",
        "kube_node_status_capacity_pods{node=\"a\"} # kube_node_status_capacity{resource=\\\"pods\\\", node=\\\"a\\\"} # true",
        "node_cpu + rate(node_cpu[5m]) # node_cpu_seconds_total + rate(node_cpu_seconds_total[5m]) # true",
    })
    void namesAndMatchersAreWritten(String query, String repaired, boolean safe) throws IOException {
        Finding finding = renamed(query);
        String file = finding.span().source().text();
        StringBuilder text = new StringBuilder(file);
        finding.fix().replacements().stream().sorted((a, b) -> b.span().compareTo(a.span()))
                .forEach(r -> text.replace(r.span().start(), r.span().end(), r.text()));
        assertThat(text.toString()).contains("\"expr\": \"" + repaired + "\"");
        assertThat(finding.fix().safe()).isEqualTo(safe);
    }
}
