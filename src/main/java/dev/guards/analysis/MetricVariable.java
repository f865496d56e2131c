package dev.guards.analysis;

import dev.guards.config.grafana.VariableQuery;
import dev.guards.promql.Expr;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Answers the variable queries that Prometheus is asked, see {@link VariableQuery}. */
final class MetricVariable {
    /** More names than this are not looked through for one label. */
    private static final int MOST_NAMES = 4_000;

    private final SeriesSource source;
    private final Domains domains;

    MetricVariable(SeriesSource source, Domains domains) {
        this.source = source;
        this.domains = domains;
    }

    VariableAnswer answer(VariableQuery query) {
        if (query instanceof VariableQuery.LabelValues q) {
            return DashboardDomains.hasHoles(q.label()) ? VariableAnswer.UNKNOWN
                    : q.selector() == null ? ofAll(q.label()) : ofSelector(q.selector(), q.label());
        }
        if (query instanceof VariableQuery.Metrics q) {
            return names(q.regex());
        }
        Text expr = query instanceof VariableQuery.QueryResult q ? q.expr()
                : query instanceof VariableQuery.SeriesOf q ? q.selector() : null;
        return expr == null ? VariableAnswer.UNKNOWN : result(expr);
    }

    private VariableAnswer ofSelector(Text selector, Text label) {
        Parsed parsed = PromQl.parse(selector);
        if (!(parsed.expr() instanceof VectorSelector)) {
            return VariableAnswer.UNKNOWN;
        }
        List<Selection> selections = Analysis.of(parsed.expr(), source, domains).selections();
        if (selections.size() != 1) {
            return VariableAnswer.UNKNOWN;
        }
        Selection selection = selections.get(0);
        if (selection.rows().isEmpty()) {
            return VariableAnswer.noSeries(selector.span(), selection.cause().message(), selection);
        }
        ValueSet values = values(selection.rows(), label.value());
        if (values.isEmpty()) {
            return VariableAnswer.noLabel(label.span(), "no series of `" + selector + "` has a label `" + label + "`", selection,
                    label.value());
        }
        return VariableAnswer.of(values);
    }

    private static ValueSet values(List<Row> rows, String label) {
        ValueSet values = ValueSet.none();
        for (Row row : rows) {
            values = values.union(row.labels().get(label).withoutAbsent());
        }
        return values;
    }

    private VariableAnswer ofAll(Text label) {
        List<Row> rows = new ArrayList<>(source.open(null));
        if (source.names().size() > MOST_NAMES) {
            return VariableAnswer.UNKNOWN;
        }
        for (Row row : rows) {
            if (row.labels().get(label.value()).isAnyPresent()) {
                return VariableAnswer.UNKNOWN;
            }
        }
        for (String name : source.names()) {
            rows.addAll(source.rows(name));
        }
        ValueSet values = values(rows, label.value());
        return values.isEmpty() ? VariableAnswer.noLabel(label.span(), "no series has a label `" + label + "`", null, label.value())
                : VariableAnswer.of(values);
    }

    private VariableAnswer names(Text regex) {
        if (DashboardDomains.hasHoles(regex) || !source.open(null).isEmpty()) {
            return VariableAnswer.UNKNOWN;
        }
        try {
            Re2 pattern = Re2.compile(regex.value());
            List<String> found = new ArrayList<>();
            for (String name : source.names()) {
                if (pattern.find(name)) {
                    found.add(name);
                }
            }
            return found.isEmpty() ? VariableAnswer.noSeries(regex.span(), "no metric has a name like `" + regex + "`", null)
                    : VariableAnswer.of(ValueSet.ofAll(found));
        } catch (Re2Exception e) {
            return VariableAnswer.UNKNOWN;
        }
    }

    /** Texts of samples: what they say is not known, only that there are some. */
    private VariableAnswer result(Text expr) {
        Expr parsed = PromQl.parse(expr).expr();
        if (parsed == null) {
            return VariableAnswer.UNKNOWN;
        }
        Flow root = Analysis.of(parsed, source, domains).root();
        if (root.verdict() != Verdict.EMPTY || root.empty() == null) {
            return VariableAnswer.UNKNOWN;
        }
        return VariableAnswer.noSeries(root.empty().span(), root.empty().message(), root.empty().selection());
    }
}
