package dev.guards.inventory;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import java.util.HashMap;
import java.util.Map;

/** The labels of scraped samples, and what becomes of them beside those of their target. */
final class SampleLabels {
    private static final String EXPORTED = "exported_";

    private SampleLabels() {
    }

    /** What an exporter puts on the series of a family's member, the name included. */
    static Labels of(Family.Member member) {
        return of(member, false);
    }

    /** As {@link #of(Family.Member)}, with the values that a capture has seen: those are there, whatever else may come. */
    static Labels seen(Family.Member member) {
        return of(member, true);
    }

    private static Labels of(Family.Member member, boolean seenOnly) {
        Map<String, ValueSet> labels = new HashMap<>();
        labels.put("__name__", ValueSet.of(member.name()));
        for (Label label : member.labels()) {
            ValueSet values = label.closed() || seenOnly && !label.values().isEmpty() ? ValueSet.ofAll(label.values()) : ValueSet.any().withoutAbsent();
            labels.put(label.name(), label.optional() ? values.withAbsent() : values);
        }
        ValueSet open = ValueSet.none();
        for (String prefix : member.family().openLabels()) {
            open = open.union(prefix.isEmpty() ? ValueSet.any().withoutAbsent() : ValueSet.regular(Re2.quote(prefix) + ".+", prefix + "..."));
        }
        return Labels.of(labels).withOpenNames(open);
    }

    /** Any labels, for a name of which no more is known. */
    static Labels unknown(String metric) {
        ValueSet names = ValueSet.any().withoutAbsent();
        return (metric == null ? Labels.any().with("__name__", names) : Labels.any().with("__name__", metric)).withOpenNames(names);
    }

    /**
     * The sample's labels with the target's. Where both have a name the target's wins and the sample's moves to
     * {@code exported_}; with {@code honor_labels} the sample's stays.
     */
    static Labels withTarget(Labels sample, Labels target, boolean honor) {
        Labels merged = sample;
        for (Map.Entry<String, ValueSet> entry : target.asMap().entrySet()) {
            String name = entry.getKey();
            ValueSet own = entry.getValue();
            ValueSet scraped = sample.get(name);
            if (honor) {
                merged = merged.with(name, scraped.mayBeAbsent() ? scraped.withoutAbsent().union(own) : scraped);
            } else {
                if (sample.names().contains(name) && !scraped.mustBeAbsent()) {
                    merged = exported(merged, name, scraped, own.mayBeAbsent());
                }
                merged = merged.with(name, own.mayBeAbsent() ? own.withoutAbsent().union(scraped) : own);
            }
        }
        return target.isOpen() ? merged.withOpenNames(merged.openNames().union(target.openNames())) : merged;
    }

    private static Labels exported(Labels labels, String name, ValueSet scraped, boolean perhaps) {
        String free = EXPORTED + name;
        while (!labels.get(free).mustBeAbsent() && labels.names().contains(free)) {
            free = EXPORTED + free;
        }
        return labels.with(free, perhaps ? scraped.withAbsent() : scraped);
    }
}
