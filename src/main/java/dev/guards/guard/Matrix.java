package dev.guards.guard;

import dev.guards.analysis.Verdict;
import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Panel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        for (Stack stack : stacks) {
            environments.add(stack.environment().name());
        }
        return new Matrix(environments, stacks.size() < 2 ? List.of() : boards(stacks));
    }

    private static List<Board> boards(List<Stack> stacks) {
        List<Held> all = new ArrayList<>();
        Map<Dashboard, Held> byDashboard = new IdentityHashMap<>();
        for (Stack stack : stacks) {
            for (StackQuery query : stack.queries()) {
                DashboardQuery asked = query.asked();
                if (asked == null || asked.panel() == null || asked.dashboard() == null) {
                    continue;
                }
                Held held = byDashboard.get(asked.dashboard());
                if (held == null) {
                    held = new Held();
                    byDashboard.put(asked.dashboard(), held);
                    all.add(held);
                }
                held.add(asked, stack.environment().name(), query.verdict());
            }
        }
        List<Board> boards = new ArrayList<>();
        for (Held held : all) {
            if (held.environments.size() > 1) {
                boards.add(held.board());
            }
        }
        return boards;
    }

    /** A dashboard while verdicts come in. Panels are told apart by what they are, not by what they say: copies stay two. */
    private static final class Held {
        private final List<DashboardQuery> asked = new ArrayList<>();
        private final Set<String> environments = new HashSet<>();
        private final List<Row> rows = new ArrayList<>();
        private final Map<Panel, Row> byPanel = new IdentityHashMap<>();

        void add(DashboardQuery query, String environment, Verdict verdict) {
            asked.add(query);
            environments.add(environment);
            Row row = byPanel.get(query.panel());
            if (row == null) {
                row = new Row(query.owner(), new LinkedHashMap<>());
                byPanel.put(query.panel(), row);
                rows.add(row);
            }
            Verdict before = row.verdicts.get(environment);
            row.verdicts.put(environment, before == null ? verdict : better(before, verdict));
        }

        Board board() {
            DashboardQuery first = asked.get(0);
            return new Board(first.dashboard().name(), first.expr().source().path(), Dialect.of(asked), rows);
        }
    }

    private static Verdict better(Verdict one, Verdict other) {
        return one == Verdict.DATA || other == Verdict.DATA ? Verdict.DATA
                : one == Verdict.UNKNOWN || other == Verdict.UNKNOWN ? Verdict.UNKNOWN : Verdict.EMPTY;
    }
}
