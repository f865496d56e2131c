package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.logql.Expr;
import dev.guards.logql.Stage;
import dev.guards.logql.Unwrap;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sends rows through the stages of a log query and remembers what stood before each. */
final class LogPipelineFlow {
    /** More rows than this become one. */
    private static final int MOST = 512;

    private final LogSelecting selecting;
    private final LogFiltering filtering;
    private final List<LogSelection> selections = new ArrayList<>();
    private final Map<Object, List<LogRow>> before = new IdentityHashMap<>();
    private LogCause empty;

    LogPipelineFlow(LogSource source, Filler filler) {
        this.selecting = new LogSelecting(source, filler);
        this.filtering = new LogFiltering(filler);
    }

    List<LogSelection> selections() {
        return selections;
    }

    /** What reaches a stage, or an unwrap; keyed by identity. */
    Map<Object, List<LogRow>> before() {
        return before;
    }

    /** Why the last query lets nothing through; null when it may let something through. */
    LogCause empty() {
        return empty;
    }

    List<LogRow> query(Expr.LogQuery query) {
        LogSelection selection = selecting.select(query.selector());
        selections.add(selection);
        empty = selection.cause();
        return stages(query.stages(), selection.rows());
    }

    private List<LogRow> stages(List<? extends Stage> stages, List<LogRow> start) {
        List<LogRow> rows = start;
        for (Stage stage : stages) {
            before.put(stage, rows);
            List<LogRow> next = compact(stage(stage, rows));
            if (next.isEmpty() && !rows.isEmpty()) {
                empty = filtering.cause();
            }
            rows = next;
        }
        return rows;
    }

    private List<LogRow> stage(Stage stage, List<LogRow> rows) {
        if (stage instanceof Stage.LineFilter filter) {
            return filtering.lines(filter, rows);
        }
        if (stage instanceof Stage.LabelFilter filter) {
            return filtering.labels(filter.filter(), rows);
        }
        List<LogRow> next = new ArrayList<>(rows.size());
        for (LogRow row : rows) {
            next.add(changed(stage, row));
        }
        return next;
    }

    private static LogRow changed(Stage stage, LogRow row) {
        if (stage instanceof Stage.Json json) {
            return LogParsing.json(json, row);
        } else if (stage instanceof Stage.Logfmt logfmt) {
            return LogParsing.logfmt(logfmt, row);
        } else if (stage instanceof Stage.Regexp regexp) {
            return LogParsing.regexp(regexp, row);
        } else if (stage instanceof Stage.Pattern pattern) {
            return LogParsing.pattern(pattern, row);
        } else if (stage instanceof Stage.Unpack) {
            return LogParsing.unpack(row);
        } else if (stage instanceof Stage.LineFormat format) {
            return LogFormatting.line(format, row);
        } else if (stage instanceof Stage.LabelFormat format) {
            return LogFormatting.labels(format, row);
        } else if (stage instanceof Stage.Decolorize) {
            return LogFormatting.decolorize(row);
        } else if (stage instanceof Stage.Drop drop) {
            return LogFormatting.drop(drop, row);
        } else if (stage instanceof Stage.Keep keep) {
            return LogFormatting.keep(keep, row);
        }
        return row.changedAnyhow();
    }

    /** The lines that have the label; it goes away. A value that is no number becomes an error. */
    List<LogRow> unwrap(Unwrap unwrap, List<LogRow> rows) {
        before.put(unwrap, rows);
        String label = unwrap.label().literal();
        List<LogRow> samples = new ArrayList<>();
        for (LogRow row : rows) {
            if (label == null) {
                samples.add(row.changedAnyhow());
                continue;
            }
            ValueSet values = row.labels().get(label);
            ValueSet present = values.withoutAbsent();
            if (present.isEmpty()) {
                continue;
            }
            boolean numeric = unwrap.conversion().isEmpty() && allNumbers(present);
            LogRow sample = row.with(label, present).certain(row.certain() && !values.mayBeAbsent());
            samples.add(numeric ? sample : sample.failed(false));
        }
        if (samples.isEmpty() && !rows.isEmpty()) {
            empty = LogFiltering.cause(unwrap.span(), label, rows);
        }
        List<LogRow> filtered = stages(unwrap.filters(), samples);
        List<LogRow> dropped = new ArrayList<>();
        for (LogRow row : filtered) {
            dropped.add(label == null ? row : row.with(label, ValueSet.absent()));
        }
        return dropped;
    }

    private static boolean allNumbers(ValueSet values) {
        if (!values.isFinite()) {
            return false;
        }
        for (String value : values.values()) {
            if (LogFiltering.number(value) == null) {
                return false;
            }
        }
        return true;
    }

    private record Shape(Labels labels, String line) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Shape s && Objects.equals(line, s.line) && labels.equals(s.labels);
        }

        @Override
        public int hashCode() {
            return labels.hashCode() * 31 + Objects.hashCode(line);
        }
    }

    private static List<LogRow> compact(List<LogRow> rows) {
        if (rows.size() < 2) {
            return rows;
        }
        Map<Shape, List<LogRow>> shapes = new LinkedHashMap<>();
        for (LogRow row : rows) {
            shapes.computeIfAbsent(new Shape(row.labels(), row.line()), s -> new ArrayList<>()).add(row);
        }
        List<LogRow> compact = new ArrayList<>();
        for (List<LogRow> same : shapes.values()) {
            compact.add(same.size() == 1 ? same.get(0) : LogRow.merge(same));
        }
        return compact.size() > MOST ? List.of(LogRow.merge(compact)) : compact;
    }
}
