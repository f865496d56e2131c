package dev.guards.guard.simple;

import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.NumberLiteral;
import dev.guards.promql.Subquery;
import dev.guards.promql.Unary;
import dev.guards.promql.VectorSelector;
import java.util.Set;

/**
 * What the values of an expression measure, told by the unit that ends the names of its metrics (Prometheus' naming practices) and by what is
 * done to them.
 *
 * @param scale     one of the values in seconds, bytes or parts of one: 0.001 for milliseconds
 * @param perSecond whether it is that much in each second
 */
record Quantity(Kind kind, double scale, boolean perSecond) {
    /** {@code COUNT} is a number of things. */
    enum Kind { SECONDS, BYTES, RATIO, COUNT }

    private static final Set<String> RATES = Set.of("rate", "irate", "deriv");
    /** Functions whose values measure what those of their first or only vector do. */
    private static final Set<String> SAME = Set.of("increase", "delta", "idelta", "avg_over_time", "min_over_time", "max_over_time", "sum_over_time",
            "last_over_time", "quantile_over_time", "abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max", "sort", "sort_desc",
            "label_replace", "label_join", "scalar");
    private static final String[] OTHER_SCALES = {"nano", "micro", "milli_", "centi", "_per_", "kilo", "mega", "kbyte", "mbyte", "_kb_", "_mb_"};
    private static final String[] ENDINGS = {"_total", "_sum", "_max"};

    /** Null when it cannot be told. */
    static Quantity of(Expr expr) {
        Expr bare = expr.bare();
        if (bare instanceof VectorSelector selector) {
            return named(selector.metricName());
        }
        if (bare instanceof MatrixSelector range) {
            return named(range.selector().metricName());
        }
        if (bare instanceof Subquery subquery) {
            return of(subquery.inner());
        }
        if (bare instanceof Unary unary) {
            return of(unary.inner());
        }
        if (bare instanceof Aggregate aggregate && aggregate.operator() != null) {
            return switch (aggregate.operator()) {
                case SUM, AVG, MIN, MAX, TOPK, BOTTOMK, QUANTILE, LIMITK -> of(aggregate.inner());
                default -> null;
            };
        }
        if (bare instanceof Call call && call.function() != null) {
            return called(call);
        }
        return bare instanceof Binary binary && binary.op() != null ? combined(binary) : null;
    }

    private static Quantity named(String metric) {
        if (metric == null || metric.indexOf(':') >= 0) {
            return null;
        }
        if (metric.endsWith("_count") || metric.endsWith("_bucket")) {
            return new Quantity(Kind.COUNT, 1, false);
        }
        String name = metric;
        for (String ending : ENDINGS) {
            name = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        }
        boolean moment = name.endsWith("time_seconds") && !name.endsWith("_uptime_seconds") || name.contains("timestamp") || name.endsWith("_at_seconds");
        if (moment || isOfOtherScale(name)) {
            return null;
        }
        if (name.endsWith("_seconds")) {
            return new Quantity(Kind.SECONDS, 1, false);
        }
        if (name.endsWith("_milliseconds") || name.endsWith("_ms")) {
            return new Quantity(Kind.SECONDS, 0.001, false);
        }
        if (name.endsWith("_bytes")) {
            return new Quantity(Kind.BYTES, 1, false);
        }
        return name.endsWith("_ratio") ? new Quantity(Kind.RATIO, 1, false) : metric.endsWith("_total") ? new Quantity(Kind.COUNT, 1, false) : null;
    }

