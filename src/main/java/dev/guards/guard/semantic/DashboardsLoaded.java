package dev.guards.guard.semantic;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardProvider;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.kubernetes.Cluster;
import dev.guards.environment.EnvVariable;
import dev.guards.environment.Mount;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.text.Paths;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the dashboards of the repository against what Grafana loads: its providers' folders, and its sidecar's ConfigMaps. */
public final class DashboardsLoaded implements SemanticGuard {
    private static final Rule NOT_PROVISIONED = Rule.warning("dashboard-not-provisioned", "Grafana never loads a dashboard, although it loads others of the same folder or sees its file");

    @Override
    public String id() {
        return "dashboards-loaded";
    }

    @Override
    public String summary() {
        return "each dashboard is loaded by the Grafana it is meant for";
    }

    @Override
    public List<Rule> rules() {
        return List.of(NOT_PROVISIONED, DashboardConfigMaps.LABEL);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        Set<Dashboard> held = held(stack);
        for (Program grafana : stack.environment().programs(Role.GRAFANA)) {
            List<DashboardProvider> providers = providers(stack, grafana);
            if (!providers.isEmpty()) {
                files(stack, grafana, providers, held, findings);
            }
        }
        Cluster cluster = stack.environment().cluster();
        if (cluster != null) {
            new DashboardConfigMaps(cluster, stack.repository().grafana(), findings).check(held);
        }
    }

    /** Dashboards that are held against this environment and no other. */
    private static Set<Dashboard> held(Stack stack) {
        Set<Dashboard> held = Collections.newSetFromMap(new IdentityHashMap<>());
        for (StackQuery query : stack.queries()) {
            if (query.asked() != null && query.asked().dashboard() != null) {
                held.add(query.asked().dashboard());
            }
        }
        return held;
    }

    /** Those of a Grafana that is known; none when one of them loads a folder that cannot be told. */
    private static List<DashboardProvider> providers(Stack stack, Program grafana) {
        List<DashboardProvider> providers = new ArrayList<>();
        boolean known = grafana.workload() != null && grafana.workload().buildContext() == null && stack.environment().complete()
                && grafana.workload().mounts().stream().noneMatch(m -> m.content() instanceof Mount.LikelyPath);
        if (!known) {
            return providers;
        }
        for (DashboardProvider provider : stack.repository().grafana().providers()) {
            if (ProvisioningFolder.isRead(grafana, provider.node().span().source().path(), "dashboards")) {
                if (provider.path() == null || !provider.path().value().startsWith("/") || provider.path().value().indexOf('$') >= 0) {
                    return List.of();
                }
                providers.add(provider);
            }
        }
        return providers;
    }

    private static void files(Stack stack, Program grafana, List<DashboardProvider> providers, Set<Dashboard> held, Findings findings) {
        Set<String> loadedFolders = new HashSet<>();
        Map<GrafanaFiles.Placed, List<String>> missed = new LinkedHashMap<>();
        for (GrafanaFiles.Placed placed : stack.repository().grafana().dashboards()) {
            if (placed.document().parent() != null) {
                continue;
            }
            List<String> seen = Mount.pathsOf(grafana.workload().mounts(), placed.document().source());
            if (seen.stream().anyMatch(path -> isLoaded(path, providers))) {
                loadedFolders.add(Paths.parent(placed.document().path()));
            } else if (held.contains(placed.dashboard())) {
                missed.put(placed, seen);
            }
        }
        missed.forEach((placed, seen) -> {
            boolean neighbours = loadedFolders.contains(Paths.parent(placed.document().path()));
            if (!seen.isEmpty() ? !isHome(grafana, seen) : neighbours) {
                report(grafana, providers, placed, seen, findings);
            }
        });
    }

    private static boolean isLoaded(String path, List<DashboardProvider> providers) {
        for (DashboardProvider provider : providers) {
            String folder = provider.path().value();
            if (path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHome(Program grafana, List<String> seen) {
        EnvVariable home = grafana.workload().environment().get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
        return home != null && home.value() != null && seen.contains(home.value().value());
    }

    private static void report(Program grafana, List<DashboardProvider> providers, GrafanaFiles.Placed placed, List<String> seen, Findings findings) {
        Span start = placed.document().root().span();
        Span place = placed.dashboard().title() == null ? start.source().span(start.start(), Math.min(start.start() + 1, start.end()))
                : placed.dashboard().title().span();
        Finding finding = findings.report(NOT_PROVISIONED, place, seen.isEmpty() ? "Grafana loads other dashboards of this folder, and not this one"
                : "Grafana's container has this dashboard at `" + seen.get(0) + "`, where no provider looks");
        finding.note(grafana.workload().span(), "Grafana runs here");
        for (DashboardProvider provider : providers) {
            finding.note(provider.path().span(), "loads `" + provider.path() + "`");
        }
        finding.subject(new Finding.Subject(placed.dashboard().name(), "", ""))
                .help(seen.isEmpty() ? "mount this file where the others are" : "mount it below a folder that a provider loads");
    }
}
