package dev.guards.cli;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Domains;
import dev.guards.analysis.Flow;
import dev.guards.analysis.ListedSeries;
import dev.guards.analysis.Samples;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.promql.SyntaxError;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * PromQL on {@code [{"metric", "labels": {}, "kind": "float" | "histogram"}]}. Names that functions remove go away at the
 * end of the evaluation, as with {@code promql-delayed-name-removal}, unless {@code "delayed_name_removal": false}.
 */
final class PromQlAnswers implements QueryLanguage {
    @Override
    public Answer answer(Text query, Node load, Node request) {
        Parsed parsed = PromQl.parse(query, Options.PLAIN);
        if (!parsed.isValid()) {
            SyntaxError error = parsed.errors().get(0);
            return Answer.refused(error.message(), error.help(), error.start(), error.end());
        }
        boolean delayed = !request.get("delayed_name_removal").string("true").equals("false");
        Analysis analysis = Analysis.of(parsed.expr(), series(load), Domains.NONE, new Analysis.Engine(delayed));
        return answer(analysis, query);
    }

    static ListedSeries series(Node load) {
        ListedSeries series = new ListedSeries();
        for (Node item : load.items()) {
            Map<String, String> labels = new LinkedHashMap<>();
            for (Mapping.Entry label : item.get("labels").entries()) {
                labels.put(label.key().value(), label.value().string(""));
            }
            series.add(item.get("metric").string(""), labels, samples(item.get("kind").string("float")));
        }
        return series;
    }

    private static String nearest(Flow.Emptiness empty) {
        return empty == null || empty.selection() == null || empty.selection().cause() == null ? null : empty.selection().cause().nearest();
    }

    private static Samples samples(String kind) {
        switch (kind) {
            case "float":
                return Samples.FLOAT;
            case "histogram":
                return Samples.HISTOGRAM;
            default:
                return Samples.EITHER;
        }
    }

    static Answer answer(Analysis analysis, Text query) {
        Flow root = analysis.root();
        Set<String> all = new TreeSet<>(root.guaranteed());
        all.addAll(root.possible());
        List<String> labels = new ArrayList<>();
        for (String label : all) {
            labels.add(label + ": " + root.values(label).describe(8));
        }
        Flow.Emptiness empty = root.empty();
        int start = empty == null ? 0 : empty.span().start() - query.span().start();
        int end = empty == null ? 0 : empty.span().end() - query.span().start();
        return new Answer(root.verdict().name().toLowerCase(Locale.ROOT), root.type().id(), root.guaranteed(), root.possible(),
                root.isOpen(), labels, empty == null ? "" : empty.message(), QueryLanguage.meant(nearest(empty)), start, end);
    }
}
