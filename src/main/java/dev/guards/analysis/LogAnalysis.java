package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.logql.Expr;
import dev.guards.logql.Stage;
import dev.guards.logql.Unwrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of one LogQL query: what the whole and each metric expression returns, what its selectors find, and which
 * fields reach each stage.
 */
public final class LogAnalysis {
    private final LogFlow root;
    private final Map<Expr, LogFlow> flows;
    private final List<LogSelection> selections;
    private final Map<Object, List<LogRow>> before;

    private final boolean assumesHost;

    private LogAnalysis(LogFlow root, Map<Expr, LogFlow> flows, List<LogSelection> selections, Map<Object, List<LogRow>> before,
            boolean assumesHost) {
        this.root = root;
        this.flows = flows;
        this.selections = List.copyOf(selections);
        this.before = before;
        this.assumesHost = assumesHost;
    }

    /** A query that nests too deeply to be followed is not known. */
    public static LogAnalysis of(Expr expr, LogSource source, Domains domains) {
        Filler filler = new Filler(domains);
        LogPipelineFlow pipeline = new LogPipelineFlow(source, filler);
        LogMetricFlow flow = new LogMetricFlow(pipeline, filler);
        LogFlow root;
        try {
            root = flow.visit(expr);
        } catch (StackOverflowError e) {
            root = new LogFlow(expr, List.of(Row.anything()), null);
        }
        boolean assumesHost = root.empty() != null && !source.unseen().isEmpty() && isFound(expr, new Others(source), filler);
        return new LogAnalysis(root, flow.flows(), pipeline.selections(), pipeline.before(), assumesHost);
    }

    private static boolean isFound(Expr expr, LogSource source, Filler filler) {
        return new LogMetricFlow(new LogPipelineFlow(source, filler), filler).visit(expr).empty() == null;
    }

    /** The streams of a source, with those of what else may run on the host. */
    private record Others(LogSource source) implements LogSource {
        @Override
        public List<LogRow> rows() {
            List<LogRow> rows = new ArrayList<>(source.rows());
            rows.addAll(source.unseen());
            return rows;
        }

        @Override
        public List<Evidence> openBecause() {
            return source.openBecause();
        }
    }

    /** Whether Loki can take a label's value for a number. */
    public static boolean isNumber(String value) {
        return LogFiltering.number(value) != null;
    }

    /** The result. */
    public LogFlow root() {
        return root;
    }

    public Verdict verdict() {
        return root.verdict();
    }

    /** The flow of an expression of the query; null for one that is not evaluated by itself. */
    public LogFlow of(Expr expr) {
        return flows.get(expr);
    }

    /** One for each stream selector, in the order of the text. */
    public List<LogSelection> selections() {
        return selections;
    }

    /** The lines that reach a stage; null for a stage of another query. */
    public List<LogRow> before(Stage stage) {
        return before.get(stage);
    }

    /** The lines that reach an unwrap; null for one of another query. */
    public List<LogRow> before(Unwrap unwrap) {
        return before.get(unwrap);
    }

    /** True when the query is empty only under the assumption that the host runs what the environment describes. */
    public boolean assumesHost() {
        return assumesHost;
    }
}
