package dev.guards.report;

import dev.guards.analysis.LogRow;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.analysis.Verdict;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.LogStream;
import dev.guards.inventory.Series;
import dev.guards.inventory.Target;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The queries of one environment by dashboard and panel, and the series of the metrics that they name. */
final class StackView {
    private static final String JOB = "job";

    /** A dashboard, or a file of rules. */
    static final class Board {
        final String title;
        final String path;
        /** By what tells panels of the same title apart. */
        private final Map<Object, Tile> tiles = new LinkedHashMap<>();
        /** Each metric that some query of it gets, with the jobs whose series it gets. */
        final Map<String, ValueSet> metrics = new LinkedHashMap<>();

        /** Log agents whose streams some query of it gets. */
        final Set<String> agents = new TreeSet<>();

        Board(String title, String path) {
            this.title = title;
            this.path = path;
        }

        Collection<Tile> tiles() {
            return tiles.values();
        }
    }

    /** A panel; also a variable, an annotation or a rule. */
    static final class Tile {
        final String title;
        final List<StackQuery> queries = new ArrayList<>();

        Tile(String title) {
            this.title = title;
        }

        /** A panel with one empty query is not whole. */
        Verdict verdict() {
            Verdict worst = Verdict.DATA;
            for (StackQuery query : queries) {
                if (query.verdict() == Verdict.EMPTY) {
                    return Verdict.EMPTY;
                }
                worst = query.verdict() == Verdict.UNKNOWN ? Verdict.UNKNOWN : worst;
            }
            return worst;
        }
    }

    private final Stack stack;
    private final Map<Object, Board> boards = new LinkedHashMap<>();
    /** Each metric that some query names, with the series that known exporters make of it. */
    private final Map<String, List<Series>> series = new TreeMap<>();

    StackView(Stack stack) {
        this.stack = stack;
        for (StackQuery query : stack.queries()) {
            add(query);
        }
    }

    private void add(StackQuery query) {
        DashboardQuery asked = query.asked();
        boolean ofDashboard = asked != null && asked.dashboard() != null;
        String path = ofDashboard ? asked.dashboard().node().span().source().path() : query.text().source().path();
        Object boardKey = ofDashboard ? asked.dashboard().node().span() : path;
        Board board = boards.computeIfAbsent(boardKey, key -> new Board(ofDashboard ? asked.dashboardName() : path, path));
        String owner = query.subject().panel();
        boolean ofPanel = asked != null && asked.panel() != null;
        Object tileKey = ofPanel ? asked.panel().node().span() : List.of(query.use() == StackQuery.Use.MATCH ? StackQuery.Use.VARIABLE : query.use(), owner);
        board.tiles.computeIfAbsent(tileKey, key -> new Tile(ofPanel ? owner : title(query, owner))).queries.add(query);
        if (query.logs() != null) {
            query.logs().selections().forEach(selection -> selection.rows().forEach(row -> from(row, board)));
        }
        if (query.analysis() != null) {
            query.analysis().selections().forEach(selection -> mentions(selection, board));
        } else if (query.unfilled() != null && query.unfilled().selection() != null) {
            mentions(query.unfilled().selection(), board);
        }
    }

    private static String title(StackQuery query, String owner) {
        return switch (query.use()) {
            case VARIABLE, MATCH -> "variable " + owner;
            case ANNOTATION -> "annotation " + owner;
            case GRAFANA_ALERT, ALERT -> "alert " + owner;
            case RECORD -> "record " + owner;
            case PANEL -> owner;
        };
    }

    private void mentions(Selection selection, Board board) {
        String metric = selection.selector().metricName();
        if (metric != null && !metric.isEmpty()) {
            series.computeIfAbsent(metric, stack.inventory()::series);
            for (Row row : selection.rows()) {
                board.metrics.merge(metric, row.labels().get(JOB), ValueSet::union);
            }
        }
    }

    /** A selector narrows the labels of a stream, its evidence stays. */
    private void from(LogRow row, Board board) {
        for (LogStream stream : stack.inventory().streams()) {
            if (stream.evidence().equals(row.evidence())) {
                board.agents.add(stream.agent());
            }
        }
    }

    Stack stack() {
        return stack;
    }

    Collection<Board> boards() {
        return boards.values();
    }

    Map<String, List<Series>> series() {
        return series;
    }

    /** The targets that a dashboard has series of a metric from, those that only may make them included. */
    Set<Target> feeding(Board board, String metric) {
        ValueSet jobs = board.metrics.get(metric);
        Set<Target> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (List<Series> all : List.of(series.get(metric), stack.inventory().openSeries(metric))) {
            for (Series one : all) {
                if (one.target() != null && !one.labels().get(JOB).intersect(jobs).isEmpty()) {
                    found.add(one.target());
                }
            }
        }
        return found;
    }

    /** What a target exposes, in a word. */
    static String exporter(Target target) {
        return target.exporter() == null ? "not recognised" : target.exporter().exporter().id();
    }
}
