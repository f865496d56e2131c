package dev.guards.inventory.pipeline;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StreamSelector;
import dev.guards.inventory.Labels;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs pipeline stages on a set of entries. A single concrete entry is the special case of one value a label and one line: then
 * the result is what the agent computes. Otherwise every concrete result lies in one of the outcomes.
 */
public final class Pipeline {
    /** Splitting the entries by what a match stage selects stops at this many parts; they are joined then. */
    private static final int MOST_ENTRIES = 32;

    private Pipeline() {
    }

    /** What entries may become; none when all of them are dropped for certain. */
    public static List<Entry> run(List<Stage> stages, Entry start) {
        List<Entry> entries = List.of(start);
        for (Stage stage : stages) {
            List<Entry> next = new ArrayList<>();
            for (Entry entry : entries) {
                next.addAll(step(stage, entry));
            }
            entries = next.size() > MOST_ENTRIES ? List.of(Entry.joined(next)) : next;
        }
        return entries;
    }

    private static List<Entry> step(Stage stage, Entry entry) {
        if (stage instanceof Stage.Match match) {
            return match(match, entry);
        }
        if (stage instanceof Stage.Drop drop) {
            return Dropping.drop(drop, entry);
        }
        if (stage instanceof Stage.Sampling || stage instanceof Stage.Limit limit && limit.drops()) {
            return List.of(entry.thinned(stage.span(), "drops a share of the lines"));
        }
        if (stage instanceof Stage.Json json && json.dropMalformed()) {
            Entry after = Extraction.step(stage, entry);
            return List.of(entry.line().isFinite() ? after : after.thinned(stage.span(), "drops lines that are not JSON"));
        }
        if (stage instanceof Stage.Unreadable) {
            return List.of(entry.lost());
        }
        return List.of(Labelling.step(stage, Extraction.step(stage, entry)));
    }

    private static List<Entry> match(Stage.Match match, Entry entry) {
        if (match.selector() == null) {
            return List.of(entry.lost());
        }
        Labels.Match how = how(match.selector(), entry);
        if (how == Labels.Match.NEVER) {
            return List.of(entry);
        }
        List<Entry> results = new ArrayList<>();
        Entry inside = how == Labels.Match.ALWAYS ? entry : selected(match.selector(), entry).uncertain();
        if (!match.drop()) {
            results.addAll(run(match.stages(), inside));
        }
        if (how == Labels.Match.SOME) {
            Entry outside = others(match.selector(), entry).uncertain();
            results.add(match.drop() ? outside.thinned(match.span(), "drops lines that match `" + match.selectorText() + "`") : outside);
        }
        return results;
    }

    private static Labels.Match how(StreamSelector selector, Entry entry) {
        Labels.Match byLabels = entry.labels().match(selector.matchers());
        if (byLabels == Labels.Match.NEVER) {
            return byLabels;
        }
        boolean always = byLabels == Labels.Match.ALWAYS;
        for (StreamSelector.LineFilter filter : selector.filters()) {
            boolean some = !entry.line().isFinite();
            boolean all = !some;
            for (String line : entry.line().isFinite() ? entry.line().values() : List.<String>of()) {
                some |= filter.accepts(line);
                all &= filter.accepts(line);
            }
            if (!some) {
                return Labels.Match.NEVER;
            }
            always &= all;
        }
        return always ? Labels.Match.ALWAYS : Labels.Match.SOME;
    }

    private static Entry selected(StreamSelector selector, Entry entry) {
        Labels labels = entry.labels();
        for (Matcher matcher : selector.matchers()) {
            labels = labels.with(matcher.label(), labels.get(matcher.label()).filter(matcher));
        }
        return entry.labels(labels);
    }

    private static Entry others(StreamSelector selector, Entry entry) {
        if (selector.matchers().size() != 1 || !selector.filters().isEmpty()) {
            return entry;
        }
        Matcher matcher = selector.matchers().get(0);
        ValueSet all = entry.labels().get(matcher.label());
        ValueSet rest = all.minus(all.filter(matcher));
        return entry.labels(entry.labels().with(matcher.label(), rest));
    }
}
