package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on clusters whose manifests are all there. */
class ClusterVerdictsTest {
    private static final String OPERATED = """
            apiVersion: monitoring.coreos.com/v1
            kind: Prometheus
            metadata: {name: main, namespace: obs}
            spec: {serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata: {name: kubelet, namespace: obs}
            spec:
              jobLabel: app.kubernetes.io/name
              namespaceSelector: {matchNames: [kube-system]}
              selector: {matchLabels: {app.kubernetes.io/name: kubelet}}
              endpoints: [{port: https-metrics, path: /metrics/cadvisor, honorLabels: true}]
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata: {name: dns, namespace: obs}
            spec: {jobLabel: k8s-app, namespaceSelector: {matchNames: [kube-system]}, selector: {matchLabels: {k8s-app: kube-dns}}, endpoints: [{port: metrics}]}
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: shop}
            spec:
              replicas: 2
              template:
                metadata: {labels: {app: db}}
                spec:
                  containers:
                    - {name: pg, image: "postgres:16", ports: [{name: pg, containerPort: 5432}]}
                    - {name: exporter, image: "quay.io/prometheuscommunity/postgres-exporter:v0.16.0", ports: [{name: metrics, containerPort: 9187}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: db, namespace: shop, labels: {app: db}}
            spec: {clusterIP: None, selector: {app: db}, ports: [{name: pg, port: 5432}, {name: metrics, port: 9187, targetPort: metrics}]}
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata: {name: db, namespace: shop}
            spec: {selector: {matchLabels: {app: db}}, endpoints: [{port: metrics, relabelings: [{sourceLabels: [__meta_kubernetes_pod_phase], regex: Running, action: keep}]}]}
            """;

    @TempDir
    Path root;

    private SmallStack stack() {
        return SmallStack.empty(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "pg_up{job='db',pod='db-0',container='exporter'} # DATA",
        "pg_up{job='db',pod='db-7'} # EMPTY",
        "pg_up{container='pg'} # EMPTY",
        "container_memory_working_set_bytes{job='kubelet',namespace='shop',container='pg'} # DATA",
        // What a job about a component of the cluster scrapes is no exporter of something else.
        "node_load1 # EMPTY",
        "kube_pod_info # EMPTY",
        "pg_up{job='kube-dns'} # EMPTY",
        // The component may be of another make.
        "coredns_dns_requests_total{job='kube-dns'} # UNKNOWN",
        "skydns_skydns_dns_request_count_total # UNKNOWN",
    })
    void ofAnOperatedServer(String query, Verdict verdict) throws IOException {
        assertThat(stack().write("all.yaml", OPERATED).verdict(query.replace('\'', '"'))).isEqualTo(verdict);
    }

    @Test
    void objectsWithoutANamespaceMeetInTheOneThatAPlaceholderStandsFor() throws IOException {
        SmallStack stack = stack().write("all.yaml", """
                apiVersion: monitoring.coreos.com/v1
                kind: Prometheus
                metadata: {name: main}
                spec: {serviceMonitorSelector: {}}
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: node}
                spec: {template: {metadata: {labels: {app: node}}, spec: {containers: [{name: node, image: "prom/node-exporter:v1.8.2", ports: [{containerPort: 9100}]}]}}}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: node, labels: {app: node}}
                spec: {selector: {app: node}, ports: [{name: http, port: 9100}]}
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: node}
                spec: {namespaceSelector: {matchNames: [CUSTOM_NAMESPACE]}, selector: {matchLabels: {app: node}}, endpoints: [{port: http}]}
                """);
        assertThat(stack.verdict("node_load1{job=\"node\"}")).isEqualTo(Verdict.DATA);
        assertThat(stack.verdict("node_load1{job=\"node\",namespace=\"obs\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(stack.verdict("node_load1{job=\"nodes\",namespace=\"obs\"}")).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void aContainerWhoseImageAnInstallerFillsInIsKnownByItsName() throws IOException {
        String pods = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: p, namespace: obs}
                data:
                  prometheus.yml: |
                    scrape_configs:
                      - job_name: pods
                        kubernetes_sd_configs: [{role: pod}]
                        relabel_configs:
                          - {source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], regex: "true", action: keep}
                          - {source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port], regex: "(.+);(.+)", replacement: "$1:$2", target_label: __address__}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: clickhouse-operator, namespace: shop}
                spec:
                  template:
                    metadata: {annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8888"}}
                    spec: {containers: [{name: metrics-exporter, image: "%s", ports: [{containerPort: 8888}]}]}
                """;
        assertThat(stack().write("all.yaml", pods.formatted("${METRICS_EXPORTER_IMAGE}")).verdict("chi_clickhouse_metric_Uptime")).isEqualTo(Verdict.DATA);
        assertThat(stack().write("all.yaml", pods.formatted("REGISTRY/TEAM_IMAGE:1.0")).verdict("chi_clickhouse_metric_Uptime")).isEqualTo(Verdict.DATA);
        assertThat(stack().write("all.yaml", pods.formatted("example.org/tools:1.0")).verdict("chi_clickhouse_metric_Uptime")).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "redis_up # 9121 # DATA", "redis_up # 8080 # EMPTY", "redis_up # 9102 # UNKNOWN",
        // Whatever the program itself exposes, it is not what the exporter beside it owns.
        "orders_total # 9121 # EMPTY", "orders_total # 8080 # UNKNOWN",
    })
    void theContainerCountsThatDeclaresTheAnnotatedPort(String query, String port, Verdict verdict) throws IOException {
        String pods = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: p, namespace: shop}
                data:
                  prometheus.yml: |
                    scrape_configs:
                      - job_name: pods
                        kubernetes_sd_configs: [{role: pod, namespaces: {names: [shop]}}]
                        relabel_configs:
                          - {source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], regex: "true", action: keep}
                          - {source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port], regex: "(.+);(.+)", replacement: "$1:$2", target_label: __address__}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: prometheus, namespace: shop}
                spec:
                  template:
                    spec:
                      containers: [{name: prometheus, image: "prom/prometheus:v3.1.0", args: [--config.file=/p/prometheus.yml], volumeMounts: [{name: c, mountPath: /p}]}]
                      volumes: [{name: c, configMap: {name: p}}]
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api, namespace: shop}
                spec:
                  template:
                    metadata: {annotations: {prometheus.io/scrape: "true", prometheus.io/port: "%s"}}
                    spec:
                      containers:
                        - {name: api, image: "example.org/api:1", ports: [{containerPort: 8080}]}
                        - {name: redis, image: "oliver006/redis_exporter:v1.62.0", ports: [{containerPort: 9121}]}
                """;
        assertThat(stack().write("all.yaml", pods.formatted(port)).verdict(query)).isEqualTo(verdict);
    }
}
