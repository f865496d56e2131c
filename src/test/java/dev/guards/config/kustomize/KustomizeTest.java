package dev.guards.config.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Documents;
import dev.guards.config.kubernetes.ConfigData;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.config.kubernetes.Service;
import dev.guards.text.Problem;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KustomizeTest {
    private static final String BASE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec:
              replicas: 1
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec:
                  serviceAccountName: api
                  containers:
                  - name: api
                    image: registry:5000/api:1.0
                    args: [--a]
                    ports: [{containerPort: 8080, name: http}]
                  - name: proxy
                    image: envoy
                  volumes:
                  - name: config
                    configMap: {name: settings}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: api}
            spec: {selector: {app: api}, ports: [{port: 80, targetPort: http}]}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: api}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: old}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: reader}
            subjects: [{kind: ServiceAccount, name: api, namespace: old}]
            roleRef: {kind: ClusterRole, name: view}
            """;

    @TempDir
    Path root;
    private final List<Problem> problems = new ArrayList<>();

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Kustomize kustomize() throws IOException {
        return new Kustomize(Documents.read(new Workspace(root, problems::add), problems::add));
    }

    private Built build(String directory) throws IOException {
        Kustomize kustomize = kustomize();
        for (Kustomization one : kustomize.all()) {
            if (one.directory().equals(directory)) {
                return kustomize.build(one);
            }
        }
        throw new AssertionError(directory);
    }

    private static Manifest find(Built built, String kind) {
        return built.manifests().stream().filter(m -> m.kind().equals(kind)).findFirst().orElseThrow();
    }

    @Test
    void overlayRenamesMovesLabelsAndFollowsReferences() throws IOException {
        file("base/all.yaml", BASE);
        file("base/kustomization.yaml", "resources: [all.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=b]\n");
        file("prod/kustomization.yaml", """
                resources: [../base]
                namespace: shop
                namePrefix: prod-
                commonLabels: {env: prod}
                images: [{name: registry:5000/api, newTag: "2.0"}]
                replicas: [{name: api, count: 3}]
                """);
        Built built = build("prod");
        assertThat(built.problems()).isEmpty();
        PodWorkload api = PodWorkload.of(find(built, "Deployment"));
        assertThat(api.name()).isEqualTo("prod-api");
        assertThat(api.manifest().namespace()).isEqualTo("shop");
        assertThat(api.replicas()).isEqualTo(3);
        assertThat(api.pod().metadata().labelValues()).containsEntry("env", "prod").containsEntry("app", "api");
        assertThat(api.pod().serviceAccount()).isEqualTo("prod-api");
        assertThat(api.pod().containers().get(0).image()).hasToString("registry:5000/api:2.0");
        assertThat(api.pod().containers().get(0).image().span().place()).isEqualTo("prod/kustomization.yaml:5:45");
        assertThat(api.pod().volumes().get("config").sources().get(0).name()).isEqualTo("prod-settings");
        assertThat(find(built, "ConfigMap").name()).isEqualTo("prod-settings");
        Service service = Service.of(find(built, "Service"));
        assertThat(service.selector().matches(api.pod().metadata().labelValues())).isTrue();
        assertThat(service.selector()).hasToString("app=api,env=prod");
        assertThat(find(built, "Namespace").name()).isEqualTo("shop");
        assertThat(find(built, "ClusterRoleBinding").root().get("subjects").items().get(0).toString())
                .contains("prod-api").contains("shop");
        assertThat(find(built, "ClusterRoleBinding").namespace()).isNull();
    }

    @Test
    void generatedFilesStandWhereTheyAre() throws IOException {
        file("dashboards/a.json", "{\"title\": \"A\", \"panels\": []}");
        file("kustomization.yaml", """
                generatorOptions: {labels: {team: x}}
                configMapGenerator:
                - name: boards
                  files: [dashboards/a.json, other.json=dashboards/a.json, dashboards/missing.json]
                  options: {labels: {grafana_dashboard: "1"}}
                secretGenerator:
                - name: s
                  envs: [.env]
                """);
        Built built = build("");
        ConfigData data = ConfigData.of(find(built, "ConfigMap"));
        assertThat(data.files()).containsOnlyKeys("a.json", "other.json");
        assertThat(data.files().get("a.json").span().place()).isEqualTo("dashboards/a.json:1:1");
        assertThat(data.manifest().metadata().labelValues()).containsEntry("grafana_dashboard", "1").containsEntry("team", "x");
        assertThat(built.problems()).extracting(p -> p.rule() + " " + p.span().place() + " " + p.message()).containsExactly(
                "kustomize-file-missing kustomization.yaml:4:60 generator file `dashboards/missing.json` does not exist");
        assertThat(built.files()).contains("dashboards/a.json");
    }

    @Test
    void patchesMergeByKeyAndByOperation() throws IOException {
        file("base/all.yaml", BASE);
        file("base/kustomization.yaml", "resources: [all.yaml]\n");
        file("o/patch.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec:
                  template:
                    metadata: {annotations: {prometheus.io/scrape: "true"}}
                    spec:
                      containers:
                      - name: api
                        env: [{name: A, value: b}]
                      - {name: proxy, $patch: delete}
                """);
        file("o/kustomization.yaml", """
                resources: [../base]
                patches:
                - path: patch.yaml
                - target: {kind: Deployment, name: "a.*"}
                  patch: |
                    - {op: add, path: /spec/template/spec/containers/0/args/-, value: --b}
                    - {op: replace, path: /spec/replicas, value: 7}
                    - {op: remove, path: /spec/template/spec/volumes}
                - patch: |
                    apiVersion: v1
                    kind: Service
                    metadata: {name: api}
                    $patch: delete
                """);
        Built built = build("o");
        PodWorkload api = PodWorkload.of(find(built, "Deployment"));
        assertThat(api.pod().containers()).hasSize(1);
        assertThat(api.pod().containers().get(0).env()).containsOnlyKeys("A");
        assertThat(api.pod().containers().get(0).args()).extracting(Object::toString).containsExactly("--a", "--b");
        assertThat(api.pod().containers().get(0).ports()).hasSize(1);
        assertThat(api.pod().metadata().annotations()).containsOnlyKeys("prometheus.io/scrape");
        assertThat(api.replicas()).isEqualTo(7);
        assertThat(api.pod().volumes()).isEmpty();
        assertThat(built.manifests()).extracting(Manifest::kind).doesNotContain("Service");
    }

    @Test
    void rootsAreWhatNothingIncludes() throws IOException {
        file("base/kustomization.yaml", "resources: []\n");
        file("part/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n");
        file("dev/kustomization.yaml", "resources: [../base]\ncomponents: [../part]\n");
        file("prod/kustomization.yaml", "bases: [../base/]\n");
        assertThat(kustomize().roots()).extracting(Kustomization::directory).containsExactly("dev", "prod");
    }

    @Test
    void whatCannotBeSeenIsNamed() throws IOException {
        file("a/kustomization.yaml", """
                resources: [https://example.org/x.yaml, ../../outside, ../b, gone.yaml]
                helmCharts: [{name: loki}]
                """);
        file("b/kustomization.yaml", "resources: [../a]\n");
        Built built = build("a");
        assertThat(built.unseen()).extracting(Built.Unseen::what)
                .containsExactly("remote resource `https://example.org/x.yaml`", "`../../outside`, outside of the checked directory,");
        assertThat(built.manifests()).as("the chart is a release").extracting(manifest -> manifest.spec().get("chart").string()).containsExactly("loki");
        assertThat(built.problems()).extracting(Problem::rule)
                .containsExactly("kustomize-cycle", "kustomize-file-missing");
    }
}
