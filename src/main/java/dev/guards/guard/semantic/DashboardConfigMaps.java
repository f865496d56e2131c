package dev.guards.guard.semantic;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.ConfigData;
import dev.guards.config.kubernetes.Container;
import dev.guards.config.kubernetes.PodTemplate;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Dashboards in ConfigMaps, which a sidecar of Grafana collects by their label (kiwigrid/k8s-sidecar 1.28). */
final class DashboardConfigMaps {
    static final Rule LABEL = Rule.warning("dashboard-configmap-label", "a ConfigMap with dashboards has no label by which Grafana's sidecar finds it, and no pod mounts it");
    /** What Grafana's chart sets, and what those who write ConfigMaps for it use. */
    private static final String USUAL = "grafana_dashboard";

    private final Cluster cluster;
    private final GrafanaFiles grafana;
    private final Findings findings;

    DashboardConfigMaps(Cluster cluster, GrafanaFiles grafana, Findings findings) {
        this.cluster = cluster;
        this.grafana = grafana;
        this.findings = findings;
    }

    /** @param held dashboards that are meant for this cluster */
    void check(Set<Dashboard> held) {
        Span sidecar = null;
        String label = null;
        for (PodWorkload workload : cluster.workloads()) {
            for (Container container : workload.pod().containers()) {
                boolean collects = container.image() != null && container.image().value().contains("k8s-sidecar");
                Text wanted = collects ? cluster.environment(container, workload.manifest()).get("LABEL") : null;
                if (wanted != null && wanted.value().contains("dashboard")) {
                    sidecar = wanted.span();
                    label = wanted.value();
                }
            }
        }
        Map<ConfigData, GrafanaFiles.Placed> unlabelled = new LinkedHashMap<>();
        ConfigData labelled = null;
        String wanted = label == null ? USUAL : label;
        for (ConfigData config : cluster.configs()) {
            GrafanaFiles.Placed placed = config.isSecret() ? null : dashboard(config, held);
            if (placed != null && config.manifest().metadata().labels().containsKey(wanted)) {
                labelled = config;
            } else if (placed != null && !isMounted(config)) {
                unlabelled.put(config, placed);
            }
        }
        for (Map.Entry<ConfigData, GrafanaFiles.Placed> entry : unlabelled.entrySet()) {
            if (sidecar != null || labelled != null) {
                report(entry.getKey(), entry.getValue(), wanted, sidecar, labelled);
            }
        }
    }

    private GrafanaFiles.Placed dashboard(ConfigData config, Set<Dashboard> held) {
        for (GrafanaFiles.Placed placed : grafana.dashboards()) {
            for (Text file : config.files().values()) {
                boolean same = held.contains(placed.dashboard()) && file.source() == placed.document().source()
                        && file.span().holds(placed.document().root().span());
                if (same) {
                    return placed;
                }
            }
        }
        return null;
    }

    private boolean isMounted(ConfigData config) {
        for (PodWorkload workload : cluster.workloads()) {
            for (PodTemplate.Volume volume : workload.pod().volumes().values()) {
                for (PodTemplate.Source source : volume.sources()) {
                    if (source.content() == PodTemplate.Content.CONFIG_MAP && source.name().equals(config.name())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void report(ConfigData config, GrafanaFiles.Placed placed, String label, Span sidecar, ConfigData labelled) {
        Finding finding = findings.report(LABEL, config.manifest().span(), "ConfigMap `" + config.name() + "` has no label `" + label
                + "`, and no pod mounts it: Grafana does not load its dashboards");
        if (sidecar != null) {
            finding.note(sidecar, "Grafana's sidecar collects ConfigMaps with this label");
        } else {
            finding.note(labelled.manifest().span(), "ConfigMap `" + labelled.name() + "` has it");
        }
        finding.subject(new Finding.Subject(placed.dashboard().name(), "", "")).help("add `" + label + ": \"1\"` to its labels");
    }
}
