package dev.guards.analysis;

import dev.guards.logql.Filter;
import dev.guards.logql.LinePattern;
import dev.guards.logql.Numbers;
import dev.guards.logql.Stage;
import dev.guards.promql.LabelMatcher;
import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Line filters and label filters on rows. Remembers the first comparison that let nothing through, and why. */
final class LogFiltering {
    private final Filler filler;
    private LogCause cause;

    LogFiltering(Filler filler) {
        this.filler = filler;
    }

    /** Why the last filter let nothing through, as far as one comparison is to blame; null else. */
    LogCause cause() {
        return cause;
    }

    List<LogRow> lines(Stage.LineFilter filter, List<LogRow> rows) {
        List<LogRow> kept = new ArrayList<>();
        for (LogRow row : rows) {
            Boolean passes = passes(filter, row.line());
            if (passes == null) {
                // What a stream's lines say is not in the files: that the stream exists is all that can be asked for.
                kept.add(row.certain(row.certain() && row.line() == null));
            } else if (passes) {
                kept.add(row);
            }
        }
        cause = kept.isEmpty() ? new LogCause.Excluded(filter.span(), "no line passes this filter") : null;
        return kept;
    }

    /** Null when it cannot be told. */
    private static Boolean passes(Stage.LineFilter filter, String line) {
        boolean negative = filter.operator().isNegative();
        boolean unknown = false;
        for (Stage.LineValue value : filter.values()) {
            Boolean found = found(filter.operator(), value, line);
            if (found == null) {
                unknown = true;
            } else if (found) {
                return !negative;
            }
        }
        return unknown ? null : (Boolean) negative;
    }

    private static Boolean found(Stage.LineOperator operator, Stage.LineValue value, String line) {
        String text = value.text().value().literal();
        if (value.ip() || text == null) {
            return null;
        }
        switch (operator) {
            case CONTAINS, NOT_CONTAINS -> {
                return text.isEmpty() ? (Boolean) true : line == null ? null : (Boolean) line.contains(text);
            }
            case MATCHES, NOT_MATCHES -> {
                return text.isEmpty() ? (Boolean) true : line == null ? null : (Boolean) Re2.of(text).find(line);
            }
            default -> {
                return line == null ? null : (Boolean) LinePattern.parse(text).matches(line);
            }
        }
    }

    List<LogRow> labels(Filter filter, List<LogRow> rows) {
        cause = null;
        List<LogRow> kept = apply(filter, rows);
        if (kept.isEmpty() && cause == null && !rows.isEmpty()) {
            cause = new LogCause.Excluded(filter.span(), "no line can satisfy this filter");
        }
        return kept;
    }

    private List<LogRow> apply(Filter filter, List<LogRow> rows) {
        if (filter instanceof Filter.And and) {
            return apply(and.right(), apply(and.left(), rows));
        }
        if (filter instanceof Filter.Or or) {
            List<LogRow> either = new ArrayList<>(apply(or.left(), rows));
            LogCause left = cause;
            List<LogRow> right = apply(or.right(), rows);
            cause = left != null && cause != null ? left : null;
            for (LogRow row : right) {
                if (!either.contains(row)) {
                    either.add(row);
                }
            }
            return either;
        }
        if (filter instanceof Filter.Comparison comparison && comparison.operator() != null && !comparison.label().hasHoles()) {
            return compare(comparison, rows);
        }
        List<LogRow> kept = new ArrayList<>();
        for (LogRow row : rows) {
            kept.add(row.certain(false));
        }
        return kept;
    }

    private List<LogRow> compare(Filter.Comparison comparison, List<LogRow> rows) {
        List<LogRow> kept = new ArrayList<>();
        Filter.Value value = comparison.value();
        for (LogRow row : rows) {
            if (value instanceof Filter.TextValue text) {
                text(comparison, text, row, kept);
            } else if (value instanceof Filter.IpValue) {
                ip(comparison, row, kept);
            } else {
                number(comparison, row, kept);
            }
        }
        if (kept.isEmpty() && !rows.isEmpty() && cause == null) {
            cause = cause(comparison.span(), comparison.label().literal(), rows);
        }
        return kept;
    }

    /** Why none of the rows can have what is asked of a label. */
    static LogCause cause(Span span, String label, List<LogRow> rows) {
        ValueSet exists = ValueSet.none();
        Set<String> labels = new TreeSet<>();
        for (LogRow row : rows) {
            exists = exists.union(row.labels().get(label));
            labels.addAll(row.labels().names());
        }
        labels.remove(LogRow.ERROR);
        labels.remove(LogRow.ERROR_DETAILS);
        return exists.mustBeAbsent() && !label.equals(LogRow.ERROR) ? new LogCause.FieldMissing(span, label, labels)
                : new LogCause.FieldImpossible(span, label, exists);
    }

    private void text(Filter.Comparison comparison, Filter.TextValue value, LogRow row, List<LogRow> kept) {
        String label = comparison.label().literal();
        if (comparison.operator().ordinal() > Filter.Operator.NOT_MATCHES.ordinal()) {
            kept.add(row.certain(false));
            return;
        }
        Matcher.Op operator = Matcher.Op.of(comparison.operator().symbol());
        LabelMatcher matcher = new LabelMatcher(comparison.span(), comparison.label(), operator, value.text().value(), value.text().quoted());
        ValueSet before = row.labels().get(label);
        Effect effect = Effect.of(matcher, filler);
        if (!value.text().quoted()) {
            // the variable may bring a number, and with it a comparison of another kind
            kept.add(row.certain(false));
            return;
        }
        ValueSet after = effect.apply(before);
        if (!after.isEmpty()) {
            boolean same = after.equals(before);
            kept.add((same ? row : row.with(label, after)).certain(row.certain() && effect.isKnown() && (same || narrowsExactly(label, row))));
        }
    }

