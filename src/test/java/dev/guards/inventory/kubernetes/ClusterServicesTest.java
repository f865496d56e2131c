package dev.guards.inventory.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.KubernetesEnvironments;
import dev.guards.inventory.Series;
import dev.guards.inventory.StackInventory;
import dev.guards.text.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterServicesTest {
    private static final String MONITOR = """
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata: {name: %s, namespace: monitoring}
            spec:
              jobLabel: %s
              selector: {matchLabels: {%s}}
              namespaceSelector: {matchNames: [%s]}
              endpoints: [{port: %s}]
            ---
            """;

    @TempDir
    Path root;

    private List<Series> certain(String manifests, String metric) throws Exception {
        Files.writeString(root.resolve("all.yaml"), manifests);
        return StackInventory.of(KubernetesEnvironments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0), Catalog.builtIn())
                .series(metric).stream().filter(series -> series.condition().isEmpty()).toList();
    }

    @Test
    void eachNodeStandsBehindTheKubeletsService() throws Exception {
        List<Series> found = certain(String.format(MONITOR, "kubelet", "k8s-app", "k8s-app: kubelet", "kube-system", "https-metrics"), "up");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).labels().toString()).contains("job=`kubelet`", "node=`<node>`", "namespace=`kube-system`").doesNotContain("pod=");
        assertThat(certain(String.format(MONITOR, "kubelet", "k8s-app", "k8s-app: kubelet", "kube-system", "https-metrics"), "kubelet_running_pods"))
                .isNotEmpty();
    }

    @Test
    void theApiServerKeepsAService() throws Exception {
        String monitor = String.format(MONITOR, "api", "component", "component: apiserver, provider: kubernetes", "default", "https");
        assertThat(certain(monitor, "up")).hasSize(1);
        assertThat(certain(monitor, "apiserver_request_total").get(0).labels().toString()).contains("job=`apiserver`", "service=`kubernetes`");
    }

    @Test
    void closedPortsAndOptionalComponentsMayBeMissing() throws Exception {
        assertThat(certain(String.format(MONITOR, "old", "k8s-app", "k8s-app: kubelet", "kube-system", "cadvisor"), "up")).isEmpty();
        assertThat(certain(String.format(MONITOR, "old", "k8s-app", "k8s-app: kubelet", "kube-system", "http-metrics"), "up")).isEmpty();
        assertThat(certain(String.format(MONITOR, "s", "component", "component: kube-scheduler", "kube-system", "http-metrics"), "up")).isEmpty();
    }
}
