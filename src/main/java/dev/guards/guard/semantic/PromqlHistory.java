package dev.guards.guard.semantic;

import dev.guards.catalog.Version;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Aggregator;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.Modifiers;
import dev.guards.promql.Subquery;
import dev.guards.promql.VectorSelector;
import java.util.HashMap;
import java.util.Map;

/** Since when parts of PromQL are there without a flag that later versions dropped. From the release notes of Prometheus 2.7 to 3.14. */
final class PromqlHistory {
    /** Arithmetic of durations is on by default. */
    static final Version DURATIONS = Version.of("3.14");

    private static final Version AT_AND_OFFSET = Version.of("2.33");
    private static final Version NAMES = Version.of("3.0");
    private static final Map<String, Entry> FUNCTIONS = new HashMap<>();

    static {
        function("absent_over_time", "2.16", "");
        function("clamp", "2.26", "`clamp_min` and `clamp_max`");
        function("last_over_time", "2.26", "");
        function("sgn", "2.26", "");
        function("present_over_time", "2.29", "");
        for (String name : new String[] {"acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "deg", "pi", "rad", "sin", "sinh", "tan", "tanh"}) {
            function(name, "2.31", "");
        }
        function("histogram_count", "2.40", "");
        function("histogram_sum", "2.40", "");
        function("histogram_fraction", "2.40", "");
        function("double_exponential_smoothing", "3.0", "`holt_winters`");
        function("info", "3.0", "");
    }

    private PromqlHistory() {
    }

    /**
     * A part of the language.
     *
     * @param name    as messages show it
     * @param instead what older versions have; empty when nothing does the same
     */
    record Entry(String name, Version since, String instead) {
    }

    private static void function(String name, String since, String instead) {
        FUNCTIONS.put(name, new Entry("`" + name + "`", Version.of(since), instead));
    }

    /** What an expression itself is, its operands aside; null for what has been there since 2.6. */
    static Entry of(Expr expr) {
        if (expr instanceof Call call && call.function() != null) {
            return FUNCTIONS.get(call.function().name());
        }
        if (expr instanceof Aggregate aggregate && aggregate.operator() != null) {
            return aggregate.operator().isExperimental() ? new Entry("`" + aggregate.operator().word() + "`", Version.of("2.54"), "")
                    : aggregate.operator() == Aggregator.GROUP ? new Entry("`group`", Version.of("2.20"), "`max`") : null;
        }
        if (expr instanceof Binary binary) {
            return binary.op() == BinaryOp.ATAN2 ? new Entry("`atan2`", Version.of("2.31"), "") : null;
        }
        Modifiers modifiers = expr instanceof VectorSelector selector ? selector.modifiers() : expr instanceof MatrixSelector matrix ? matrix.modifiers()
                : expr instanceof Subquery subquery ? subquery.modifiers() : Modifiers.NONE;
        if (modifiers.at() != null) {
            return new Entry("the modifier `@`", AT_AND_OFFSET, "");
        }
        if (modifiers.offset() != null && modifiers.offset().seconds() < 0) {
            return new Entry("a negative offset", AT_AND_OFFSET, "");
        }
        return expr instanceof VectorSelector selector && hasQuotedName(selector) ? new Entry("a quoted name", NAMES, "") : null;
    }

    /** {@code {"a.b"}} or {@code {"a.b"="c"}}: names of any characters. */
    private static boolean hasQuotedName(VectorSelector selector) {
        for (LabelMatcher matcher : selector.matchers()) {
            String written = matcher.span().text();
            if (written.startsWith("\"") || written.startsWith("\\\"") || written.startsWith("'")) {
                return true;
            }
        }
        return false;
    }
}
