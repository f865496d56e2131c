package dev.guards.analysis;

import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.VectorSelector;
import dev.guards.text.Span;
import java.util.List;
import java.util.Map;

/** What is known of one PromQL query: the flow of the whole and of each expression in it, and what its selectors find. */
public final class Analysis {
    private final Flow root;
    private final Map<Expr, Flow> flows;
    private final List<Selection> selections;

    private Analysis(Flow root, Map<Expr, Flow> flows, List<Selection> selections) {
        this.root = root;
        this.flows = flows;
        this.selections = List.copyOf(selections);
    }

    /**
     * How the server evaluates.
     *
     * @param delayedNameRemoval {@code --enable-feature=promql-delayed-name-removal}; off by default
     */
    public record Engine(boolean delayedNameRemoval) {
        public static final Engine DEFAULT = new Engine(false);
    }

    public static Analysis of(Expr expr, SeriesSource source, Domains domains) {
        return of(expr, source, domains, Engine.DEFAULT);
    }

    /** A query that nests too deeply to be followed is not known. */
    public static Analysis of(Expr expr, SeriesSource source, Domains domains, Engine engine) {
        LabelFlow flow = new LabelFlow(source, domains, engine.delayedNameRemoval());
        Flow root;
        try {
            root = flow.root(expr);
        } catch (StackOverflowError e) {
            root = LabelFlow.anything(expr);
        }
        return new Analysis(root, flow.flows(), flow.selections());
    }

    /** The result. */
    public Flow root() {
        return root;
    }

    public Verdict verdict() {
        return root.verdict();
    }

    /** The flow of an expression of the query; null for one that is not, or that is not evaluated. */
    public Flow of(Expr expr) {
        return flows.get(expr);
    }

    /** One for each vector selector, in the order of the text. */
    public List<Selection> selections() {
        return selections;
    }

    /** True when the query is empty only under the assumption that the host runs what the environment describes. */
    public boolean assumesHost() {
        return root.empty() != null && root.empty().selection() != null && root.empty().selection().assumesHost();
    }

    /**
     * Where a label gets lost.
     *
     * @param span    the part of the query that removes it, or the selector whose series do not have it
     * @param message lower case, no final period
     * @param expr    the expression that removes it
     */
    public record Loss(Span span, String message, Expr expr) {
        /** True when the query itself removes it; false when the series never had it. */
        public boolean removed() {
            return !(expr instanceof VectorSelector);
        }
    }

    /** Why the result cannot have a label; null when it can, or when it has no series at all. */
    public Loss lost(String label) {
        return root.rows().isEmpty() || root.presence(label) != Flow.Presence.IMPOSSIBLE ? null : lost(root.expr(), label);
    }

    /** The same below some expression. */
    public Loss lost(Expr expr, String label) {
        for (Expr child : expr.children()) {
            Flow flow = flows.get(child);
            if (flow != null && flow.presence(label) != Flow.Presence.IMPOSSIBLE) {
                return new Loss(expr.span(), "`" + label + "` is removed by " + words(expr), expr);
            }
        }
        Loss found = null;
        for (Expr child : expr.children()) {
            Loss below = flows.containsKey(child) && !flows.get(child).rows().isEmpty() ? lost(child, label) : null;
            found = found == null ? below : found;
        }
        if (found == null && expr instanceof VectorSelector selector) {
            String metric = selector.metricName();
            found = new Loss(expr.span(), "series of " + (metric == null ? "the selector" : "`" + metric + "`") + " have no label `" + label
                    + "`", expr);
        }
        return found;
    }

    private static String words(Expr expr) {
        if (expr instanceof Aggregate a) {
            StringBuilder words = new StringBuilder(a.operator() == null ? "the aggregation" : "`" + a.operator().word() + "`");
            if (a.grouping() == null) {
                return words.append(" over everything").toString();
            }
            if (a.grouping().without()) {
                return words.append(" without it").toString();
            }
            words.append(", which keeps only ");
            String separator = "";
            for (dev.guards.template.Template label : a.grouping().labels()) {
                words.append(separator).append('`').append(label).append('`');
                separator = ", ";
            }
            return a.grouping().labels().isEmpty() ? words.append("nothing").toString() : words.toString();
        }
        if (expr instanceof Binary b) {
            return b.op() == null ? "the operator" : "`" + b.op().symbol() + "`" + (b.matching().on() ? " with `on`" : "");
        }
        if (expr instanceof Call c && c.function() != null) {
            return "`" + c.function().name() + "`";
        }
        return "this expression";
    }
}
