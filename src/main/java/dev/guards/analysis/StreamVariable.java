package dev.guards.analysis;

import dev.guards.config.grafana.VariableQuery;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.LogStream;
import dev.guards.logql.Expr;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.logql.Parsed;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers the variable queries that Loki is asked: names and values of stream labels, never of parsed ones. */
final class StreamVariable implements LogSource {
    private final DashboardDomains.Streams streams;
    private final Filler filler;

    StreamVariable(DashboardDomains.Streams streams, Domains domains) {
        this.streams = streams;
        this.filler = new Filler(domains);
    }

    VariableAnswer answer(VariableQuery query) {
        if (!(query instanceof VariableQuery.LabelValues q) || DashboardDomains.hasHoles(q.label())) {
            return VariableAnswer.unknown("has a query of which guards does not know the answer");
        }
        List<LogRow> found = rows();
        if (q.selector() != null) {
            Parsed parsed = LogQl.parseSelector(q.selector(), Options.GRAFANA);
            if (!(parsed.expr() instanceof Expr.LogQuery log)) {
                return VariableAnswer.unknown("takes its values from `" + q.selector() + "`, which cannot be read as a selector");
            }
            found = new LogSelecting(this, filler).select(log.selector()).rows();
        }
        String label = q.label().value();
        Origin origin = new Origin(label, List.of(), found);
        if (streams.open()) {
            return VariableAnswer.of(ValueSet.any().inexact(), origin, "takes its values from log streams, which are not all known");
        }
        if (found.isEmpty()) {
            return VariableAnswer.noSeries(q.selector() == null ? q.span() : q.selector().span(), streams.listed().isEmpty()
                    ? "nothing sends logs to Loki" : "no log stream matches `" + q.selector() + "`", null);
        }
        ValueSet values = ValueSet.none();
        for (LogRow row : found) {
            values = values.union(row.stream().get(label).withoutAbsent());
        }
        return values.isEmpty() ? VariableAnswer.noLabel(q.label().span(), "no log stream has a label `" + label
                + "`; they have " + labels(found), null, label) : VariableAnswer.of(values, origin,
                "takes its values from log streams, whose `" + label + "` may have any value");
    }

    @Override
    public List<LogRow> rows() {
        List<LogRow> rows = new ArrayList<>();
        for (LogStream stream : streams.listed()) {
            rows.add(LogRow.of(stream));
        }
        return rows;
    }

    @Override
    public List<Evidence> openBecause() {
        return List.of();
    }

    private static String labels(List<LogRow> found) {
        Set<String> names = new TreeSet<>();
        for (LogRow row : found) {
            names.addAll(row.stream().names());
        }
        StringBuilder out = new StringBuilder();
        for (String name : names) {
            out.append(out.length() == 0 ? "`" : ", `").append(name).append('`');
        }
        return out.toString();
    }
}
