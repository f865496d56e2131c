package dev.guards.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.text.Problem;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesEnvironmentsTest {
    private static final String PROMETHEUS = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: prometheus, namespace: obs}
            spec:
              template:
                spec:
                  containers:
                  - name: prometheus
                    image: prom/prometheus:v3.0.0
                    args: ["--config.file=/etc/p/p.yml"]
                    envFrom: [{secretRef: {name: s}}]
                    volumeMounts: [{name: c, mountPath: /etc/p/}]
                  volumes: [{name: c, configMap: {name: conf}}]
            """;

    @TempDir
    Path root;
    private final List<Problem> problems = new ArrayList<>();

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Environment> detect() throws IOException {
        return KubernetesEnvironments.detect(Documents.read(new Workspace(root, problems::add), problems::add));
    }

    @Test
    void aConfigurationIsFoundThroughGeneratedConfigMaps() throws IOException {
        file("k8s/prometheus.yaml", PROMETHEUS);
        file("k8s/files/prometheus.yml", "scrape_configs: [{job_name: a}]\n");
        file("k8s/kustomization.yaml", """
                resources: [prometheus.yaml]
                configMapGenerator: [{name: conf, namespace: obs, files: [p.yml=files/prometheus.yml]}]
                """);
        Environment environment = detect().get(0);
        Program prometheus = environment.programs(Role.PROMETHEUS).get(0);
        assertThat(prometheus.config().kind()).isEqualTo(Kind.PROMETHEUS);
        assertThat(prometheus.config().path()).isEqualTo("k8s/files/prometheus.yml");
        assertThat(prometheus.path()).isEqualTo("/etc/p/p.yml");
        Workload workload = environment.workloads().get(0);
        assertThat(workload.instanceNames().values()).containsExactly("prometheus-0");
        assertThat(workload.isEnvironmentOpen()).isTrue();
        assertThat(environment.complete()).isTrue();
        assertThat(environment.directories()).containsExactly("k8s");
    }

    @Test
    void overlaysAreEnvironmentsOfTheirOwn() throws IOException {
        file("base/p.yaml", PROMETHEUS);
        file("base/kustomization.yaml", "resources: [p.yaml]\n");
        file("overlays/dev/kustomization.yaml", "resources: [../../base]\nnamePrefix: dev-\n");
        file("overlays/prod/kustomization.yaml", "resources: [../../base]\nnamePrefix: prod-\n");
        file("shared/ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: obs}\n");
        List<Environment> found = detect();
        assertThat(found).extracting(Environment::name).containsExactly("kubernetes:dev", "kubernetes:prod");
        assertThat(found.get(0).workloads()).extracting(Workload::name).containsExactly("dev-prometheus");
        assertThat(found.get(1).cluster().manifests("", "Namespace")).hasSize(1);
    }

    @Test
    void partsOfOneClusterAreOneEnvironment() throws IOException {
        file("monitoring/kustomization.yaml", "resources: [p.yaml]\n");
        file("monitoring/p.yaml", PROMETHEUS);
        file("monitoring/stray.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: stray}\n");
        file("apps/kustomization.yaml", "resources: [a.yaml]\n");
        file("apps/a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c}]}\n");
        List<Environment> found = detect();
        assertThat(found).extracting(Environment::name).containsExactly("kubernetes");
        assertThat(found.get(0).workloads()).extracting(Workload::name).containsExactlyInAnyOrder("prometheus", "a");
        assertThat(found.get(0).assumptions()).extracting(Assumption::message)
                .containsExactly("`monitoring/stray.yaml` lies beside a kustomization that does not list it and is taken as not deployed");
    }

    @Test
    void filesOfOtherToolsMakeNoCluster() throws IOException {
        file("catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: x}\n");
        file("skaffold.yaml", "apiVersion: skaffold/v4beta1\nkind: Config\n");
        file("kind.yaml", "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n");
        assertThat(detect()).isEmpty();
    }

    @Test
    void namespacesComeFromTheDeployer() throws IOException {
        file("argo.yaml", """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: x, namespace: argocd}
                spec: {source: {path: ./apps}, destination: {namespace: shop}}
                """);
        file("apps/a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c}]}\n");
        assertThat(detect().get(0).workloads().get(0).namespace()).isEqualTo("shop");
    }

    @Test
    void whatIsNotShownLeavesTheEnvironmentIncomplete() throws IOException {
        file("chart/Chart.yaml", "name: c\nversion: 1.0.0\napiVersion: v2\n");
        file("chart/templates/d.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Release.Name }} }\n{{- if x }}\nspec: {}\n{{- end }}\n");
        file("chart/templates/plain.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c}]}\n");
        file("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c}]}\n");
        Environment environment = detect().get(0);
        assertThat(environment.workloads()).hasSize(1);
        assertThat(environment.complete()).isFalse();
        assertThat(environment.assumptions()).extracting(Assumption::message).containsExactly("Helm chart `c` is not rendered, so what"
                + " it installs is unknown; check it with `helm template chart | guards --semantic -`");
    }

    @Test
    void operatedServersScrapeWhatTheySelect() throws IOException {
        file("p.yaml", """
                apiVersion: monitoring.coreos.com/v1
                kind: Prometheus
                metadata: {name: main, namespace: obs}
                spec: {serviceMonitorSelector: {matchLabels: {team: a}}, version: v2.50.0, replicas: 2}
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: yes, namespace: obs, labels: {team: a}}
                spec: {endpoints: [{port: web}], selector: {matchLabels: {app: x}}}
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: no, namespace: obs}
                spec: {endpoints: [{port: web}], selector: {matchLabels: {app: x}}}
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: elsewhere, namespace: other, labels: {team: a}}
                spec: {endpoints: [{port: web}], selector: {matchLabels: {app: x}}}
                """);
        Environment environment = detect().get(0);
        assertThat(environment.complete()).isTrue();
        Program prometheus = environment.programs(Role.PROMETHEUS).get(0);
        assertThat(prometheus.workload().instanceNames().values()).containsExactly("prometheus-main-0", "prometheus-main-1");
        assertThat(prometheus.workload().image()).hasToString("quay.io/prometheus/prometheus:v2.50.0");
        assertThat(prometheus.config().root().get("scrape_configs").items())
                .extracting(job -> job.get("job_name").string()).containsExactly("serviceMonitor/obs/yes/0");
    }
}
