package dev.guards.guard.simple;

import dev.guards.guard.Repository;
import dev.guards.promql.SyntaxError;
import dev.guards.text.Source;
import java.util.Set;

/**
 * What VictoriaMetrics takes beyond PromQL: functions of its own, and functions over ranges without a range. Names from its
 * documentation of MetricsQL.
 */
final class MetricsQl {
    private static final Set<String> FUNCTIONS = Set.of("aggr_over_time", "ascent_over_time", "count_eq_over_time", "count_gt_over_time",
            "count_le_over_time", "count_ne_over_time", "count_values_over_time", "decreases_over_time", "default_rollup",
            "delta_prometheus", "deriv_fast", "descent_over_time", "distinct_over_time", "duration_over_time", "geomean_over_time",
            "histogram_over_time", "hoeffding_bound_lower", "hoeffding_bound_upper", "increase_prometheus", "increase_pure",
            "increases_over_time", "integrate", "lag", "lifetime", "mode_over_time", "outlier_iqr_over_time", "quantiles_over_time",
            "range_over_time", "rate_over_sum", "rate_prometheus", "rollup", "rollup_candlestick", "rollup_delta", "rollup_deriv",
            "rollup_increase", "rollup_rate", "rollup_scrape_interval", "scrape_interval", "share_eq_over_time", "share_gt_over_time",
            "share_le_over_time", "stale_samples_over_time", "sum_eq_over_time", "sum_gt_over_time", "sum_le_over_time", "sum2_over_time",
            "tfirst_over_time", "timestamp_with_name", "tlast_change_over_time", "tlast_over_time", "tmax_over_time", "tmin_over_time",
            "zscore_over_time", "bitmap_and", "bitmap_or", "bitmap_xor", "buckets_limit", "drop_empty_series", "histogram_share",
            "interpolate", "keep_last_value", "keep_next_value", "limit_offset", "now", "prometheus_buckets", "rand", "rand_exponential",
            "rand_normal", "range_avg", "range_first", "range_last", "range_linear_regression", "range_mad", "range_max", "range_median",
            "range_min", "range_normalize", "range_quantile", "range_stddev", "range_stdvar", "range_sum", "range_trim_outliers",
            "range_trim_spikes", "range_trim_zscore", "range_zscore", "remove_resets", "ru", "running_avg", "running_max", "running_min",
            "running_sum", "smooth_exponential", "sort_by_label_numeric", "sort_by_label_numeric_desc", "timezone_offset", "ttf", "union",
            "alias", "drop_common_labels", "label_copy", "label_del", "label_graphite_group", "label_keep", "label_lowercase", "label_map",
            "label_match", "label_mismatch", "label_move", "label_set", "label_transform", "label_uppercase", "label_value",
            "labels_equal", "any", "bottomk_avg", "bottomk_last", "bottomk_max", "bottomk_median", "bottomk_min", "distinct", "geomean",
            "histogram", "median", "mode", "outliers_iqr", "outliers_mad", "outliersk", "quantiles", "share", "sum2", "topk_avg",
            "topk_last", "topk_max", "topk_median", "topk_min", "zscore", "mad");
    private static final String UNKNOWN_FUNCTION = "unknown function with name";
    private static final int MAX_FILE = 1 << 20;

    private MetricsQl() {
    }

    /** True for an error that is one in PromQL only: a function of MetricsQL. */
    static boolean isFunction(SyntaxError error) {
        return error.message().startsWith(UNKNOWN_FUNCTION) && FUNCTIONS.contains(name(error));
    }

    /** The function that an error about an unknown one names; empty for other errors. */
    static String name(SyntaxError error) {
        int open = error.message().indexOf('"');
        int close = error.message().lastIndexOf('"');
        return error.message().startsWith(UNKNOWN_FUNCTION) && close > open ? error.message().substring(open + 1, close) : "";
    }

    /** True for an error about types that MetricsQL does not have: it takes a range where a vector is wanted, and the reverse. */
    static boolean isAboutTypes(SyntaxError error) {
        String message = error.message();
        return message.startsWith("expected type") || message.startsWith("ranges only allowed")
                || message.startsWith("binary expression must contain");
    }

    /** Whether VictoriaMetrics may stand behind datasources of type {@code prometheus}: a file of the stack runs it. */
    static boolean mayRun(Repository repository) {
        for (String path : repository.documents().workspace().files()) {
            if (path.endsWith(".yml") || path.endsWith(".yaml")) {
                Source source = repository.documents().workspace().source(path);
                if (source != null && source.text().length() < MAX_FILE && source.text().contains("victoriametrics/")) {
                    return true;
                }
            }
        }
        return false;
    }
}
