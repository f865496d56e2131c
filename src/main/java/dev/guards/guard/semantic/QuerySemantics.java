package dev.guards.guard.semantic;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Flow;
import dev.guards.analysis.Row;
import dev.guards.analysis.Stage;
import dev.guards.catalog.Family;
import dev.guards.catalog.MetricType;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Aggregator;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.NumberLiteral;
import dev.guards.promql.Subquery;
import dev.guards.promql.Unary;
import java.util.List;
import java.util.Set;

/** Reports queries that return something else than they seem to, by the types of their metrics. */
public final class QuerySemantics implements SemanticGuard {
    private static final Rule RATE_ON_GAUGE = Rule.error("rate-on-gauge", "`rate` and its like take a counter, and this is a gauge");
    private static final Rule DELTA_ON_COUNTER = Rule.warning("delta-on-counter", "`delta`, `idelta` and `deriv` take a gauge, and this is a counter");
    private static final Rule COUNTER_WITHOUT_RATE = Rule.warning("counter-without-rate", "a counter is drawn as it is: it only grows, and falls to zero at restarts");
    private static final Rule AGGREGATION_BEFORE_RATE = Rule.error("aggregation-before-rate", "`rate` of an aggregate takes every restart for growth");
    private static final Rule NO_LE = Rule.error("histogram-quantile-no-le", "`histogram_quantile` needs the label `le`, which is aggregated away");
    private static final Rule RAW_BUCKETS = Rule.warning("histogram-quantile-raw-buckets", "`histogram_quantile` of raw buckets shows the whole life of the process");
    private static final Rule QUANTILE_RANGE = Rule.error("quantile-out-of-range", "a quantile lies between 0 and 1");
    private static final Rule SUMMARY_AGGREGATED = Rule.warning("summary-aggregated", "quantiles of a summary cannot be added or averaged");

    private static final Set<String> RATES = Set.of("rate", "irate", "increase");
    private static final Set<String> DELTAS = Set.of("delta", "idelta", "deriv", "predict_linear");

    @Override
    public String id() {
        return "query-semantics";
    }

    @Override
    public String summary() {
        return "each function fits the type of the metric it is given";
    }

