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
            return DashboardDomains.hasHoles(q.label()) ? VariableAnswer.unknown("asks for a label that a variable names")
                    : q.selector() == null ? ofAll(q.label()) : ofSelector(q.selector(), q.label());
        }
        if (query instanceof VariableQuery.Metrics q) {
            return names(q.regex());
        }
        Text expr = query instanceof VariableQuery.QueryResult q ? q.expr()
                : query instanceof VariableQuery.SeriesOf q ? q.selector() : null;
        return expr == null ? VariableAnswer.unknown("has a query of which guards does not know the answer") : result(expr);
    }

    private VariableAnswer ofSelector(Text selector, Text label) {
        Parsed parsed = PromQl.parse(selector);
        if (!(parsed.expr() instanceof VectorSelector)) {
            return VariableAnswer.unknown("takes its values from `" + selector + "`, which cannot be read as a selector");
        }
        List<Selection> selections = Analysis.of(parsed.expr(), source, domains).selections();
        Selection selection = selections.get(0);
        Origin origin = new Origin(label.value(), selection.rows(), List.of());
        if (selection.rows().isEmpty()) {
            return VariableAnswer.noSeries(selector.span(), selection.cause().message(), selection);
        }
        ValueSet values = values(selection.rows(), label.value());
        if (values.isEmpty()) {
            return VariableAnswer.noLabel(label.span(), "no series of `" + selector + "` has a label `" + label + "`", selection,
                    label.value());
        }
        boolean open = Rows.isOpen(selection.rows());
        return VariableAnswer.of(values, origin, "takes its values from `" + selector + "`, "
                + (open ? "of which not all series are known" : "whose `" + label + "` may have any value"));
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
        boolean open = !values(rows, label.value()).isEmpty();
        if (source.names().size() > MOST_NAMES) {
            return VariableAnswer.unknown("takes its values from all series, which are too many to look at");
        }
        for (String name : source.names()) {
            rows.addAll(source.rows(name));
        }
        rows.removeIf(row -> !row.labels().mayHave(label.value()));
        ValueSet values = values(rows, label.value());
        return values.isEmpty() ? VariableAnswer.noLabel(label.span(), "no series has a label `" + label + "`", null, label.value())
                : VariableAnswer.of(values, new Origin(label.value(), rows, List.of()), "takes its values from all series, "
                        + (open ? "which are not all known" : "whose `" + label + "` may have any value"));
    }

    private VariableAnswer names(Text regex) {
        if (DashboardDomains.hasHoles(regex) || !source.open(null).isEmpty()) {
            return VariableAnswer.unknown("takes its values from the names of metrics, which are not all known");
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
                    : VariableAnswer.of(ValueSet.ofAll(found), null, "");
        } catch (Re2Exception e) {
            return VariableAnswer.unknown("has the query `" + regex + "`, which cannot be read");
        }
    }

    /** Texts of samples: what they say is not known, only that there are some. */
    private VariableAnswer result(Text expr) {
        Expr parsed = PromQl.parse(expr).expr();
        if (parsed == null) {
            return VariableAnswer.unknown("has the query `" + expr + "`, which cannot be read");
        }
        Flow root = Analysis.of(parsed, source, domains).root();
        if (root.verdict() != Verdict.EMPTY || root.empty() == null) {
            return VariableAnswer.unknown("takes its values from what `" + expr + "` yields when it is asked");
        }
        return VariableAnswer.noSeries(root.empty().span(), root.empty().message(), root.empty().selection());
    }
}
