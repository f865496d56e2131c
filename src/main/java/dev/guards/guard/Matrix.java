package dev.guards.guard;

import dev.guards.analysis.Verdict;
import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Panel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each panel would show in each environment, for dashboards that are held against several.
 *
 * @param environments names, in the order of detection
 * @param dashboards   those that are held against two environments or more; empty unless all were asked for
 */
public record Matrix(List<String> environments, List<Board> dashboards) {
    /**
     * A dashboard.
     *
     * @param path    of its file
     * @param dialect which environment its queries speak
     */
    public record Board(String name, String path, Dialect dialect, List<Row> panels) {
    }

    /**
     * A panel.
     *
     * @param title    or what else names it
     * @param verdicts by environment; DATA when one query of the panel has data, EMPTY when each is empty; an environment that the
     *                 dashboard is not held against is left out
     */
    public record Row(String title, Map<String, Verdict> verdicts) {
    }

    public Matrix {
        environments = List.copyOf(environments);
        dashboards = List.copyOf(dashboards);
    }

    public static Matrix of(List<Stack> stacks) {
        List<String> environments = new ArrayList<>();
        Map<Dashboard, Map<Panel, Map<String, Verdict>>> all = new LinkedHashMap<>();
        Map<Dashboard, List<DashboardQuery>> asked = new IdentityHashMap<>();
        for (Stack stack : stacks) {
            environments.add(stack.environment().name());
            for (StackQuery query : stack.queries()) {
                DashboardQuery of = query.asked();
                if (of == null || of.panel() == null || of.dashboard() == null) {
                    continue;
                }
                all.computeIfAbsent(of.dashboard(), d -> new LinkedHashMap<>()).computeIfAbsent(of.panel(), p -> new LinkedHashMap<>())
                        .merge(stack.environment().name(), query.verdict(), Matrix::better);
                asked.computeIfAbsent(of.dashboard(), d -> new ArrayList<>()).add(of);
            }
        }
        List<Board> boards = new ArrayList<>();
        all.forEach((dashboard, panels) -> {
            Set<String> against = new TreeSet<>();
            List<Row> rows = new ArrayList<>();
            panels.forEach((panel, verdicts) -> {
                against.addAll(verdicts.keySet());
                rows.add(new Row(title(asked.get(dashboard), panel), verdicts));
            });
            if (against.size() > 1) {
                boards.add(new Board(dashboard.name(), asked.get(dashboard).get(0).expr().source().path(), Dialect.of(asked.get(dashboard)), rows));
            }
        });
        return new Matrix(environments, boards);
    }

    private static Verdict better(Verdict one, Verdict other) {
        return one == Verdict.DATA || other == Verdict.DATA ? Verdict.DATA
                : one == Verdict.UNKNOWN || other == Verdict.UNKNOWN ? Verdict.UNKNOWN : Verdict.EMPTY;
    }

    private static String title(List<DashboardQuery> asked, Panel panel) {
        for (DashboardQuery query : asked) {
            if (query.panel() == panel) {
                return query.owner();
            }
        }
        return "";
    }
}