    @Override
    public List<Rule> rules() {
        return List.of(RATE_ON_GAUGE, DELTA_ON_COUNTER, COUNTER_WITHOUT_RATE, AGGREGATION_BEFORE_RATE, NO_LE, RAW_BUCKETS, QUANTILE_RANGE,
                SUMMARY_AGGREGATED, IntegerBounds.RULE);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.analysis() != null) {
                IntegerBounds.check(stack, query, findings);
            }
            if (query.analysis() != null && query.use() != StackQuery.Use.MATCH) {
                query.expr().walk(expr -> {
                    if (expr instanceof Call call && call.function() != null) {
                        call(query, call, findings);
                    } else if (expr instanceof Aggregate aggregate) {
                        aggregate(query, aggregate, findings);
                    }
                });
                bareCounter(query, findings);
            }
        }
    }

    private static void call(StackQuery query, Call call, Findings findings) {
        String name = call.function().name();
        if (RATES.contains(name)) {
            rate(query, call, findings);
        } else if (DELTAS.contains(name) && everyMember(operand(query, call.arguments().get(0)), MetricType.COUNTER)) {
            report(query, DELTA_ON_COUNTER, call, "`" + name + "` of a counter goes wrong at every restart", "use `rate` or `increase`", findings);
        } else if (name.equals("histogram_quantile") && call.arguments().size() == 2) {
            quantileRange(query, call, call.arguments().get(0), findings);
            histogramQuantile(query, call, findings);
        } else if (name.equals("quantile_over_time")) {
            quantileRange(query, call, call.arguments().get(0), findings);
        }
    }

    private static void rate(StackQuery query, Call call, Findings findings) {
        Expr range = call.arguments().get(0).bare();
        Flow operand = operand(query, range);
        String name = call.function().name();
        if (operand == null || operand.rows().isEmpty()) {
            return;
        }
        if (range instanceof Subquery subquery && subquery.inner().bare() instanceof Aggregate aggregate && isSumming(aggregate)
                && every(operand, Stage.AGGREGATED)) {
            report(query, AGGREGATION_BEFORE_RATE, call, "`" + name + "` over `" + aggregate.name() + "` takes every restart of one process for growth",
                    "put `" + name + "` inside of the aggregation", findings);
        } else if (range instanceof MatrixSelector && everyMember(operand, MetricType.GAUGE) && operand.rows().stream().noneMatch(QuerySemantics::growsByName)) {
            Finding finding = report(query, RATE_ON_GAUGE, call, "`" + name + "` of a gauge takes every fall for a restart",
                    "use `" + (name.equals("increase") ? "delta" : "deriv") + "`, or the value itself", findings);
            declared(operand, finding);
        }
    }

    /** Positions in a log and totals that an exporter declares as gauges, as Kafka's exporters do: they only grow all the same. */
    private static boolean growsByName(Row row) {
        String name = row.member().name();
        return name.endsWith("_offset") || name.endsWith("_total");
    }

    private static boolean isSumming(Aggregate aggregate) {
        return aggregate.operator() == Aggregator.SUM || aggregate.operator() == Aggregator.AVG;
    }

    private static void histogramQuantile(StackQuery query, Call call, Findings findings) {
        Expr buckets = call.arguments().get(1);
        Flow flow = operand(query, buckets);
        if (flow == null || flow.rows().isEmpty() || flow.rows().stream().anyMatch(r -> r.samples() != dev.guards.analysis.Samples.FLOAT)) {
            return;
        }
        if (flow.presence("le") == Flow.Presence.IMPOSSIBLE) {
            Analysis.Loss loss = query.analysis().lost(buckets, "le");
            Finding finding = report(query, NO_LE, call, "`histogram_quantile` gets no label `le`", "keep `le`: `sum by (le, ...)`", findings);
            if (loss != null) {
                finding.note(loss.span(), loss.message());
            }
        } else if (every(flow, Stage.RAW) && flow.rows().stream().allMatch(Row::isCumulative)) {
            report(query, RAW_BUCKETS, call, "`histogram_quantile` of raw buckets covers everything since the process started",
                    "put `rate(...[$__rate_interval])` around the buckets", findings);
        }
    }

    private static void quantileRange(StackQuery query, Expr whole, Expr quantile, Findings findings) {
        Double value = number(quantile.bare());
        if (value != null && (value < 0 || value > 1)) {
            report(query, QUANTILE_RANGE, quantile, "the quantile " + quantile.span().text() + " lies outside of 0 to 1",
                    value > 1 && value <= 100 ? "write a ratio: " + value / 100 : "", findings);
        }
    }

    private static Double number(Expr expr) {
        if (expr instanceof NumberLiteral literal) {
            return literal.value();
        }
        return expr instanceof Unary unary && unary.inner().bare() instanceof NumberLiteral literal ? Double.valueOf(-literal.value()) : null;
    }

    private static void aggregate(StackQuery query, Aggregate aggregate, Findings findings) {
        if (aggregate.operator() == Aggregator.QUANTILE && aggregate.parameter() != null) {
            quantileRange(query, aggregate, aggregate.parameter(), findings);
        }
        Flow operand = operand(query, aggregate.inner());
        boolean mixesQuantiles = isSumming(aggregate) && operand != null && !operand.rows().isEmpty()
                && operand.rows().stream().allMatch(r -> r.member() != null && r.member().role() == Family.Role.QUANTILE)
                && (aggregate.grouping() == null || aggregate.grouping().without()
                        || aggregate.grouping().labels().stream().noneMatch(l -> l.hasHoles() || l.literal().equals("quantile")));
        if (mixesQuantiles) {
            report(query, SUMMARY_AGGREGATED, aggregate, "`" + aggregate.name() + "` over the quantiles of a summary has no meaning",
                    "use `rate(..._sum) / rate(..._count)` for an average", findings);
        }
    }

    /** A panel that draws a counter itself. Tables and instant queries show it on purpose. */
    private static void bareCounter(StackQuery query, Findings findings) {
        boolean drawn = query.use() == StackQuery.Use.PANEL && query.asked().panel() != null && query.asked().panel().isType("timeseries");
        Flow root = query.analysis().root();
        if (drawn && !root.rows().isEmpty() && root.rows().stream().allMatch(r -> r.isCumulative() || isSummedCounter(r))) {
            report(query, COUNTER_WITHOUT_RATE, query.expr(), "a counter is drawn as it is", "put `rate(...[$__rate_interval])` around it", findings);
        }
    }

    private static boolean isSummedCounter(Row row) {
        return row.stage() == Stage.AGGREGATED && row.member() != null && row.member().isCumulative();
    }

    private static Flow operand(StackQuery query, Expr expr) {
        return query.analysis().of(expr.bare());
    }

    private static boolean every(Flow flow, Stage stage) {
        return !flow.rows().isEmpty() && flow.rows().stream().allMatch(r -> r.stage() == stage);
    }

    /** Whether the type of each series is known, and it is this one. */
    private static boolean everyMember(Flow flow, MetricType type) {
        return flow != null && !flow.rows().isEmpty() && flow.rows().stream().allMatch(r -> r.member() != null && r.stage() == Stage.RAW
                && r.member().role() == Family.Role.VALUE && r.member().family().type() == type);
    }

    private static void declared(Flow flow, Finding finding) {
        Family.Member member = flow.rows().get(0).member();
        finding.note(member.family().declared(), "`" + member.name() + "` is a " + member.family().type().word());
    }

    private static Finding report(StackQuery query, Rule rule, Expr place, String message, String help, Findings findings) {
        Finding finding = findings.report(rule, place.span(), message);
        query.concerns(finding).help(help);
        return finding;
    }
}
