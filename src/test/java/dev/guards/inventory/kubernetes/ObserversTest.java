package dev.guards.inventory.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.KubernetesEnvironments;
import dev.guards.inventory.Labels;
import dev.guards.inventory.StackInventory;
import dev.guards.regex.Matcher;
import dev.guards.text.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserversTest {
    private static final String CLUSTER = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api, namespace: shop}
            spec:
              template:
                metadata: {labels: {app: api}}
                spec:
                  initContainers: [{name: setup, image: busybox}]
                  containers: [{name: api, image: "api:1"}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: kube-state-metrics, namespace: obs}
            spec:
              template:
                metadata: {labels: {app: ksm}}
                spec: {containers: [{name: ksm, image: "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0", ports: [{containerPort: 8080}]}]}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: conf, namespace: obs}
            data:
              prometheus.yml: |
                scrape_configs:
                - job_name: cadvisor
                  kubernetes_sd_configs: [{role: node}]
                  metrics_path: /metrics/cadvisor
                - job_name: ksm
                  honor_labels: true
                  kubernetes_sd_configs: [{role: pod, namespaces: {names: [obs]}}]
                  relabel_configs: [{source_labels: [__meta_kubernetes_pod_label_app], regex: ksm, action: keep}]
            """;

    @TempDir
    Path root;

    private StackInventory inventory(String manifests) throws Exception {
        Files.writeString(root.resolve("all.yaml"), manifests);
        return StackInventory.of(KubernetesEnvironments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0), Catalog.builtIn());
    }

    /** Whether any series of a metric fits {@code label op value} triples. */
    private static boolean exists(StackInventory inventory, String metric, String... triples) {
        List<Matcher> matchers = new ArrayList<>();
        for (int i = 0; i < triples.length; i += 3) {
            matchers.add(new Matcher(triples[i], Matcher.Op.of(triples[i + 1]), triples[i + 2]));
        }
        return inventory.series(metric).stream().anyMatch(series -> series.labels().match(matchers) != Labels.Match.NEVER);
    }

    @Test
    void kubeletsSeeContainersSandboxesAndTheSystem() throws Exception {
        StackInventory inventory = inventory(CLUSTER);
        String memory = "container_memory_working_set_bytes";
        assertThat(exists(inventory, memory, "pod", "=~", "api-.*", "container", "=", "api", "namespace", "=", "shop")).isTrue();
        assertThat(exists(inventory, memory, "pod", "=~", "api-.*", "container", "=", "")).isTrue();
        assertThat(exists(inventory, memory, "pod", "=~", "api-.*", "container", "=", "ksm")).isFalse();
        assertThat(exists(inventory, memory, "namespace", "=", "kube-system", "container", "!=", "")).isTrue();
        assertThat(exists(inventory, memory, "name", "=~", "shop_api.*")).isFalse();
        assertThat(exists(inventory, memory, "container_label_com_docker_compose_service", "!=", "")).isFalse();
        assertThat(exists(inventory, memory, "image", "=~", ".*/api:1")).isTrue();
        assertThat(exists(inventory, memory, "id", "=", "/")).isTrue();
        String network = "container_network_receive_bytes_total";
        assertThat(exists(inventory, network, "pod", "=~", "api-.*")).isTrue();
        assertThat(exists(inventory, network, "pod", "=~", "api-.*", "container", "=", "api")).isFalse();
    }

    @Test
    void kubeStateMetricsKnowsObjects() throws Exception {
        StackInventory inventory = inventory(CLUSTER);
        assertThat(exists(inventory, "kube_deployment_status_replicas", "deployment", "=", "api", "namespace", "=", "shop")).isTrue();
        assertThat(exists(inventory, "kube_deployment_status_replicas", "deployment", "=", "web", "namespace", "=", "shop")).isFalse();
        assertThat(exists(inventory, "kube_deployment_status_replicas", "namespace", "=", "kube-system")).isTrue();
        assertThat(exists(inventory, "kube_pod_container_status_restarts_total", "container", "=", "api", "pod", "=~", "api-.*")).isTrue();
        assertThat(exists(inventory, "kube_pod_container_status_restarts_total", "container", "=", "setup", "namespace", "=", "shop")).isFalse();
        assertThat(exists(inventory, "kube_pod_init_container_status_restarts_total", "container", "=", "setup", "namespace", "=", "shop")).isTrue();
        assertThat(exists(inventory, "kube_pod_info", "pod", "=", "api")).isFalse();
        assertThat(exists(inventory, "kube_node_info", "node", "=", "worker-1")).isTrue();
        assertThat(exists(inventory, "kube_namespace_labels", "namespace", "=", "nowhere")).isFalse();
        assertThat(exists(inventory, "kube_configmap_info", "configmap", "=", "anything")).isTrue();
    }

    @Test
    void anUnseenReleaseLeavesRoomForAnything() throws Exception {
        StackInventory inventory = inventory(CLUSTER + """
                ---
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: x, namespace: obs}
                spec: {chart: {}}
                """);
        assertThat(inventory.isOpen()).isTrue();
        assertThat(exists(inventory, "kube_deployment_status_replicas", "deployment", "=", "web", "namespace", "=", "shop")).isTrue();
        assertThat(exists(inventory, "container_memory_working_set_bytes", "pod", "=", "web-0", "namespace", "=", "shop")).isTrue();
    }
}
