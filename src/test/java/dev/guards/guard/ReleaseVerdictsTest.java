package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts where the repository names releases of charts, in each of the ways to name one. */
class ReleaseVerdictsTest {
    private static final String NODES = "node_load1{job=\"node-exporter\"}";
    private static final String FLUX = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: kps, namespace: obs}
            spec:
              chart: {spec: {chart: kube-prometheus-stack}}
              values: {nodeExporter: {enabled: %s}}
            """;

    @TempDir
    Path root;

    private SmallStack stack() throws IOException {
        return SmallStack.empty(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "node_load1{job='node-exporter',endpoint='http-metrics',namespace='obs'} # DATA",
        "kube_deployment_created{job='kube-state-metrics'} # DATA",
        "container_memory_working_set_bytes{job='kubelet',metrics_path='/metrics/cadvisor',container!=''} # DATA",
        "kubelet_running_pods{job='kubelet'} # DATA",
        "apiserver_request_total{job='apiserver'} # DATA",
        "up{job='kps-kube-prometheus-stack-prometheus'} # DATA",
        "instance:node_cpu_utilisation:rate5m # DATA",
        // Dropped by the chart's own relabelling, or of jobs that others may bring.
        "container_spec_memory_limit_bytes{job='kubelet'} # UNKNOWN",
        "node_load1{job='nodes'} # UNKNOWN",
        "orders_total # UNKNOWN",
    })
    void ofKubePrometheusStack(String query, Verdict verdict) throws IOException {
        SmallStack stack = stack().write("release.yaml", FLUX.formatted("true"));
        assertThat(stack.verdict(query.replace('\'', '"'))).isEqualTo(verdict);
    }

    @Test
    void whatIsSwitchedOffIsNotProvedAbsent() throws IOException {
        assertThat(stack().write("release.yaml", FLUX.formatted("false")).verdict(NODES)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void argoApplicationsTakeValuesOfFiles() throws IOException {
        String application = """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: kps, namespace: argocd}
                spec:
                  destination: {namespace: obs}
                  sources:
                    - {repoURL: "https://charts.example", chart: kube-prometheus-stack, helm: {valueFiles: [$here/values/kps.yaml]}}
                    - {repoURL: "https://git.example/here.git", ref: here}
                """;
        assertThat(stack().write("app.yaml", application).write("values/kps.yaml", "alertmanager: {enabled: false}\n").verdict(NODES))
                .isEqualTo(Verdict.DATA);
        assertThat(stack().write("values/kps.yaml", "nodeExporter: {enabled: false}\n").verdict(NODES)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void scriptsInstallCharts() throws IOException {
        SmallStack stack = stack().write("install.sh", """
                #!/bin/sh
                # helm install old prometheus-community/prometheus
                helm upgrade --install kps prometheus-community/kube-prometheus-stack \\
                  --namespace obs --create-namespace -f values.yaml \\
                  --set alertmanager.enabled=false
                """).write("values.yaml", "grafana: {enabled: false}\n");
        assertThat(stack.verdict("up{job=\"kps-kube-prometheus-stack-prometheus\",namespace=\"obs\"}")).isEqualTo(Verdict.DATA);
    }

    @Test
    void helmfilesInstallCharts() throws IOException {
        SmallStack stack = stack().write("helmfile.yaml", """
                releases:
                  - {name: kps, namespace: obs, chart: prometheus-community/kube-prometheus-stack, values: [{alertmanager: {enabled: false}}]}
                """);
        assertThat(stack.verdict(NODES)).isEqualTo(Verdict.DATA);
    }

    @Test
    void kustomizationsInflateCharts() throws IOException {
        SmallStack stack = stack().write("kustomization.yaml", """
                namespace: obs
                helmCharts:
                  - {name: kube-prometheus-stack, repo: "https://charts.example", releaseName: kps, valuesInline: {alertmanager: {enabled: false}}}
                """);
        assertThat(stack.verdict(NODES)).isEqualTo(Verdict.DATA);
        assertThat(stack.verdict("up{namespace=\"obs\"}")).isEqualTo(Verdict.DATA);
    }

    @Test
    void valuesAloneTellTheChartButNotTheRelease() throws IOException {
        SmallStack stack = stack().write("monitoring/values.yaml", "prometheusOperator: {}\nprometheus: {prometheusSpec: {retention: 1d}}\n")
                .write("ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: obs}\n");
        assertThat(stack.verdict(NODES)).isEqualTo(Verdict.DATA);
        assertThat(stack.verdict("up{job=\"kps-kube-prometheus-stack-prometheus\"}")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void chartsDependOnCharts() throws IOException {
        SmallStack stack = stack().write("chart/Chart.yaml", """
                name: monitoring
                version: 1.0.0
                dependencies: [{name: kube-prometheus-stack, version: 70.0.0, repository: "https://charts.example", condition: kps.enabled}]
                """).write("chart/values.yaml", "kube-prometheus-stack: {grafana: {enabled: false}}\n").write("app.yaml", """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: monitoring, namespace: argocd}
                spec: {destination: {namespace: obs}, source: {repoURL: "https://git.example/x.git", path: chart}}
                """);
        assertThat(stack.verdict("up{job=\"monitoring-kube-prometheus-prometheus\"}")).isEqualTo(Verdict.DATA);
        assertThat(stack.write("chart/values.yaml", "kps: {enabled: false}\n").verdict(NODES)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void fluxRunsWhereItsObjectsAre() throws IOException {
        SmallStack stack = stack().write("release.yaml", FLUX.formatted("true").replace("values: {", "values: {prometheus: {prometheusSpec: {podMonitorSelectorNilUsesHelmValues: false}}, "))
                .write("monitor.yaml", """
                apiVersion: monitoring.coreos.com/v1
                kind: PodMonitor
                metadata: {name: flux, namespace: obs}
                spec:
                  namespaceSelector: {matchNames: [flux-system]}
                  selector: {matchExpressions: [{key: app, operator: In, values: [helm-controller]}]}
                  podMetricsEndpoints: [{port: http-prom}]
                """);
        assertThat(stack.verdict("controller_runtime_reconcile_total{controller=\"helmrelease\",result=\"error\"}")).isEqualTo(Verdict.DATA);
        assertThat(stack.verdict("controller_runtime_reconcile_total{controller=\"kustomization\"}")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void kubeStateMetricsCountsCustomResources() throws IOException {
        String values = """
                  values:
                    kube-state-metrics:
                      extraArgs: [--custom-resource-state-only=true]
                      customResourceState:
                        enabled: true
                        config:
                          spec:
                            resources:
                              - groupVersionKind: {group: helm.toolkit.fluxcd.io, version: v2, kind: HelmRelease}
                                metricNamePrefix: gotk
                                metrics:
                                  - name: resource_info
                                    each: {type: Info, info: {labelsFromPath: {name: [metadata, name]}}}
                                    labelsFromPath: {exported_namespace: [metadata, namespace], ready: [status, ready]}
                """;
        SmallStack stack = stack().write("release.yaml", FLUX.formatted("true").replaceAll("  values: .*\n", values));
        assertThat(stack.verdict("gotk_resource_info{customresource_kind=\"HelmRelease\",exported_namespace!=\"\"}")).isEqualTo(Verdict.DATA);
        assertThat(stack.verdict("gotk_resource_info{customresource_kind=\"Bucket\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(stack.verdict("gotk_resource_info{ready=\"False\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(stack.verdict("kube_deployment_created")).isEqualTo(Verdict.UNKNOWN);
    }
}
