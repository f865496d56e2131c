package dev.guards.analysis;

import dev.guards.config.grafana.VariableQuery;
import dev.guards.inventory.LogStream;
import dev.guards.logql.Expr;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.logql.Parsed;
import dev.guards.logql.Selector;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers the variable queries that Loki is asked: names and values of stream labels, never of parsed ones. */
final class StreamVariable {
    private final DashboardDomains.Streams streams;
    private final Filler filler;

    StreamVariable(DashboardDomains.Streams streams, Domains domains) {
        this.streams = streams;
        this.filler = new Filler(domains);
    }

    VariableAnswer answer(VariableQuery query) {
        if (streams.open() || !(query instanceof VariableQuery.LabelValues q) || DashboardDomains.hasHoles(q.label())) {
            return VariableAnswer.UNKNOWN;
        }
        List<LogStream> found = streams.listed();
        if (q.selector() != null) {
            Parsed parsed = LogQl.parseSelector(q.selector(), Options.GRAFANA);
            if (!(parsed.expr() instanceof Expr.LogQuery log)) {
                return VariableAnswer.UNKNOWN;
            }
            found = matching(log.selector());
        }
        if (found.isEmpty()) {
            return VariableAnswer.noSeries(q.selector() == null ? q.span() : q.selector().span(), streams.listed().isEmpty()
                    ? "nothing sends logs to Loki" : "no log stream matches `" + q.selector() + "`", null);
        }
        ValueSet values = ValueSet.none();
        for (LogStream stream : found) {
            values = values.union(stream.labels().get(q.label().value()).withoutAbsent());
        }
        return values.isEmpty() ? VariableAnswer.noLabel(q.label().span(), "no log stream has a label `" + q.label()
                + "`; they have " + labels(found), null, q.label().value()) : VariableAnswer.of(values);
    }

    private List<LogStream> matching(Selector selector) {
        List<LogStream> found = new ArrayList<>();
        for (LogStream stream : streams.listed()) {
            boolean matches = true;
            for (Selector.StreamMatcher matcher : selector.matchers()) {
                matches &= mayMatch(stream, matcher);
            }
            if (matches) {
                found.add(stream);
            }
        }
        return found;
    }

    private boolean mayMatch(LogStream stream, Selector.StreamMatcher matcher) {
        String label = matcher.name().literal();
        if (label == null || matcher.operator() == null) {
            return true;
        }
        List<String> texts = filler.texts(matcher.value().value(), matcher.operator().isRegex());
        if (texts == null) {
            return true;
        }
        ValueSet values = stream.labels().get(label);
        for (String text : texts) {
            if (!values.excludes(new Matcher(label, matcher.operator(), text))) {
                return true;
            }
        }
        return false;
    }

    private static String labels(List<LogStream> found) {
        Set<String> names = new TreeSet<>();
        for (LogStream stream : found) {
            names.addAll(stream.labels().names());
        }
        StringBuilder out = new StringBuilder();
        for (String name : names) {
            out.append(out.length() == 0 ? "`" : ", `").append(name).append('`');
        }
        return out.toString();
    }
}
