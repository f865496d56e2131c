package dev.guards.environment;

import dev.guards.config.kubernetes.Holds;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.PrometheusResource;
import dev.guards.config.prometheus.RuleFile;
import java.util.ArrayList;
import java.util.List;

/** The rules that prometheus-operator gives to a server out of PrometheusRule objects. */
public final class OperatedRules {
    private static final String GROUP = "monitoring.coreos.com";

    private OperatedRules() {
    }

    /** None for a server that no operator runs. Objects that the server may select are taken as selected. */
    public static List<RuleFile> of(Environment environment, Program program) {
        List<RuleFile> rules = new ArrayList<>();
        if (environment.cluster() == null || program.role() != Role.PROMETHEUS) {
            return rules;
        }
        List<PrometheusResource> servers = PrometheusResource.all(environment.cluster());
        PrometheusResource server = KubernetesEnvironments.server(servers, program);
        boolean assumed = servers.isEmpty() && program.workload() == null;
        for (Manifest rule : environment.cluster().manifests(GROUP, "PrometheusRule")) {
            if (assumed || server != null && server.selects(rule, environment.cluster()) != Holds.NO) {
                rules.add(RuleFile.read(rule.spec()));
            }
        }
        return rules;
    }
}
