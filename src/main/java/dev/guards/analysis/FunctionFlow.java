package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.NumberLiteral;
import dev.guards.promql.StringLiteral;
import dev.guards.promql.ValueType;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Functions of PromQL on rows, as Prometheus 3.14 evaluates them. */
final class FunctionFlow {
    /** Values of more labels than this are not put together. */
    private static final int MOST_JOINED = 64;

    /** Skip native histograms. */
    private static final Set<String> FLOATS_ONLY = Set.of("abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "clamp",
            "clamp_max", "clamp_min", "cos", "cosh", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "deg", "deriv",
            "double_exponential_smoothing", "exp", "floor", "hour", "ln", "log10", "log2", "mad_over_time", "max_over_time",
            "min_over_time", "minute", "month", "predict_linear", "quantile_over_time", "rad", "round", "sgn", "sin", "sinh", "sort",
            "sort_desc", "sqrt", "stddev_over_time", "stdvar_over_time", "tan", "tanh", "ts_of_max_over_time", "ts_of_min_over_time",
            "year");
    /** Skip floats. */
    private static final Set<String> HISTOGRAMS_ONLY = Set.of("histogram_avg", "histogram_count", "histogram_stddev",
            "histogram_stdvar", "histogram_sum");
    /** Take both and give floats. */
    private static final Set<String> TO_FLOAT = Set.of("changes", "count_over_time", "present_over_time", "resets", "start_timestamp",
            "timestamp", "ts_of_first_over_time", "ts_of_last_over_time");
    private static final Set<String> KEEP_NAME = Set.of("first_over_time", "last_over_time", "sort", "sort_by_label",
            "sort_by_label_desc", "sort_desc");
    /** At least the texts that Prometheus reads as a bucket's bound. */
    private static final Re2 NUMBER = Re2.of("(?i)[0-9a-fxpinty_.+-]+");
    private static final Set<String> GROWTH = Set.of("rate", "irate", "increase");

    private final LabelFlow flow;
    private final Call call;

    FunctionFlow(LabelFlow flow, Call call) {
        this.flow = flow;
        this.call = call;
    }

    Flow flow() {
        List<Flow> arguments = new ArrayList<>();
        boolean isInfo = call.is("info");
        for (int i = 0; i < call.arguments().size(); i++) {
            arguments.add(isInfo && i == 1 ? null : flow.visit(call.arguments().get(i)));
        }
        if (call.function() == null) {
            return LabelFlow.anything(call);
        }
        if (call.function().returns() == ValueType.SCALAR) {
            return flow.scalar(call);
        }
        switch (call.function().name()) {
            case "absent":
            case "absent_over_time":
                return flow.vectorOf(call, List.of(absent()), null);
            case "vector":
                return flow.vectorOf(call, List.of(Row.scalar()), null);
            case "histogram_quantile":
                return histogram(arguments.get(1), null);
            case "histogram_fraction":
                return histogram(arguments.get(2), null);
            case "histogram_quantiles":
                return histogram(arguments.get(0), call.arguments().get(1));
            case "label_replace":
                return each(arguments.get(0), labelReplace(arguments.get(0)));
            case "label_join":
                return each(arguments.get(0), labelJoin(arguments.get(0)));
            case "info":
                return new InfoFlow(flow, call, arguments.get(0)).flow();
            default:
                return arguments.isEmpty() ? flow.vectorOf(call, List.of(Row.scalar()), null) : plain(operand(arguments));
        }
    }

    /** The vector among the arguments. */
    private static Flow operand(List<Flow> arguments) {
        for (Flow argument : arguments) {
            if (argument.type() == ValueType.VECTOR || argument.type() == ValueType.MATRIX) {
                return argument;
            }
        }
        for (Flow argument : arguments) {
            if (argument.type() == ValueType.UNKNOWN) {
                return argument;
            }
        }
        return arguments.get(0);
    }

    private Flow each(Flow operand, List<Row> rows) {
        return flow.vectorOf(call, rows, operand.empty());
    }

