package dev.guards.inventory.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Documents;
import dev.guards.config.prometheus.NameScheme;
import dev.guards.config.prometheus.RelabelReader;
import dev.guards.environment.Environment;
import dev.guards.environment.KubernetesEnvironments;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Discovered;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Relabeler;
import dev.guards.text.Node;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesDiscoveryTest {
    private static final String SHOP = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api, namespace: shop}
            spec:
              template:
                metadata: {labels: {app: api, app.kubernetes.io/name: x}, annotations: {prometheus.io/scrape: "true"}}
                spec:
                  containers:
                  - {name: api, image: "api:1", ports: [{name: http, containerPort: 8080}, {name: grpc, containerPort: 9000}]}
                  - {name: log, image: log}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: api, namespace: shop, labels: {team: a}}
            spec: {selector: {app: api}, ports: [{name: web, port: 80, targetPort: http}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: in, namespace: shop}
            spec:
              ingressClassName: nginx
              tls: [{hosts: [shop.example.org]}]
              rules: [{host: shop.example.org, http: {paths: [{path: /a}, {path: /b}]}}]
            """;

    @TempDir
    Path root;

    private Environment environment(String manifests) throws Exception {
        Files.writeString(root.resolve("all.yaml"), manifests);
        return KubernetesEnvironments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0);
    }

    private static Node yaml(String text) throws Exception {
        return YamlReader.read(Text.of(text), problem -> { });
    }

    /** Targets that surely exist, each as its interesting labels. */
    private List<String> discover(String manifests, String config) throws Exception {
        List<String> shown = new ArrayList<>();
        for (Discovered target : KubernetesDiscovery.discover(environment(manifests), yaml(config), null).targets()) {
            if (target.certainty() == Certainty.CERTAIN) {
                shown.add(show(target.labels()));
            }
        }
        return shown;
    }

    private static String show(Labels labels) {
        StringBuilder out = new StringBuilder();
        labels.asMap().forEach((name, values) -> {
            boolean dull = name.matches(".*(present_.*|_uid|_ip|_phase|_ready|_host_ip|_node_name|container_id|container_init|hostname|conditions_.*|_zone)");
            if (!dull) {
                out.append(out.length() == 0 ? "" : " ").append(name.replace("__meta_kubernetes_", "")).append('=')
                        .append(values.describe(3).replace("`", ""));
            }
        });
        return out.toString();
    }

    private static final String POD = "namespace=shop pod_annotation_prometheus_io_scrape=true pod_container_image=%s"
            + " pod_container_name=%s%s pod_controller_kind=ReplicaSet pod_controller_name=api-<hash> pod_deployment_name=api or absent"
            + " pod_label_app=api pod_label_app_kubernetes_io_name=x pod_label_pod_template_hash=<hash> pod_name=api-<hash>-<id>";
    private static final String PORT = " pod_container_port_name=%s pod_container_port_number=%d pod_container_port_protocol=TCP";

    private static String pod(String image, String container, String port) {
        return String.format(POD, image, container, port);
    }

    @Test
    void pods() throws Exception {
        assertThat(discover(SHOP, "role: pod")).containsExactly(
                "__address__=<ip>:8080 " + pod("api:1", "api", String.format(PORT, "http", 8080)),
                "__address__=<ip>:9000 " + pod("api:1", "api", String.format(PORT, "grpc", 9000)),
                "__address__=<ip> " + pod("log", "log", ""));
    }

    @Test
    void services() throws Exception {
        assertThat(discover(SHOP, "role: service")).containsExactly("__address__=api.shop.svc:80 namespace=shop service_label_team=a"
                + " service_name=api service_port_name=web service_port_number=80 service_port_protocol=TCP service_type=ClusterIP");
    }

    @Test
    void endpointsAndFurtherPortsOfTheirPods() throws Exception {
        List<String> targets = discover(SHOP, "role: endpoints");
        assertThat(targets).hasSize(3);
        assertThat(targets.get(0)).startsWith("__address__=<ip>:8080 endpoint_address_target_kind=Pod endpoint_address_target_name=api-<hash>-<id>"
                + " endpoint_port_name=web endpoint_port_protocol=TCP endpoints_label_team=a endpoints_name=api namespace=shop")
                .contains("pod_container_port_name=http").contains("service_name=api").contains("service_label_team=a");
        assertThat(targets.get(1)).contains("__address__=<ip>:9000").contains("pod_container_port_name=grpc")
                .doesNotContain("endpoint_port_name").contains("service_name=api");
        assertThat(targets.get(2)).as("what the API server keeps for itself").startsWith("__address__=<ip>:6443 endpoint_port_name=https")
                .endsWith("namespace=default service_label_component=apiserver service_label_provider=kubernetes service_name=kubernetes");
    }

    @Test
    void endpointSlices() throws Exception {
        assertThat(discover(SHOP, "role: endpointslice").get(0)).contains("endpointslice_port=8080 endpointslice_port_name=web")
                .contains("endpointslice_address_target_kind=Pod").contains("endpointslice_name=api-");
    }

    @Test
    void ingresses() throws Exception {
        assertThat(discover(SHOP, "role: ingress")).containsExactly(
                "__address__=shop.example.org ingress_class_name=nginx ingress_host=shop.example.org ingress_name=in ingress_path=/a"
                        + " ingress_scheme=https namespace=shop",
                "__address__=shop.example.org ingress_class_name=nginx ingress_host=shop.example.org ingress_name=in ingress_path=/b"
                        + " ingress_scheme=https namespace=shop");
    }

    @Test
    void nodesHaveLabelsThatManifestsDoNotTell() throws Exception {
        Discovered node = KubernetesDiscovery.discover(environment(SHOP), yaml("role: node"), null).targets().get(0);
        assertThat(node.labels().has("instance")).isTrue();
        assertThat(node.labels().mayHave("__meta_kubernetes_node_label_zone")).isTrue();
        assertThat(node.labels().mayHave("__meta_kubernetes_node_label_pod")).isFalse();
    }

    @Test
    void filtersChoose() throws Exception {
        assertThat(discover(SHOP, "{role: pod, namespaces: {names: [other]}}")).isEmpty();
        assertThat(discover(SHOP, "{role: pod, namespaces: {names: [shop]}}")).hasSize(3);
        assertThat(discover(SHOP, "{role: pod, selectors: [{role: pod, label: app=api}]}")).hasSize(3);
        assertThat(discover(SHOP, "{role: pod, selectors: [{role: pod, label: 'app in (b, c)'}]}")).isEmpty();
        assertThat(discover(SHOP, "{role: service, selectors: [{role: service, field: metadata.name=api}]}")).hasSize(1);
        assertThat(discover(SHOP, "{role: service, selectors: [{role: service, field: metadata.name=b}]}")).isEmpty();
    }

    @Test
    void whatIsNotDescribedIsOneConditionalTarget() throws Exception {
        List<Discovered> everywhere = KubernetesDiscovery.discover(environment(SHOP), yaml("role: pod"), null).targets();
        Discovered elsewhere = everywhere.get(everywhere.size() - 1);
        assertThat(elsewhere.labels().get("__meta_kubernetes_namespace").contains("shop")).isFalse();
        assertThat(elsewhere.labels().get("__meta_kubernetes_namespace").contains("kube-system")).isTrue();
        assertThat(elsewhere.labels().mayHave("__meta_kubernetes_pod_label_x")).isTrue();
        assertThat(KubernetesDiscovery.discover(environment(SHOP), yaml("{role: pod, namespaces: {names: [shop]}}"), null).targets())
                .hasSize(3);
    }

    @Test
    void operatorsMonitorsGiveTheUsualLabels() throws Exception {
        Environment environment = environment(SHOP + """
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: Prometheus
                metadata: {name: main, namespace: shop}
                spec: {serviceMonitorSelector: {}, podMonitorSelector: {}}
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: api, namespace: shop}
                spec:
                  jobLabel: team
                  selector: {matchLabels: {team: a}}
                  endpoints: [{port: web, relabelings: [{sourceLabels: [pod], targetLabel: instance_pod}]}]
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: PodMonitor
                metadata: {name: pods, namespace: shop}
                spec: {selector: {matchExpressions: [{key: app, operator: In, values: [api, b]}]}, podMetricsEndpoints: [{port: grpc}]}
                """);
        Program prometheus = environment.programs(Role.PROMETHEUS).get(0);
        assertThat(stored(environment, prometheus, 0)).containsExactly("__address__=<ip>:8080 container=api endpoint=web"
                + " instance_pod=api-<hash>-<id> job=a namespace=shop pod=api-<hash>-<id> service=api");
        assertThat(stored(environment, prometheus, 1)).containsExactly("__address__=<ip>:9000 container=api endpoint=grpc"
                + " job=shop/pods namespace=shop pod=api-<hash>-<id>");
    }

    /** What stays of the targets of a job, meta labels left out. */
    private static List<String> stored(Environment environment, Program prometheus, int job) {
        Node scrape = prometheus.config().root().get("scrape_configs").items().get(job);
        List<String> shown = new ArrayList<>();
        for (Discovered target : KubernetesDiscovery.discover(environment, scrape.get("kubernetes_sd_configs").items().get(0), null).targets()) {
            Relabeler.Result result = Relabeler.run(RelabelReader.readAll(scrape.get("relabel_configs"), NameScheme.LEGACY, p -> {
                throw new AssertionError(p);
            }), target.labels().with("job", scrape.get("job_name").string()));
            for (Relabeler.Outcome outcome : result.kept()) {
                Labels labels = outcome.labels();
                for (String name : List.copyOf(labels.names())) {
                    labels = name.startsWith("__meta") || name.startsWith("__tmp") ? labels.without(name) : labels;
                }
                shown.add(show(labels));
            }
        }
        return shown;
    }
}
