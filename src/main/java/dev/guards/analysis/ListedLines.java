package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A closed list of log lines: what is not in it does not exist. When they were written is not looked at. */
public final class ListedLines implements LogSource {
    private final Set<LogRow> rows = new LinkedHashSet<>();

    /** @param line null when only the stream is known */
    public ListedLines add(Map<String, String> labels, Map<String, String> metadata, String line) {
        rows.add(LogRow.of(Labels.exactly(labels), Labels.exactly(metadata), line));
        return this;
    }

    @Override
    public List<LogRow> rows() {
        return new ArrayList<>(rows);
    }

    @Override
    public List<Evidence> openBecause() {
        return List.of();
    }
}