    private Flow plain(Flow operand) {
        String name = call.function().name();
        List<Row> rows = new ArrayList<>();
        for (Row row : operand.rows()) {
            if (FLOATS_ONLY.contains(name) && !row.samples().mayBeFloat()
                    || HISTOGRAMS_ONLY.contains(name) && !row.samples().mayBeHistogram()) {
                continue;
            }
            boolean toFloat = FLOATS_ONLY.contains(name) || HISTOGRAMS_ONLY.contains(name) || TO_FLOAT.contains(name);
            Row next = toFloat ? row.with(Samples.FLOAT) : row;
            if (!KEEP_NAME.contains(name)) {
                next = flow.dropName(next).with(GROWTH.contains(name) && row.stage() == Stage.RAW ? Stage.RATE : Stage.DERIVED);
            }
            rows.add(next);
        }
        Flow.Emptiness empty = operand.empty();
        if (empty == null) {
            String what = HISTOGRAMS_ONLY.contains(name) ? "needs native histograms, and these are floats"
                    : "skips native histograms, and there is nothing else";
            empty = new Flow.Emptiness(call.span(), "`" + name + "` " + what, null);
        }
        return flow.vectorOf(call, rows, empty);
    }

    /** One series with the labels that the selector asks for by equality, where it asks only once. */
    private Row absent() {
        Expr argument = call.arguments().get(0);
        Expr bare = argument.bare();
        VectorSelector selector = bare instanceof VectorSelector v ? v : bare instanceof MatrixSelector m ? m.selector() : null;
        if (selector == null) {
            boolean unknown = bare.type() == ValueType.UNKNOWN;
            return unknown ? Row.anything() : Row.scalar();
        }
        boolean pinned = bare != argument || selector.modifiers().at() != null
                || bare instanceof MatrixSelector m && m.modifiers().at() != null;
        boolean open = !selector.matcherHoles().isEmpty() || selector.name() != null && selector.name().hasHoles();
        Labels labels = open ? Labels.any() : Labels.NONE;
        Set<String> seen = new HashSet<>();
        for (LabelMatcher matcher : selector.matchers()) {
            if (matcher.isName()) {
                continue;
            }
            if (matcher.label().hasHoles()) {
                labels = Labels.any();
            } else if (matcher.op() == Matcher.Op.EQUAL && seen.add(matcher.label().literal())) {
                labels = labels.with(matcher.label().literal(), flow.filler().values(matcher.value()));
            } else {
                labels = labels.without(matcher.label().literal());
            }
        }
        Row row = Row.scalar().with(labels);
        return (pinned || open ? row.withDoubtfulLabels() : row);
    }

    /** Classic buckets lose {@code le}; floats without it are skipped. */
    private Flow histogram(Flow operand, Expr label) {
        List<Row> rows = new ArrayList<>();
        for (Row row : operand.rows()) {
            ValueSet le = row.labels().get("le");
            if (row.samples().mayBeFloat() && !le.filter(NUMBER).isEmpty()) {
                Labels rest = row.labels().without("le");
                rows.add(flow.dropName(row.with(rest)).with(Samples.FLOAT).with(Stage.DERIVED));
            }
            if (row.samples().mayBeHistogram()) {
                rows.add(flow.dropName(row).with(Samples.FLOAT).with(Stage.DERIVED)
                        .certain(row.certain() && row.samples() == Samples.HISTOGRAM));
            }
        }
        if (label != null) {
            rows.replaceAll(row -> labelled(row, label));
        }
        Flow.Emptiness empty = operand.empty() != null ? operand.empty()
                : new Flow.Emptiness(call.span(), "`" + call.function().name() + "` needs the label `le` or native histograms", null);
        return flow.vectorOf(call, rows, empty);
    }

