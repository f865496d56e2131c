package dev.guards.analysis;

import dev.guards.catalog.Family;
import dev.guards.catalog.MetricType;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.Subquery;
import dev.guards.promql.Unary;
import dev.guards.promql.VectorSelector;
import java.util.List;
import java.util.Set;

/**
 * In which interval the samples of an expression lie: by what functions and aggregations can return at all (Prometheus 3.14), by the
 * types of known metrics, and by what is a share of what. Holds for float samples; of native histograms nothing is said.
 */
public final class SampleRanges {
    /** Names that are 0 or 1 whoever makes them: Prometheus itself, and the blackbox exporter. */
    private static final Set<String> FLAGS = Set.of("up", "probe_success");
    private static final Set<String> ONES = Set.of("ALERTS");
    private static final Set<String> SAME = Set.of("min_over_time", "max_over_time", "avg_over_time", "last_over_time", "first_over_time",
            "sort", "sort_desc", "sort_by_label", "sort_by_label_desc", "label_replace", "label_join", "scalar", "round", "ceil", "floor");
    private static final Set<String> NOT_NEGATIVE = Set.of("rate", "irate", "increase", "changes", "resets", "abs", "sqrt", "exp", "stddev_over_time",
            "stdvar_over_time", "mad_over_time", "histogram_count");
    private static final Set<String> ONE = Set.of("absent", "absent_over_time", "present_over_time");

    private final Analysis analysis;
    private final Shares shares = new Shares(this);

    public SampleRanges(Analysis analysis) {
        this.analysis = analysis;
    }

    public SampleRange of(Expr expr) {
        Expr bare = expr.bare();
        Double constant = Constants.of(bare);
        if (constant != null) {
            return SampleRange.of(constant);
        }
        if (bare instanceof VectorSelector selector) {
            return selected(selector);
        }
        if (bare instanceof MatrixSelector matrix) {
            return selected(matrix.selector());
        }
        if (bare instanceof Subquery subquery) {
            return of(subquery.inner());
        }
        if (bare instanceof Unary unary) {
            return unary.minus() ? of(unary.inner()).minus() : of(unary.inner());
        }
        if (bare instanceof Aggregate aggregate) {
            return aggregated(aggregate);
        }
        if (bare instanceof Call call) {
            return called(call);
        }
        return bare instanceof Binary binary ? combined(binary) : SampleRange.ALL;
    }

    private SampleRange selected(VectorSelector selector) {
        String metric = selector.metricName();
        if (metric == null) {
            return SampleRange.ALL;
        }
        if (FLAGS.contains(metric)) {
            return SampleRange.UNIT;
        }
        if (ONES.contains(metric)) {
            return SampleRange.ONE;
        }
        if (Shares.isMeasure(metric)) {
            return SampleRange.NOT_NEGATIVE;
        }
        Flow flow = analysis.of(selector);
        SampleRange range = null;
        for (Row row : flow == null ? List.<Row>of() : flow.rows()) {
            SampleRange ofRow = exposed(row.member());
            range = range == null ? ofRow : range.hull(ofRow);
        }
        return range == null ? SampleRange.ALL : range;
    }

    private static SampleRange exposed(Family.Member member) {
        if (member == null) {
            return SampleRange.ALL;
        }
        if (member.isCumulative()) {
            return member.role() == Family.Role.SUM ? SampleRange.ALL : SampleRange.NOT_NEGATIVE;
        }
        if (member.role() != Family.Role.VALUE) {
            return SampleRange.ALL;
        }
        boolean flag = member.family().type() == MetricType.GAUGE && member.name().endsWith("_up");
        return member.family().type() == MetricType.INFO ? SampleRange.ONE : flag ? SampleRange.UNIT : SampleRange.ALL;
    }

