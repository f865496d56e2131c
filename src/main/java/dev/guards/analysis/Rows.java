package dev.guards.analysis;

import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Lists of rows, kept short: rows of the same shape become one. */
final class Rows {
    /** More rows than this are merged into one. */
    static final int MOST = 256;

    private Rows() {
    }

    static Verdict verdict(List<Row> rows) {
        for (Row row : rows) {
            if (row.certain()) {
                return Verdict.DATA;
            }
        }
        return rows.isEmpty() ? Verdict.EMPTY : Verdict.UNKNOWN;
    }

    static boolean isOpen(List<Row> rows) {
        for (Row row : rows) {
            if (row.labels().isOpen()) {
                return true;
            }
        }
        return false;
    }

    static Flow.Presence presence(List<Row> rows, String label) {
        boolean always = !rows.isEmpty();
        boolean possible = false;
        for (Row row : rows) {
            always &= row.labels().has(label);
            possible |= row.labels().mayHave(label);
        }
        return always ? Flow.Presence.GUARANTEED : possible ? Flow.Presence.POSSIBLE : Flow.Presence.IMPOSSIBLE;
    }

    static ValueSet values(List<Row> rows, String label) {
        ValueSet all = ValueSet.none();
        for (Row row : rows) {
            all = all.union(row.labels().get(label));
        }
        return all;
    }

    /** Listed labels of that presence, sorted. */
    static Set<String> names(List<Row> rows, Flow.Presence presence) {
        Set<String> names = new TreeSet<>();
        for (Row row : rows) {
            for (String name : row.labels().names()) {
                if (!names.contains(name) && presence(rows, name) == presence) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** What rows must share to become one. */
    private record Shape(dev.guards.inventory.Labels labels, boolean nameDropped, Samples samples, Stage stage) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Shape s && nameDropped == s.nameDropped && samples == s.samples
                    && stage == s.stage && labels.equals(s.labels);
        }

        @Override
        public int hashCode() {
            return labels.hashCode() * 2 + (nameDropped ? 1 : 0);
        }
    }

    static List<Row> compact(List<Row> rows) {
        if (rows.size() < 2) {
            return rows;
        }
        Map<Shape, List<Row>> shapes = new LinkedHashMap<>();
        for (Row row : rows) {
            Shape shape = new Shape(row.labels(), row.nameDropped(), row.samples(), row.stage());
            shapes.computeIfAbsent(shape, s -> new ArrayList<>()).add(row);
        }
        List<Row> compact = new ArrayList<>();
        for (List<Row> same : shapes.values()) {
            compact.add(same.size() == 1 ? same.get(0) : Row.merge(same));
        }
        return compact.size() > MOST ? merged(compact) : compact;
    }

    private static List<Row> merged(List<Row> rows) {
        List<Row> merged = new ArrayList<>();
        for (boolean dropped : new boolean[] {false, true}) {
            List<Row> same = new ArrayList<>();
            for (Row row : rows) {
                if (row.nameDropped() == dropped) {
                    same.add(row);
                }
            }
            if (!same.isEmpty()) {
                merged.add(Row.merge(same));
            }
        }
        return merged;
    }
}
