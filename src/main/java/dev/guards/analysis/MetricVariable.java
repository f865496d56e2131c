package dev.guards.analysis;

import dev.guards.config.grafana.VariableQuery;
import dev.guards.promql.Expr;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Answers the variable queries that Prometheus is asked, see {@link VariableQuery}. */
final class MetricVariable {
    /** More names than this are not looked through for one label. */
    private static final int MOST_NAMES = 4_000;
    private static final String NAMED = "asks for a label that a variable names";

    private final SeriesSource source;
    private final Domains domains;

    MetricVariable(SeriesSource source, Domains domains) {
        this.source = source;
        this.domains = domains;
    }

    VariableAnswer answer(VariableQuery query) {
        if (query instanceof VariableQuery.LabelValues q) {
            return values(q);
        }
        if (query instanceof VariableQuery.Metrics q) {
            return names(q.regex());
        }
        Text expr = query instanceof VariableQuery.QueryResult q ? q.expr()
                : query instanceof VariableQuery.SeriesOf q ? q.selector() : null;
        return expr == null ? VariableAnswer.unknown("has a query of which guards does not know the answer") : result(expr);
    }

    private VariableAnswer values(VariableQuery.LabelValues query) {
        Template label = Template.parse(query.label());
        Filler filler = new Filler(domains);
        String only = filler.only(label);
        String name = only == null ? filler.first(label) : only;
        if (name == null) {
            return VariableAnswer.unknown(NAMED);
        }
        VariableAnswer answer = query.selector() == null ? ofAll(query.label(), name) : ofSelector(query.selector(), query.label(), name);
        return only != null ? answer : VariableAnswer.of(ValueSet.any().inexact(), answer.origin(), NAMED);
    }

    /** @param name what the variables of the label's text, if there are any, make of it */
    private VariableAnswer ofSelector(Text selector, Text label, String name) {
        Parsed parsed = PromQl.parse(selector);
        if (!(parsed.expr() instanceof VectorSelector)) {
            return VariableAnswer.unknown("takes its values from `" + selector + "`, which cannot be read as a selector");
        }
        List<Selection> selections = Analysis.of(parsed.expr(), source, domains).selections();
        Selection selection = selections.get(0);
        Origin origin = new Origin(name, selection.rows(), List.of());
        if (selection.rows().isEmpty()) {
            return VariableAnswer.noSeries(selector.span(), selection.cause().message(), selection);
        }
        ValueSet values = values(selection.rows(), name);
        if (values.isEmpty()) {
            return VariableAnswer.noLabel(label.span(), "no series of `" + selector + "` has a label `" + name + "`", selection,
                    name);
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

    private VariableAnswer ofAll(Text label, String name) {
        List<Row> rows = new ArrayList<>(source.open(null));
        boolean open = !values(rows, name).isEmpty();
        if (source.names().size() > MOST_NAMES) {
            return VariableAnswer.unknown("takes its values from all series, which are too many to look at");
        }
        for (String metric : source.names()) {
            rows.addAll(source.rows(metric));
        }
        rows.removeIf(row -> !row.labels().mayHave(name));
        ValueSet values = values(rows, name);
        return values.isEmpty() ? VariableAnswer.noLabel(label.span(), "no series has a label `" + name + "`", null, name)
                : VariableAnswer.of(values, new Origin(name, rows, List.of()), "takes its values from all series, "
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
