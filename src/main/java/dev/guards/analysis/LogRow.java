package dev.guards.analysis;

import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Log lines of one shape at some point of a pipeline: every line that is there lies in some row.
 *
 * @param stream      stream labels as stored; a selector sees only these
 * @param metadata    structured metadata as stored
 * @param labels      what a label filter sees: both, and what the stages before have made of the line
 * @param line        null unless all lines of the row are this one
 * @param fields      what a parser without arguments finds in the lines when they are not known; open when anything
 * @param certain     the configuration makes the row's stream whenever the environment runs; whether one of its lines, when they
 *                    are not known, has what a filter asks for is not counted
 * @param fromLines   as in {@link LogStream}
 * @param evidence    where the lines come from, outermost configuration first
 */
public record LogRow(Labels stream, Labels metadata, Labels labels, String line, Labels fields, boolean certain,
        Set<String> fromLines, List<Evidence> evidence) {
    static final String ERROR = "__error__";
    static final String ERROR_DETAILS = "__error_details__";
    private static final int MOST_EVIDENCE = 8;

    public LogRow {
        evidence = List.copyOf(evidence);
    }

    /** The lines of an agent's stream. */
    public static LogRow of(LogStream stream) {
        List<Evidence> evidence = stream.evidence();
        if (stream.certainty() != Certainty.CERTAIN && !stream.condition().isEmpty()) {
            evidence = new ArrayList<>(evidence);
            evidence.add(new Evidence(null, stream.condition()));
        }
        return new LogRow(stream.labels(), stream.metadata(), both(stream.labels(), stream.metadata()), null, stream.fields(),
                stream.certainty() == Certainty.CERTAIN, stream.fromLines(), evidence);
    }

    /** A line that is known. */
    static LogRow of(Labels stream, Labels metadata, String line) {
        return new LogRow(stream, metadata, both(stream, metadata), line, Labels.any(), true, Set.of(), List.of());
    }

    /** Any line, or none. */
    static LogRow anything() {
        return new LogRow(Labels.any(), Labels.any(), Labels.any(), null, Labels.any(), false, Set.of(), List.of());
    }

    /** A stream label hides structured metadata of the same name. */
    private static Labels both(Labels stream, Labels metadata) {
        Labels all = stream.withOpenNames(stream.openNames().union(metadata.openNames()));
        for (String name : metadata.names()) {
            ValueSet own = stream.get(name);
            if (own.mayBeAbsent()) {
                all = all.with(name, own.withoutAbsent().union(metadata.get(name)));
            }
        }
        return all;
    }

    LogRow with(Labels changed) {
        return changed.equals(labels) ? this : new LogRow(stream, metadata, changed, line, fields, certain, fromLines, evidence);
    }

    LogRow with(String name, ValueSet values) {
        return with(labels.with(name, values));
    }

    LogRow withLine(String text) {
        return new LogRow(stream, metadata, labels, text, text == null ? Labels.any() : fields, certain, fromLines, evidence);
    }

    LogRow withStream(Labels narrowed) {
        return new LogRow(narrowed, metadata, both(narrowed, metadata), line, fields, certain, fromLines, evidence);
    }

    LogRow certain(boolean sure) {
        return sure == certain ? this : new LogRow(stream, metadata, labels, line, fields, sure, fromLines, evidence);
    }

    /** A parser has found a field: it goes beside a stored label of the same name, and over one that was parsed before. */
    LogRow parsed(String name, ValueSet values) {
        boolean taken = stream.has(name) || metadata.has(name);
        boolean free = !stream.mayHave(name) && !metadata.mayHave(name);
        String beside = name + "_extracted";
        if (taken) {
            return with(beside, written(beside, values));
        }
        if (free) {
            return with(name, written(name, values));
        }
        return with(beside, written(beside, values.withAbsent())).with(name, labels.get(name).union(values));
    }

    /** Where a parser finds nothing, what was there stays. */
    private ValueSet written(String name, ValueSet values) {
        return values.mayBeAbsent() ? values.union(labels.get(name)) : values;
    }

    /** A parser may have found any field. */
    LogRow parsedAnything() {
        Labels open = labels.withOpenNames(ValueSet.any());
        for (String name : labels.names()) {
            boolean stored = stream.has(name) || metadata.has(name);
            if (!stored && !name.equals(ERROR) && !name.equals(ERROR_DETAILS)) {
                open = open.with(name, labels.get(name).union(ValueSet.present()));
            }
        }
        return with(open);
    }

    /** A stage may have failed on the line, or has. */
    LogRow failed(boolean surely) {
        ValueSet now = surely ? ValueSet.present() : labels.get(ERROR).union(ValueSet.any());
        return with(ERROR, now).with(ERROR_DETAILS, ValueSet.any());
    }

    /** True for a label whose values a stage of the agent's, or of the query, takes from the lines. */
    boolean isFromLines(String label) {
        return fromLines.contains(label) || labels.names().contains(label) && !stream.mayHave(label) && !metadata.mayHave(label);
    }

    boolean mayHaveFailed() {
        return labels.mayHave(ERROR);
    }

    boolean hasFailed() {
        return labels.has(ERROR);
    }

    /** Anything may have been done to the line. */
    LogRow changedAnyhow() {
        Labels open = labels.withOpenNames(ValueSet.any());
        for (String name : labels.names()) {
            open = open.with(name, ValueSet.any());
        }
        return new LogRow(stream, metadata, open, null, Labels.any(), false, fromLines, evidence);
    }

    Row row() {
        return new Row(labels, certain, false, Samples.FLOAT, null, null, Stage.DERIVED, false, evidence);
    }

    /** One row that stands for all of them. */
    static LogRow merge(List<LogRow> rows) {
        LogRow first = rows.get(0);
        Labels stream = first.stream;
        Labels metadata = first.metadata;
        Labels labels = first.labels;
        Labels fields = first.fields;
        String line = first.line;
        boolean certain = first.certain;
        Set<String> fromLines = new LinkedHashSet<>(first.fromLines);
        Set<Evidence> evidence = new LinkedHashSet<>(first.evidence);
        for (LogRow row : rows.subList(1, rows.size())) {
            stream = stream.union(row.stream);
            metadata = metadata.union(row.metadata);
            labels = labels.union(row.labels);
            fields = fields.union(row.fields);
            line = row.line != null && row.line.equals(line) ? line : null;
            certain |= row.certain;
            fromLines.addAll(row.fromLines);
            if (evidence.size() < MOST_EVIDENCE) {
                evidence.addAll(row.evidence);
            }
        }
        return new LogRow(stream, metadata, labels, line, fields, certain, fromLines, new ArrayList<>(evidence));
    }
}
