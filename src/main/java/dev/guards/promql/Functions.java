package dev.guards.promql;

import static dev.guards.promql.ValueType.MATRIX;
import static dev.guards.promql.ValueType.SCALAR;
import static dev.guards.promql.ValueType.STRING;
import static dev.guards.promql.ValueType.VECTOR;

import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions of Prometheus 3.14. */
public final class Functions {
    private static final Map<String, Function> ALL = new HashMap<>(256);

    static {
        function("abs", 0, VECTOR, VECTOR);
        function("absent", 0, VECTOR, VECTOR);
        function("absent_over_time", 0, VECTOR, MATRIX);
        function("acos", 0, VECTOR, VECTOR);
        function("acosh", 0, VECTOR, VECTOR);
        function("asin", 0, VECTOR, VECTOR);
        function("asinh", 0, VECTOR, VECTOR);
        function("atan", 0, VECTOR, VECTOR);
        function("atanh", 0, VECTOR, VECTOR);
        function("avg_over_time", 0, VECTOR, MATRIX);
        function("ceil", 0, VECTOR, VECTOR);
        function("changes", 0, VECTOR, MATRIX);
        function("clamp", 0, VECTOR, VECTOR, SCALAR, SCALAR);
        function("clamp_max", 0, VECTOR, VECTOR, SCALAR);
        function("clamp_min", 0, VECTOR, VECTOR, SCALAR);
        function("cos", 0, VECTOR, VECTOR);
        function("cosh", 0, VECTOR, VECTOR);
        function("count_over_time", 0, VECTOR, MATRIX);
        function("day_of_month", 1, VECTOR, VECTOR);
        function("day_of_week", 1, VECTOR, VECTOR);
        function("day_of_year", 1, VECTOR, VECTOR);
        function("days_in_month", 1, VECTOR, VECTOR);
        function("deg", 0, VECTOR, VECTOR);
        function("delta", 0, VECTOR, MATRIX);
        function("deriv", 0, VECTOR, MATRIX);
        experimental("double_exponential_smoothing", 0, VECTOR, MATRIX, SCALAR, SCALAR);
        experimental("end", 0, SCALAR);
        function("exp", 0, VECTOR, VECTOR);
        function("first_over_time", 0, VECTOR, MATRIX);
        function("floor", 0, VECTOR, VECTOR);
        function("histogram_avg", 0, VECTOR, VECTOR);
        function("histogram_count", 0, VECTOR, VECTOR);
        function("histogram_fraction", 0, VECTOR, SCALAR, SCALAR, VECTOR);
        function("histogram_quantile", 0, VECTOR, SCALAR, VECTOR);
        experimental("histogram_quantiles", 9, VECTOR, VECTOR, STRING, SCALAR, SCALAR);
        function("histogram_stddev", 0, VECTOR, VECTOR);
        function("histogram_stdvar", 0, VECTOR, VECTOR);
        function("histogram_sum", 0, VECTOR, VECTOR);
        function("hour", 1, VECTOR, VECTOR);
        function("idelta", 0, VECTOR, MATRIX);
        function("increase", 0, VECTOR, MATRIX);
        experimental("info", 1, VECTOR, VECTOR, VECTOR);
        function("irate", 0, VECTOR, MATRIX);
        function("label_join", -1, VECTOR, VECTOR, STRING, STRING, STRING);
        function("label_replace", 0, VECTOR, VECTOR, STRING, STRING, STRING, STRING);
        function("last_over_time", 0, VECTOR, MATRIX);
        function("ln", 0, VECTOR, VECTOR);
        function("log10", 0, VECTOR, VECTOR);
        function("log2", 0, VECTOR, VECTOR);
        experimental("mad_over_time", 0, VECTOR, MATRIX);
        experimental("max_of", 0, SCALAR, SCALAR, SCALAR);
        function("max_over_time", 0, VECTOR, MATRIX);
        experimental("min_of", 0, SCALAR, SCALAR, SCALAR);
        function("min_over_time", 0, VECTOR, MATRIX);
        function("minute", 1, VECTOR, VECTOR);
        function("month", 1, VECTOR, VECTOR);
        function("pi", 0, SCALAR);
        function("predict_linear", 0, VECTOR, MATRIX, SCALAR);
        function("present_over_time", 0, VECTOR, MATRIX);
        function("quantile_over_time", 0, VECTOR, SCALAR, MATRIX);
        function("rad", 0, VECTOR, VECTOR);
        experimental("range", 0, SCALAR);
        function("rate", 0, VECTOR, MATRIX);
        function("resets", 0, VECTOR, MATRIX);
        function("round", 1, VECTOR, VECTOR, SCALAR);
        function("scalar", 0, SCALAR, VECTOR);
        function("sgn", 0, VECTOR, VECTOR);
        function("sin", 0, VECTOR, VECTOR);
        function("sinh", 0, VECTOR, VECTOR);
        function("sort", 0, VECTOR, VECTOR);
        experimental("sort_by_label", -1, VECTOR, VECTOR, STRING);
        experimental("sort_by_label_desc", -1, VECTOR, VECTOR, STRING);
        function("sort_desc", 0, VECTOR, VECTOR);
        function("sqrt", 0, VECTOR, VECTOR);
        experimental("start", 0, SCALAR);
        experimental("start_timestamp", 0, VECTOR, VECTOR);
        function("stddev_over_time", 0, VECTOR, MATRIX);
        function("stdvar_over_time", 0, VECTOR, MATRIX);
        experimental("step", 0, SCALAR);
        function("sum_over_time", 0, VECTOR, MATRIX);
        function("tan", 0, VECTOR, VECTOR);
        function("tanh", 0, VECTOR, VECTOR);
        function("time", 0, SCALAR);
        function("timestamp", 0, VECTOR, VECTOR);
        experimental("ts_of_first_over_time", 0, VECTOR, MATRIX);
        experimental("ts_of_last_over_time", 0, VECTOR, MATRIX);
        experimental("ts_of_max_over_time", 0, VECTOR, MATRIX);
        experimental("ts_of_min_over_time", 0, VECTOR, MATRIX);
        function("vector", 0, VECTOR, SCALAR);
        function("year", 1, VECTOR, VECTOR);
    }

    private Functions() {
    }

    private static void function(String name, int variadic, ValueType returns, ValueType... arguments) {
        ALL.put(name, new Function(name, List.of(arguments), variadic, returns, false));
    }

    private static void experimental(String name, int variadic, ValueType returns, ValueType... arguments) {
        ALL.put(name, new Function(name, List.of(arguments), variadic, returns, true));
    }

    /** The function of that name (case counts); null when there is none. */
    public static Function of(String name) {
        return ALL.get(name);
    }

    public static Collection<Function> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    /** The function or aggregation that a wrong name may mean, or that it became in Prometheus 3; null when none is near. */
    static String near(String name) {
        if (name.equals("holt_winters")) {
            return "double_exponential_smoothing";
        }
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (ALL.containsKey(lower)) {
            return lower;
        }
        List<String> names = new ArrayList<>(ALL.keySet());
        for (Aggregator aggregator : Aggregator.values()) {
            names.add(aggregator.word());
        }
        Collections.sort(names);
        return Suggest.nearest(lower, names);
    }
}
