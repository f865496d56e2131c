package dev.guards.analysis;

import dev.guards.logql.Expr;
import dev.guards.logql.Stage;
import dev.guards.logql.Unwrap;
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

    private LogAnalysis(LogFlow root, Map<Expr, LogFlow> flows, List<LogSelection> selections, Map<Object, List<LogRow>> before) {
        this.root = root;
        this.flows = flows;
        this.selections = List.copyOf(selections);
        this.before = before;
    }

    public static LogAnalysis of(Expr expr, LogSource source, Domains domains) {
        Filler filler = new Filler(domains);
        LogPipelineFlow pipeline = new LogPipelineFlow(source, filler);
        LogMetricFlow flow = new LogMetricFlow(pipeline, filler);
        LogFlow root = flow.visit(expr);
        return new LogAnalysis(root, flow.flows(), pipeline.selections(), pipeline.before());
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
        if (root.empty() == null) {
            return false;
        }
        for (LogSelection selection : selections) {
            for (LogRow row : selection.candidates()) {
                if (row.hostAssumed()) {
                    return true;
                }
            }
        }
        return false;
    }
}