    /**
     * A row of several values has a line for each of them; for one value less than known, only perhaps. A label that is
     * always there, or that a stage takes from the lines, may have the wanted value, as a line may have a wanted text.
     */
    private static boolean narrowsExactly(String label, LogRow row) {
        ValueSet before = row.labels().get(label);
        if (row.line() == null && row.isFromLines(label)) {
            return true;
        }
        return before.isFinite() ? before.isExact() && before.values().size() == 1 : row.line() == null && !before.mayBeAbsent();
    }

    private static void ip(Filter.Comparison comparison, LogRow row, List<LogRow> kept) {
        String label = comparison.label().literal();
        boolean equal = comparison.operator() == Filter.Operator.EQUAL;
        if (row.mayHaveFailed() || !equal || !row.labels().get(label).mustBeAbsent()) {
            kept.add(row.certain(false));
        }
    }

    /**
     * Numbers, durations and sizes: a line without the label goes, one whose label is no number stays with an error, and so does one
     * that had an error before.
     */
    private static void number(Filter.Comparison comparison, LogRow row, List<LogRow> kept) {
        String label = comparison.label().literal();
        if (row.mayHaveFailed()) {
            kept.add(row.with(LogRow.ERROR, row.labels().get(LogRow.ERROR).withoutAbsent()).certain(row.certain() && row.hasFailed()));
        }
        if (row.hasFailed()) {
            return;
        }
        LogRow sound = row.with(LogRow.ERROR, ValueSet.absent());
        ValueSet present = row.labels().get(label).withoutAbsent();
        if (present.isEmpty()) {
            return;
        }
        boolean certain = row.certain() && !row.mayHaveFailed() && !row.labels().get(label).mayBeAbsent();
        if (!present.isFinite()) {
            kept.add(sound.with(label, present).certain(row.certain() && !row.mayHaveFailed() && row.line() == null && row.isFromLines(label)));
            kept.add(sound.with(label, present).failed(true).certain(false));
            return;
        }
        List<String> passing = new ArrayList<>();
        List<String> failing = new ArrayList<>();
        for (String text : present.values()) {
            Double number = convert(comparison.value(), text);
            if (number == null) {
                failing.add(text);
            } else if (holds(comparison.operator(), number, comparison.value())) {
                passing.add(text);
            }
        }
        boolean all = present.values().size() == 1;
        if (!passing.isEmpty()) {
            kept.add(sound.with(label, ValueSet.ofAll(passing)).certain(certain && all));
        }
        if (!failing.isEmpty()) {
            kept.add(sound.with(label, ValueSet.ofAll(failing)).failed(true).certain(certain && all));
        }
    }

    /** Null when Loki would report an error for the text. */
    private static Double convert(Filter.Value value, String text) {
        if (value instanceof Filter.DurationValue) {
            boolean negative = text.startsWith("-");
            Long nanos = Numbers.goDuration(negative || text.startsWith("+") ? text.substring(1) : text);
            return nanos == null ? null : (Double) (negative ? -nanos.doubleValue() : nanos.doubleValue());
        }
        if (value instanceof Filter.BytesValue) {
            Long bytes = Numbers.bytes(text.replace(" ", ""));
            return bytes == null ? null : (Double) bytes.doubleValue();
        }
        return number(text);
    }

    /** As Go's ParseFloat reads it; null for what it refuses. */
    static Double number(String text) {
        boolean negative = text.startsWith("-");
        String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
        String lower = unsigned.toLowerCase(java.util.Locale.ROOT);
        if (lower.equals("inf") || lower.equals("infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (lower.equals("nan")) {
            return Double.NaN;
        }
        boolean plain = !lower.isEmpty();
        for (int i = 0; i < lower.length(); i++) {
            plain &= "0123456789.+-exabcdfp_".indexOf(lower.charAt(i)) >= 0;
        }
        boolean suffixed = !lower.startsWith("0x") && (lower.endsWith("d") || lower.endsWith("f"));
        Double number = plain && !suffixed ? Numbers.number(stripZeros(unsigned)) : null;
        return number == null ? null : (Double) (negative ? -number : number);
    }

    /** A label's value has no octal form: leading zeros mean nothing. */
    private static String stripZeros(String text) {
        int start = 0;
        while (start + 1 < text.length() && text.charAt(start) == '0' && Character.isDigit(text.charAt(start + 1))) {
            start++;
        }
        return text.substring(start);
    }

    private static boolean holds(Filter.Operator operator, double number, Filter.Value value) {
        double other = value instanceof Filter.NumberValue n ? n.value() : value instanceof Filter.DurationValue d ? d.nanos()
                : ((Filter.BytesValue) value).bytes();
        return switch (operator) {
            case EQUAL, SAME -> number == other;
            case NOT_EQUAL -> number != other;
            case GREATER -> number > other;
            case GREATER_EQUAL -> number >= other;
            case LESS -> number < other;
            case LESS_EQUAL -> number <= other;
            case MATCHES, NOT_MATCHES -> true;
        };
    }
}
