package dev.guards.guard;

import dev.guards.guard.semantic.AlertConditions;
import dev.guards.guard.semantic.AlertRouting;
import dev.guards.guard.semantic.AlertTexts;
import dev.guards.guard.semantic.DashboardsLoaded;
import dev.guards.guard.semantic.DiscoveryAccess;
import dev.guards.guard.semantic.EnvironmentMatch;
import dev.guards.guard.semantic.GrafanaProvisioning;
import dev.guards.guard.semantic.KubernetesMonitoring;
import dev.guards.guard.semantic.LabelValues;
import dev.guards.guard.semantic.LabelsExist;
import dev.guards.guard.semantic.LegendLabels;
import dev.guards.guard.semantic.LogFields;
import dev.guards.guard.semantic.LogSources;
import dev.guards.guard.semantic.LokiLabels;
import dev.guards.guard.semantic.MetricsExist;
import dev.guards.guard.semantic.PromqlEngine;
import dev.guards.guard.semantic.QuerySemantics;
import dev.guards.guard.semantic.RateWindows;
import dev.guards.guard.semantic.RuleGroups;
import dev.guards.guard.semantic.RulesAndAlerts;
import dev.guards.guard.semantic.ScrapeTargets;
import dev.guards.guard.semantic.UnprovedQueries;
import dev.guards.guard.semantic.VariablesResolve;
import dev.guards.guard.semantic.VectorMatching;
import dev.guards.guard.simple.ComposeMonitoring;
import dev.guards.guard.simple.ConfigSyntax;
import dev.guards.guard.simple.DashboardStructure;
import dev.guards.guard.simple.DashboardVariables;
import dev.guards.guard.simple.GrafanaAlerts;
import dev.guards.guard.simple.GrafanaDatasources;
import dev.guards.guard.simple.LogAgentConfig;
import dev.guards.guard.simple.LogqlSemantics;
import dev.guards.guard.simple.LogqlSyntax;
import dev.guards.guard.simple.LokiConfiguration;
import dev.guards.guard.simple.PanelQueries;
import dev.guards.guard.simple.PanelUnits;
import dev.guards.guard.simple.PrometheusConfiguration;
import dev.guards.guard.simple.PromqlRegexes;
import dev.guards.guard.simple.PromqlSyntax;
import dev.guards.guard.simple.ScrapeRelabelling;
import dev.guards.guard.simple.SuppressionComments;
import dev.guards.guard.simple.VariableFormats;
import java.util.ArrayList;
import java.util.List;

/** All guards. */
public final class Guards {
    private Guards() {
    }

    /** Simple ones first, each tier by id. */
    public static List<Guard> all() {
        List<Guard> all = new ArrayList<>();
        all.addAll(simple());
        all.addAll(semantic());
        return all;
    }

    public static List<SimpleGuard> simple() {
        return List.of(
                new ComposeMonitoring(),
                new ConfigSyntax(),
                new DashboardStructure(),
                new DashboardVariables(),
                new GrafanaAlerts(),
                new GrafanaDatasources(),
                new LogAgentConfig(),
                new LogqlSemantics(),
                new LogqlSyntax(),
                new LokiConfiguration(),
                new PanelQueries(),
                new PanelUnits(),
                new PrometheusConfiguration(),
                new PromqlRegexes(),
                new PromqlSyntax(),
                new ScrapeRelabelling(),
                new SuppressionComments(),
                new VariableFormats());
    }

    public static List<SemanticGuard> semantic() {
        return List.of(
                new AlertConditions(),
                new AlertRouting(),
                new AlertTexts(),
                new DashboardsLoaded(),
                new DiscoveryAccess(),
                new EnvironmentMatch(),
                new GrafanaProvisioning(),
                new KubernetesMonitoring(),
                new LabelValues(),
                new LabelsExist(),
                new LegendLabels(),
                new LogFields(),
                new LogSources(),
                new LokiLabels(),
                new MetricsExist(),
                new PromqlEngine(),
                new QuerySemantics(),
                new RateWindows(),
                new RuleGroups(),
                new RulesAndAlerts(),
                new ScrapeTargets(),
                new UnprovedQueries(),
                new VariablesResolve(),
                new VectorMatching());
    }

    /** The guard of an id; null when there is none. */
    public static Guard named(String id) {
        for (Guard guard : all()) {
            if (guard.id().equals(id)) {
                return guard;
            }
        }
        return null;
    }
}