    private Row labelled(Row row, Expr label) {
        String name = literal(label);
        if (name == null) {
            return row.withDoubtfulLabels().with(row.withDoubtfulLabels().labels().withOpenNames(ValueSet.any()));
        }
        List<String> values = new ArrayList<>();
        for (Expr quantile : call.arguments().subList(2, call.arguments().size())) {
            if (quantile.bare() instanceof NumberLiteral n && n.value() > 0 && n.value() < 1) {
                values.add(new java.math.BigDecimal(Double.toString(n.value())).toPlainString());
            } else {
                return row.with(row.labels().with(name, ValueSet.present()));
            }
        }
        return row.with(row.labels().with(name, ValueSet.ofAll(values)));
    }

    private List<Row> labelReplace(Flow operand) {
        String target = literal(call.arguments().get(1));
        String from = literal(call.arguments().get(3));
        List<String> templates = texts(call.arguments().get(2), false);
        List<String> patterns = texts(call.arguments().get(4), true);
        List<Row> rows = new ArrayList<>();
        for (Row row : operand.rows()) {
            if (target == null) {
                rows.add(row.withDoubtfulLabels().with(row.withDoubtfulLabels().labels().withOpenNames(ValueSet.any())));
            } else if (from == null || templates == null || patterns == null || patterns.size() * templates.size() != 1) {
                rows.add(row.with(row.labels().with(target, ValueSet.any())));
            } else {
                replaced(row, target, templates.get(0), from, patterns.get(0), rows);
            }
        }
        return rows;
    }

    private void replaced(Row row, String target, String template, String from, String pattern, List<Row> rows) {
        Re2 compiled;
        try {
            compiled = Re2.compile(pattern);
        } catch (Re2Exception e) {
            rows.add(row.with(row.labels().with(target, ValueSet.any())));
            return;
        }
        ValueSet values = row.labels().get(from);
        ValueSet matched = values.filter(compiled);
        ValueSet others = values.without(compiled);
        boolean some = !matched.isEmpty();
        boolean rest = !others.isEmpty();
        if (some) {
            Labels changed = rest ? row.labels().with(from, matched) : row.labels();
            changed = changed.with(target, matched.replace(compiled, template));
            rows.add(renamed(row, target, changed).certain(row.certain() && !rest));
        }
        if (rest) {
            rows.add(row.with(some ? row.labels().with(from, others) : row.labels()).certain(row.certain() && !some || row.certain() && others.isFinite()));
        }
    }

    private static Row renamed(Row row, String target, Labels changed) {
        Row next = row.with(changed);
        return target.equals(VectorSelector.NAME) ? next.nameDropped(false) : next;
    }

    private List<Row> labelJoin(Flow operand) {
        String target = literal(call.arguments().get(1));
        String separator = literal(call.arguments().get(2));
        List<Row> rows = new ArrayList<>();
        for (Row row : operand.rows()) {
            if (target == null) {
                rows.add(row.withDoubtfulLabels().with(row.withDoubtfulLabels().labels().withOpenNames(ValueSet.any())));
                continue;
            }
            if (call.arguments().size() > MOST_JOINED) {
                rows.add(renamed(row, target, row.labels().with(target, ValueSet.any())));
                continue;
            }
            List<ValueSet> parts = new ArrayList<>();
            for (Expr source : call.arguments().subList(3, call.arguments().size())) {
                String name = literal(source);
                parts.add(name == null ? ValueSet.any() : row.labels().get(name));
            }
            ValueSet joined = separator == null ? ValueSet.any() : ValueSet.concat(parts, separator);
            rows.add(renamed(row, target, row.labels().with(target, joined)));
        }
        return rows;
    }

    /** The text of a string without unknown variables; null when it cannot be told, or is not one. */
    private String literal(Expr expr) {
        List<String> texts = texts(expr, false);
        return texts != null && texts.size() == 1 ? texts.get(0) : null;
    }

    private List<String> texts(Expr expr, boolean isPattern) {
        Template template = expr.bare() instanceof StringLiteral s ? s.value() : null;
        return template == null ? null : flow.filler().texts(template, isPattern);
    }
}
