package dev.guards.promql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the notation of a {@link SeriesDescription}. */
final class SeriesParser {
    private static final String LABELS = "label set";
    static final String VALUES = "series values";
    /** Words that PromQL takes for something else than a metric, in any case. */
    static final Set<String> NO_METRICS = Set.of("atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on");

    private final SeriesScanner scanner;

    SeriesParser(SeriesScanner scanner) {
        this.scanner = scanner;
    }

    SeriesDescription parse() throws SeriesScanner.Refused {
        Map<String, String> labels = new TreeMap<>();
        scanner.takeSpacesAndComments();
        int start = scanner.at();
        String metric = scanner.name(true);
        if (NO_METRICS.contains(metric.toLowerCase(Locale.ROOT))) {
            throw new SeriesScanner.Refused(start, scanner.at(), "unexpected \"" + metric + "\", expected a metric name");
        }
        if (scanner.take('{')) {
            labels(labels);
        } else if (metric.isEmpty() && !scanner.atEnd()) {
            throw scanner.unexpected("series description", "a metric name or \"{\"");
        }
        if (!metric.isEmpty()) {
            labels.put(VectorSelector.NAME, metric);
        }
        // An empty label is the same as none.
        labels.values().removeIf(String::isEmpty);
        return new SeriesDescription(Collections.unmodifiableMap(labels), values());
    }

    private void labels(Map<String, String> labels) throws SeriesScanner.Refused {
        scanner.takeSpacesAndComments();
        while (!scanner.take('}')) {
            label(labels);
            scanner.takeSpacesAndComments();
            if (scanner.take(',')) {
                scanner.takeSpacesAndComments();
            } else if (scanner.peek() != '}') {
                throw unexpectedInLabels("\",\" or \"}\"");
            }
        }
    }

    private void label(Map<String, String> labels) throws SeriesScanner.Refused {
        boolean quoted = scanner.atString();
        String name = quoted ? scanner.string() : scanner.name(false);
        if (name.isEmpty() && !quoted) {
            throw unexpectedInLabels("identifier or \"}\"");
        }
        scanner.takeSpacesAndComments();
        if (scanner.take('=')) {
            scanner.takeSpacesAndComments();
            if (!scanner.atString()) {
                throw unexpectedInLabels("string");
            }
            labels.put(name, scanner.string());
        } else if (quoted) {
            labels.put(VectorSelector.NAME, name);
        } else {
            throw unexpectedInLabels("\"=\"");
        }
    }

    /** With the whole word when there is one. */
    private SeriesScanner.Refused unexpectedInLabels(String expected) {
        int start = scanner.at();
        String word = scanner.name(false);
        return word.isEmpty() ? scanner.unexpected(LABELS, expected) : new SeriesScanner.Refused(start, scanner.at(),
                "unexpected identifier \"" + word + "\" in " + LABELS + ", expected " + expected);
    }

    private List<SeriesValues> values() throws SeriesScanner.Refused {
        List<SeriesValues> values = new ArrayList<>();
        while (!scanner.atEnd()) {
            if (!scanner.takeSpaces()) {
                throw scanner.unexpected(VALUES, "a space");
            }
            if (!scanner.atEnd()) {
                item(values);
            }
        }
        return List.copyOf(values);
    }

    private void item(List<SeriesValues> values) throws SeriesScanner.Refused {
        if (scanner.take('_')) {
            values.add(new SeriesValues.Gap(scanner.take('x') ? bounded(scanner.whole()) : 1));
        } else if (scanner.looksAt("{{")) {
            values.add(histograms());
        } else {
            floats(values);
        }
    }

    private void floats(List<SeriesValues> values) throws SeriesScanner.Refused {
        boolean stale = scanner.looksAt("stale");
        double first = stale ? stale() : signed();
        boolean steps = scanner.peek() == '+' || scanner.peek() == '-';
        // Adding minus zero changes no value, not even minus zero.
        double step = steps ? signed() : -0.0;
        long more = more(steps);
        if (!stale) {
            values.add(new SeriesValues.Floats(first, step, more + 1));
            return;
        }
        values.add(new SeriesValues.Stale());
        if (more > 0) {
            // The marker is a NaN of its own, which no sum preserves.
            values.add(new SeriesValues.Floats(Double.NaN, step, more));
        }
    }

    private double stale() throws SeriesScanner.Refused {
        int start = scanner.at();
        String word = scanner.name(true);
        if (!word.equals("stale")) {
            throw new SeriesScanner.Refused(start, scanner.at(), noNumber(word));
        }
        return Double.NaN;
    }

    private double signed() throws SeriesScanner.Refused {
        boolean negative = scanner.take('-');
        if (!negative) {
            scanner.take('+');
        }
        double value = SeriesScanner.isLetter(scanner.peek()) ? word() : scanner.number();
        return negative ? -value : value;
    }

    private double word() throws SeriesScanner.Refused {
        int start = scanner.at();
        String word = scanner.name(true);
        double value = wordValue(word);
        if (value == 0) {
            throw new SeriesScanner.Refused(start, scanner.at(), noNumber(word));
        }
        return value;
    }

    /** 0 when the word is no number. */
    static double wordValue(String word) {
        return word.equalsIgnoreCase("inf") ? Double.POSITIVE_INFINITY : word.equalsIgnoreCase("nan") ? Double.NaN : 0;
    }

    private static String noNumber(String word) {
        return "unexpected identifier \"" + word + "\" in " + VALUES + ", expected number or \"stale\"";
    }

    /** How many values follow the first one. */
    private long more(boolean required) throws SeriesScanner.Refused {
        if (scanner.take('x')) {
            return bounded(scanner.whole());
        }
        if (required) {
            throw scanner.unexpected(VALUES, "\"x\" and how often");
        }
        return 0;
    }

    private static long bounded(long unsigned) {
        return unsigned < 0 || unsigned == Long.MAX_VALUE ? Long.MAX_VALUE - 1 : unsigned;
    }

    private SeriesValues histograms() throws SeriesScanner.Refused {
        int start = scanner.at();
        HistogramDescription first = new HistogramParser(scanner).parse();
        boolean falling = scanner.take('-');
        boolean steps = falling || scanner.take('+');
        HistogramDescription step = null;
        if (steps) {
            if (!scanner.looksAt("{{")) {
                throw scanner.unexpected(VALUES, "\"{{\"");
            }
            step = new HistogramParser(scanner).parse();
        }
        long more = more(steps);
        if (more > 0 && steps && !first.takes(step)) {
            throw new SeriesScanner.Refused(start, scanner.at(),
                    "error combining histograms: cannot merge from schema " + step.schema() + " to " + first.schema());
        }
        return new SeriesValues.Histograms(first, step, falling, more + 1);
    }
}
