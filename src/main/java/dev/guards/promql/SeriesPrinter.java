package dev.guards.promql;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a {@link SeriesDescription} so that it reads as the same one: labels sorted, defaults left out. */
public final class SeriesPrinter {
    private final StringBuilder out = new StringBuilder();

    private SeriesPrinter() {
    }

    public static String print(SeriesDescription series) {
        SeriesPrinter printer = new SeriesPrinter();
        printer.labels(series.labels());
        for (SeriesValues values : series.values()) {
            printer.out.append(' ');
            printer.values(values);
        }
        return printer.out.toString();
    }

    private void labels(Map<String, String> labels) {
        String metric = labels.getOrDefault(VectorSelector.NAME, "");
        boolean plain = isName(metric, true) && !SeriesParser.NO_METRICS.contains(metric.toLowerCase(Locale.ROOT));
        out.append(plain ? metric : "");
        if (plain && labels.size() == 1) {
            return;
        }
        String separator = "{";
        if (!plain && !metric.isEmpty()) {
            out.append(separator);
            Strings.quote(metric, out);
            separator = ", ";
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!label.getKey().equals(VectorSelector.NAME)) {
                out.append(separator);
                if (isName(label.getKey(), false)) {
                    out.append(label.getKey());
                } else {
                    Strings.quote(label.getKey(), out);
                }
                Strings.quote(label.getValue(), out.append('='));
                separator = ", ";
            }
        }
        out.append(labels.isEmpty() ? "{}" : "}");
    }

    private static boolean isName(String name, boolean colons) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!SeriesScanner.isLetter(c) && !(i > 0 && c >= '0' && c <= '9') && !(colons && c == ':')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private void values(SeriesValues values) {
        if (values instanceof SeriesValues.Gap) {
            out.append('_').append(values.count() == 1 ? "" : "x" + values.count());
        } else if (values instanceof SeriesValues.Stale) {
            out.append("stale");
        } else if (values instanceof SeriesValues.Floats floats) {
            floats(floats);
        } else {
            histograms((SeriesValues.Histograms) values);
        }
    }

    private void floats(SeriesValues.Floats floats) {
        number(floats.first());
        boolean word = Double.isNaN(floats.first()) || Double.isInfinite(floats.first());
        boolean steps = floats.step() != 0 || floats.count() > 1 && word;
        if (steps) {
            // "NaNx3" would be one word.
            out.append(floats.step() < 0 ? "" : "+");
            number(floats.step() == 0 ? 0 : floats.step());
        }
        repeat(floats.count(), steps);
    }

    private void repeat(long count, boolean always) {
        out.append(count == 1 && !always ? "" : "x" + (count - 1));
    }

    private void histograms(SeriesValues.Histograms values) {
        histogram(values.first());
        if (values.step() != null) {
            out.append(values.falling() ? '-' : '+');
            histogram(values.step());
        }
        repeat(values.count(), values.step() != null);
    }

    private void histogram(HistogramDescription histogram) {
        int start = out.append("{{").length();
        pair("schema", histogram.schema(), start);
        pair("sum", histogram.sum(), start);
        pair("count", histogram.count(), start);
        pair("z_bucket", histogram.zeroCount(), start);
        pair("z_bucket_w", histogram.zeroWidth(), start);
        list("custom_values", histogram.customValues(), start);
        pair("offset", histogram.offset(), start);
        list("buckets", histogram.buckets(), start);
        pair("n_offset", histogram.negativeOffset(), start);
        list("n_buckets", histogram.negativeBuckets(), start);
        if (!histogram.counterReset().isEmpty()) {
            key("counter_reset_hint", start);
            out.append(histogram.counterReset());
        }
        out.append("}}");
    }

    private void key(String key, int start) {
        out.append(out.length() > start ? " " : "").append(key).append(':');
    }

    private void pair(String key, double value, int start) {
        if (value != 0) {
            key(key, start);
            number(value);
        }
    }

    private void list(String key, List<Double> values, int start) {
        if (!values.isEmpty()) {
            key(key, start);
            char before = '[';
            for (double value : values) {
                out.append(before);
                number(value);
                before = ' ';
            }
            out.append(']');
        }
    }

    /** Without the plus that an infinity may have only outside braces. */
    private void number(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            out.append("Inf");
        } else {
            Numerals.print(value, out);
        }
    }
}