    /** {@code _nano_seconds}, {@code kb_per_seconds} and the like. */
    private static boolean isOfOtherScale(String name) {
        for (String word : OTHER_SCALES) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static Quantity called(Call call) {
        String function = call.function().name();
        if (function.equals("histogram_quantile") && call.arguments().size() == 2) {
            String metric = onlyMetric(call.arguments().get(1));
            return metric != null && metric.endsWith("_bucket") ? named(metric.substring(0, metric.length() - "_bucket".length())) : null;
        }
        Expr vector = call.arguments().isEmpty() ? null : call.arguments().get(function.equals("quantile_over_time") ? 1 : 0);
        Quantity of = RATES.contains(function) || SAME.contains(function) ? of(vector) : null;
        if (of == null || !RATES.contains(function)) {
            return of;
        }
        if (of.perSecond) {
            return null;
        }
        return new Quantity(of.kind, of.scale, true);
    }

    private static String onlyMetric(Expr expr) {
        String[] found = new String[1];
        boolean[] several = new boolean[1];
        expr.walk(part -> {
            if (part instanceof VectorSelector selector) {
                several[0] |= found[0] != null && !found[0].equals(selector.metricName());
                found[0] = selector.metricName();
            }
        });
        return several[0] ? null : found[0];
    }

    private static Quantity combined(Binary binary) {
        BinaryOp op = binary.op();
        Double left = number(binary.left());
        Double right = number(binary.right());
        if (op.isComparison()) {
            return binary.bool() || left != null ? null : of(binary.left());
        }
        if (left != null || right != null) {
            Quantity vector = of(left != null ? binary.right() : binary.left());
            return vector == null ? null : withNumber(op, left != null ? left : right, left != null, vector);
        }
        Quantity one = of(binary.left());
        Quantity other = of(binary.right());
        if (one == null || other == null) {
            return null;
        }
        boolean alike = one.kind == other.kind && one.perSecond == other.perSecond;
        return switch (op) {
            case ADD, SUB, OR -> one.equals(other) ? one : null;
            case AND, UNLESS -> one;
            case DIV -> alike ? one.kind != Kind.COUNT || onlyMetric(binary) != null ? new Quantity(Kind.RATIO, one.scale / other.scale, false) : null
                    : other.kind == Kind.COUNT && one.perSecond == other.perSecond ? new Quantity(one.kind, one.scale, false) : null;
            default -> null;
        };
    }

    private static Quantity withNumber(BinaryOp op, double number, boolean first, Quantity vector) {
        if (op == BinaryOp.MUL && converts(number, vector.kind)) {
            return new Quantity(vector.kind, vector.scale / number, vector.perSecond);
        }
        if (op == BinaryOp.DIV && !first && converts(number, vector.kind)) {
            return new Quantity(vector.kind, vector.scale * number, vector.perSecond);
        }
        boolean rest = op == BinaryOp.SUB && first && vector.kind == Kind.RATIO && isNear(number * vector.scale, 1);
        return rest ? vector : null;
    }

    /** Whether a factor turns one unit into another: a third of something is another thing, not another unit. */
    private static boolean converts(double number, Kind kind) {
        double factor = number > 0 && number < 1 ? 1 / number : number;
        for (double unit = 1000; unit < 1e16; unit *= 1000) {
            if (Math.abs(factor - unit) < unit * 1e-9) {
                return true;
            }
        }
        for (double unit = 1024; unit < 1e16; unit *= 1024) {
            if (factor == unit) {
                return true;
            }
        }
        return switch (kind) {
            case SECONDS -> factor == 60 || factor == 3600 || factor == 86_400 || factor == 100;
            case BYTES -> factor == 8 || factor == 100;
            case RATIO, COUNT -> factor == 100;
        };
    }

    private static Double number(Expr expr) {
        Expr bare = expr.bare();
        if (bare instanceof NumberLiteral literal) {
            return literal.value();
        }
        if (bare instanceof Binary binary && binary.op() == BinaryOp.MUL) {
            Double left = number(binary.left());
            Double right = number(binary.right());
            return left == null || right == null ? null : Double.valueOf(left * right);
        }
        return null;
    }

    /** Whether two numbers differ by less than 1000 and 1024 do, up to the third power. */
    static boolean isNear(double one, double other) {
        double ratio = one / other;
        return ratio > 0.9 && ratio < 1.11;
    }
}