    private SampleRange aggregated(Aggregate aggregate) {
        SampleRange inner = of(aggregate.inner());
        if (aggregate.operator() == null) {
            return SampleRange.ALL;
        }
        return switch (aggregate.operator()) {
            case COUNT, COUNT_VALUES -> SampleRange.COUNT;
            case GROUP -> SampleRange.ONE;
            case SUM -> inner.summed();
            case STDDEV, STDVAR -> SampleRange.NOT_NEGATIVE;
            case AVG, MIN, MAX, TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> inner;
            case QUANTILE -> SampleRange.ALL;
        };
    }

    private SampleRange called(Call call) {
        if (call.function() == null) {
            return SampleRange.ALL;
        }
        String name = call.function().name();
        List<Expr> arguments = call.arguments();
        if (SAME.contains(name)) {
            SampleRange inner = of(arguments.get(0));
            boolean rounds = name.equals("round") && arguments.size() > 1;
            return rounds || name.equals("scalar") && !inner.isBounded() ? SampleRange.ALL
                    : new SampleRange(Math.floor(inner.low()), Math.ceil(inner.high())).hull(inner);
        }
        if (NOT_NEGATIVE.contains(name)) {
            return SampleRange.NOT_NEGATIVE;
        }
        if (ONE.contains(name)) {
            return SampleRange.ONE;
        }
        return switch (name) {
            case "count_over_time" -> SampleRange.COUNT;
            case "sum_over_time" -> of(arguments.get(0)).summed();
            case "sgn" -> new SampleRange(-1, 1);
            case "vector" -> of(arguments.get(0));
            case "time", "timestamp" -> SampleRange.NOT_NEGATIVE;
            case "clamp_max" -> clamped(call, null, Constants.of(arguments.get(1)));
            case "clamp_min" -> clamped(call, Constants.of(arguments.get(1)), null);
            case "clamp" -> clamped(call, Constants.of(arguments.get(1)), Constants.of(arguments.get(2)));
            case "minute" -> new SampleRange(0, 59);
            case "hour" -> new SampleRange(0, 23);
            case "day_of_week" -> new SampleRange(0, 6);
            case "day_of_month" -> new SampleRange(1, 31);
            case "days_in_month" -> new SampleRange(28, 31);
            case "day_of_year" -> new SampleRange(1, 366);
            case "month" -> new SampleRange(1, 12);
            default -> SampleRange.ALL;
        };
    }

    private SampleRange clamped(Call call, Double least, Double most) {
        boolean unknown = least == null && !call.is("clamp_max") || most == null && !call.is("clamp_min");
        if (unknown || least != null && least.isNaN() || most != null && most.isNaN()) {
            return SampleRange.ALL;
        }
        SampleRange inner = of(call.arguments().get(0));
        double low = least == null ? inner.low() : Math.max(inner.low(), least);
        double high = most == null ? inner.high() : Math.min(inner.high(), most);
        return new SampleRange(most == null ? low : Math.min(low, most), least == null ? high : Math.max(high, least));
    }

    private SampleRange combined(Binary binary) {
        BinaryOp op = binary.op();
        if (op == null || binary.matching().fillLeft() != null || binary.matching().fillRight() != null) {
            return SampleRange.ALL;
        }
        if (binary.bool()) {
            return SampleRange.UNIT;
        }
        SampleRange left = of(binary.left());
        if (op == BinaryOp.OR) {
            return left.hull(of(binary.right()));
        }
        if (op.isSet() || op.isComparison()) {
            boolean scalar = Constants.of(binary.left()) != null;
            return scalar && op.isComparison() ? of(binary.right()) : left;
        }
        return switch (op) {
            case ADD -> left.plus(of(binary.right()));
            case SUB -> shares.isShare(binary.right(), binary.left()) ? SampleRange.NOT_NEGATIVE : left.plus(of(binary.right()).minus());
            case MUL -> left.times(of(binary.right()));
            case DIV -> shares.isShare(binary.left(), binary.right()) ? SampleRange.UNIT : left.over(of(binary.right()));
            default -> SampleRange.ALL;
        };
    }
}
