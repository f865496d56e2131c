package dev.guards.inventory.pipeline;

import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A log entry, or all entries of a stream at once, in the middle of a pipeline. Immutable.
 *
 * @param extracted values that stages have taken out so far; open when earlier stages are not known
 * @param mirrored  names whose extracted value is still the copy of the label
 * @param line      its possible texts; any when it is not known
 * @param fields    names a parser finds in the line; open when any may be there
 * @param certain   false when only some entries come this way
 * @param thinned   true when entries may have been dropped on the way
 */
public record Entry(Labels labels, Labels extracted, Set<String> mirrored, Labels metadata, ValueSet line, LogStream.Format format,
        Labels fields, boolean certain, boolean thinned, List<Evidence> evidence) {

    /** An entry at the start of a pipeline: the extracted values are a copy of the labels. */
    public static Entry of(Labels labels, ValueSet line) {
        return new Entry(labels, labels, labels.names(), Labels.NONE, line, LogStream.Format.UNKNOWN, Labels.any(), true, false,
                List.of());
    }

    /** As {@link #of}, for a part of a pipeline: stages before it may have extracted anything. */
    public static Entry ofFragment(Labels labels, ValueSet line) {
        return of(labels, line).extracting(labels.withOpenNames(ValueSet.any()), labels.names());
    }

    /** With values that earlier stages have extracted. */
    public Entry withExtracted(Labels values) {
        Labels all = labels;
        for (Map.Entry<String, ValueSet> value : values.asMap().entrySet()) {
            all = all.with(value.getKey(), value.getValue());
        }
        return extracting(all, Set.of());
    }

    /** At the start of another pipeline: what was extracted in the one before is gone. */
    public Entry restarted() {
        return extracting(labels, labels.names());
    }

    /** With labels that relabelling made of its own. */
    public Entry relabelled(Labels values, boolean allCome, List<Evidence> because) {
        List<Evidence> longer = new ArrayList<>(evidence);
        longer.addAll(because);
        return new Entry(values, extracted, Set.of(), metadata, line, format, fields, certain && allCome, thinned, longer);
    }

    /** Whether a value of that name may have been extracted. */
    public boolean hasExtracted(String name) {
        return extracted.mayHave(name);
    }

    /** Names that may have been extracted, sorted; labels are among them. */
    public Set<String> extractedNames() {
        return extracted.names();
    }

    /** The value a stage reads: the line when no source is named. */
    ValueSet source(String name) {
        return name == null ? line : extracted.get(name);
    }

    Entry extracting(Labels values, Set<String> stillMirrored) {
        return new Entry(labels, values, stillMirrored, metadata, line, format, fields, certain, thinned, evidence);
    }

    /** With an extracted value; what the old one was counts where the new one may be missing. */
    Entry extract(String name, ValueSet value, boolean keepsOldWhenAbsent) {
        ValueSet all = keepsOldWhenAbsent && value.mayBeAbsent() ? value.withoutAbsent().union(extracted.get(name)) : value;
        Set<String> still = new HashSet<>(mirrored);
        still.remove(name);
        return extracting(extracted.with(name, all), still);
    }

    Entry label(String name, ValueSet value, Span span) {
        ValueSet before = labels.get(name);
        if (before.equals(value)) {
            return this;
        }
        List<Evidence> longer = new ArrayList<>(evidence);
        longer.add(Evidence.sets(span, name, value.mustBeAbsent() ? null : value.describe(3)));
        Set<String> still = new HashSet<>(mirrored);
        still.remove(name);
        return new Entry(labels.with(name, value), extracted, still, metadata, line, format, fields, certain, thinned, longer);
    }

    Entry labels(Labels values) {
        return new Entry(values, extracted, mirrored, metadata, line, format, fields, certain, thinned, evidence);
    }

    /** With structured metadata that the agent sends. */
    public Entry withMetadata(Labels values) {
        return metadata(values);
    }

    Entry metadata(Labels values) {
        return new Entry(labels, extracted, mirrored, values, line, format, fields, certain, thinned, evidence);
    }

    /** With another line, of which nothing but its possible texts is known. */
    Entry line(ValueSet texts) {
        return new Entry(labels, extracted, mirrored, metadata, texts, LogStream.Format.UNKNOWN, Labels.any(), certain, thinned, evidence);
    }

    Entry line(ValueSet texts, LogStream.Format newFormat, Labels newFields) {
        return new Entry(labels, extracted, mirrored, metadata, texts, newFormat, newFields, certain, thinned, evidence);
    }

    Entry uncertain() {
        return new Entry(labels, extracted, mirrored, metadata, line, format, fields, false, thinned, evidence);
    }

    Entry thinned(Span span, String message) {
        List<Evidence> longer = new ArrayList<>(evidence);
        longer.add(new Evidence(span, message));
        return new Entry(labels, extracted, mirrored, metadata, line, format, fields, certain, true, longer);
    }

    /** Nothing is known any more: a stage could not be read. */
    Entry lost() {
        return new Entry(Labels.any(), Labels.any(), Set.of(), Labels.any(), ValueSet.any(), LogStream.Format.UNKNOWN, Labels.any(), false,
                true, evidence);
    }

    /** One entry that may be what any of them is. */
    public static Entry joined(List<Entry> entries) {
        Entry joined = entries.get(0);
        for (Entry other : entries.subList(1, entries.size())) {
            Set<String> still = new HashSet<>(joined.mirrored);
            still.retainAll(other.mirrored);
            Set<Evidence> links = new LinkedHashSet<>(joined.evidence);
            links.addAll(other.evidence);
            joined = new Entry(join(joined.labels, other.labels), join(joined.extracted, other.extracted), still,
                    join(joined.metadata, other.metadata), joined.line.union(other.line),
                    joined.format == other.format ? joined.format : LogStream.Format.UNKNOWN, join(joined.fields, other.fields), false,
                    joined.thinned || other.thinned, List.copyOf(links));
        }
        return joined;
    }

    /** Labels that may be what either is. */
    public static Labels join(Labels a, Labels b) {
        Map<String, ValueSet> merged = new LinkedHashMap<>();
        a.names().forEach(n -> merged.put(n, a.get(n).union(b.get(n))));
        b.names().forEach(n -> merged.putIfAbsent(n, a.get(n).union(b.get(n))));
        return Labels.of(merged).withOpenNames(a.openNames().union(b.openNames()));
    }
}
