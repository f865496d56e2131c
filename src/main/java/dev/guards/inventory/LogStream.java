package dev.guards.inventory;

import java.util.List;
import java.util.Set;

/**
 * Log streams that one agent sends from one source.
 *
 * @param labels      stream labels as Loki indexes them
 * @param metadata    structured metadata; open when any may be there
 * @param format      what the lines look like
 * @param fields      names a parser would find in the lines; open when any may be there
 * @param agent       what sends them: {@code promtail}, {@code alloy}, {@code loki docker driver} ...
 * @param source      the workload or file they come from, in words
 * @param fromLines   stream labels and metadata that the agent reads from the lines: which values they have, the lines tell
 * @param hostAssumed as in {@link Series}
 */
public record LogStream(Labels labels, Labels metadata, Format format, Labels fields, String agent, String source, Certainty certainty,
        String condition, Set<String> fromLines, boolean hostAssumed, List<Evidence> evidence) {
    /** Form of the log lines as far as the files tell. */
    public enum Format { UNKNOWN, PLAIN, JSON, LOGFMT }

    public LogStream {
        fromLines = Set.copyOf(fromLines);
        evidence = List.copyOf(evidence);
    }

    /** Labels and source tell streams apart well enough. */
    @Override
    public int hashCode() {
        return labels.hashCode() * 31 + source.hashCode();
    }
}
