package dev.guards.inventory.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Documents;
import dev.guards.environment.Environment;
import dev.guards.environment.KubernetesEnvironments;
import dev.guards.inventory.AddressBook;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesAddressesTest {
    private static final String CLUSTER = """
            apiVersion: v1
            kind: Pod
            metadata: {name: prom, namespace: obs, labels: {app: prom}}
            spec: {containers: [{name: prometheus, image: prom/prometheus, ports: [{containerPort: 9090}]}, {name: side, image: x, ports: [{containerPort: 9100}]}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: loki, namespace: obs, labels: {app: loki}}
            spec: {containers: [{name: loki, image: grafana/loki, ports: [{containerPort: 3100, name: http}]}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: loki, namespace: obs}
            spec: {selector: {app: loki}, ports: [{port: 80, targetPort: http}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: db, namespace: shop}
            spec: {ports: [{port: 5432}]}
            """;

    @TempDir
    Path root;

    private String find(String address) throws Exception {
        Files.writeString(root.resolve("all.yaml"), CLUSTER);
        Environment environment = KubernetesEnvironments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0);
        AddressBook.Found found = new AddressBook(environment).find(address, environment.workload("prom"), Text.of("x").span());
        return (found.workload() == null ? "-" : found.workload().container()) + ":" + found.port()
                + (found.problems().isEmpty() ? "" : " " + found.problems().get(0).kind() + " " + found.problems().get(0).remedy());
    }

    @Test
    void servicesAreFoundByTheirNames() throws Exception {
        assertThat(find("loki:80")).isEqualTo("loki:3100");
        assertThat(find("loki.obs:80")).isEqualTo("loki:3100");
        assertThat(find("loki.obs.svc:80")).isEqualTo("loki:3100");
        assertThat(find("loki-0.loki.obs.svc.cluster.local:80")).isEqualTo("loki:3100");
        assertThat(find("localhost:9090")).isEqualTo("prometheus:9090");
        assertThat(find("localhost:9100")).isEqualTo("side:9100");
        assertThat(find("db.shop:5432")).isEqualTo("-:5432");
        assertThat(find("kubernetes.default.svc:443")).isEqualTo("-:443");
        assertThat(find("example.org:443")).isEqualTo("-:443");
        assertThat(find("x.unseen.svc:443")).isEqualTo("-:443");
    }

    @Test
    void whatIsNotThereIsAProblem() throws Exception {
        assertThat(find("loki:3100")).isEqualTo("loki:3100 PORT_MISMATCH loki:80");
        assertThat(find("db:5432")).isEqualTo("-:5432 HOST_UNKNOWN db.shop:5432");
        assertThat(find("mimir:80")).isEqualTo("-:80 HOST_UNKNOWN ");
        assertThat(find("loki.shop:80")).isEqualTo("-:80 HOST_UNKNOWN loki.obs:80");
    }
}
