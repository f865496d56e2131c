package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Aggregator;
import dev.guards.promql.Expr;
import dev.guards.promql.Grouping;
import dev.guards.promql.NumberLiteral;
import dev.guards.promql.StringLiteral;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Aggregations of PromQL on rows. */
final class AggregateFlow {
    private final LabelFlow flow;
    private final Aggregate aggregate;

    AggregateFlow(LabelFlow flow, Aggregate aggregate) {
        this.flow = flow;
        this.aggregate = aggregate;
    }

    Flow flow() {
        if (aggregate.parameter() != null) {
            flow.visit(aggregate.parameter());
        }
        Flow inner = flow.visit(aggregate.inner());
        Aggregator operator = aggregate.operator();
        Flow.Emptiness empty = inner.empty();
        List<Row> rows = new ArrayList<>();
        if (isNothingPicked(operator)) {
            empty = new Flow.Emptiness(aggregate.parameter().span(), "`" + operator.word() + "` is asked for no series", null);
        } else {
            for (Row row : inner.rows()) {
                if (!skipsHistograms(operator) || row.samples().mayBeFloat()) {
                    rows.add(operator == null ? either(row) : operator.keepsSeries() ? picked(operator, row) : grouped(operator, row));
                }
            }
            if (rows.isEmpty() && empty == null) {
                empty = new Flow.Emptiness(aggregate.span(), "`" + operator.word() + "` skips native histograms, and there is nothing else",
                        null);
            }
        }
        return flow.vectorOf(aggregate, rows, empty);
    }

    private boolean isNothingPicked(Aggregator operator) {
        Expr parameter = aggregate.parameter() == null ? null : aggregate.parameter().bare();
        if (operator == null || !operator.keepsSeries() || !(parameter instanceof NumberLiteral)) {
            return false;
        }
        double value = ((NumberLiteral) parameter).value();
        return operator == Aggregator.LIMIT_RATIO ? value == 0 : value < 1;
    }

    private static boolean skipsHistograms(Aggregator operator) {
        return operator == Aggregator.MIN || operator == Aggregator.MAX || operator == Aggregator.STDDEV || operator == Aggregator.STDVAR
                || operator == Aggregator.QUANTILE || operator == Aggregator.TOPK || operator == Aggregator.BOTTOMK;
    }

    private static Row picked(Aggregator operator, Row row) {
        Row kept = skipsHistograms(operator) ? row.with(Samples.FLOAT) : row;
        return operator == Aggregator.LIMIT_RATIO ? kept.certain(false) : kept;
    }

    private Row grouped(Aggregator operator, Row row) {
        Row next = row;
        List<String> extra = List.of();
        if (operator == Aggregator.COUNT_VALUES) {
            String label = literal(aggregate.parameter());
            if (label == null) {
                next = row.with(row.labels().withOpenNames(ValueSet.any()));
                return next.with(groupedLabels(next.labels(), extra).withOpenNames(ValueSet.any())).with(Samples.FLOAT).with(Stage.DERIVED);
            }
            next = row.with(row.labels().with(label, ValueSet.present())).nameDropped(false);
            extra = List.of(label);
        }
        boolean sums = operator == Aggregator.SUM || operator == Aggregator.AVG;
        boolean combines = sums || operator == Aggregator.MIN || operator == Aggregator.MAX;
        Stage stage = !combines ? Stage.DERIVED : row.stage() == Stage.RAW ? Stage.AGGREGATED : row.stage();
        return next.with(groupedLabels(next.labels(), extra)).with(sums ? row.samples() : Samples.FLOAT).with(stage);
    }

    private Labels groupedLabels(Labels labels, List<String> extra) {
        if (aggregate.grouping() == null && extra.isEmpty()) {
            return Labels.NONE;
        }
        if (aggregate.grouping() != null && aggregate.grouping().form() == Grouping.Form.WORD) {
            return kept(labels, Map.of(), false);
        }
        Map<String, Boolean> named = new LinkedHashMap<>();
        boolean known = names(named);
        for (String name : extra) {
            if (aggregate.grouping() == null || !aggregate.grouping().without()) {
                named.put(name, true);
            }
        }
        boolean without = aggregate.grouping() != null && aggregate.grouping().without();
        return without ? rest(labels, named, known) : kept(labels, named, known);
    }

    private static Labels kept(Labels labels, Map<String, Boolean> named, boolean known) {
        Labels kept = known ? Labels.NONE : labels.without(VectorSelector.NAME);
        if (!known) {
            for (String name : labels.names()) {
                kept = kept.with(name, labels.get(name).withAbsent());
            }
        }
        for (Map.Entry<String, Boolean> name : named.entrySet()) {
            ValueSet values = labels.get(name.getKey());
            kept = kept.with(name.getKey(), name.getValue() ? values : values.withAbsent());
        }
        return kept;
    }

    private static Labels rest(Labels labels, Map<String, Boolean> named, boolean known) {
        Labels rest = labels.without(VectorSelector.NAME);
        for (String name : known ? List.<String>of() : labels.names()) {
            rest = rest.with(name, rest.get(name).withAbsent());
        }
        for (Map.Entry<String, Boolean> name : named.entrySet()) {
            ValueSet values = name.getValue() ? ValueSet.absent() : labels.get(name.getKey()).withAbsent();
            rest = rest.with(name.getKey(), values);
        }
        return rest;
    }

    /**
     * The grouping labels: true for those that are surely meant, false for those that a variable may mean.
     *
     * @return false when a variable may mean any label
     */
    private boolean names(Map<String, Boolean> named) {
        boolean known = true;
        for (Template template : aggregate.grouping() == null ? List.<Template>of() : aggregate.grouping().labels()) {
            List<String> texts = flow.filler().texts(template, false);
            if (texts == null) {
                known = false;
                continue;
            }
            for (String text : texts) {
                for (String name : Signature.names(text)) {
                    boolean sure = texts.size() == 1 && name.indexOf('$') < 0;
                    named.merge(name, sure, Boolean::logicalOr);
                }
            }
        }
        return known;
    }

    /** A variable decides which operator it is. */
    private Row either(Row row) {
        Labels grouped = groupedLabels(row.labels(), List.of());
        Row both = Row.merge(List.of(row.with(Stage.DERIVED), row.with(grouped).with(Stage.DERIVED)));
        return both.with(both.labels().withOpenNames(ValueSet.any())).with(Samples.EITHER).certain(false);
    }

    private String literal(Expr expr) {
        Template template = expr != null && expr.bare() instanceof StringLiteral s ? s.value() : null;
        List<String> texts = template == null ? null : flow.filler().texts(template, false);
        return texts != null && texts.size() == 1 ? texts.get(0) : null;
    }
}
