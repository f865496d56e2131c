package dev.guards.logql;

import java.math.BigDecimal;

/** Numbers, durations and byte sizes as Loki reads and prints them. */
public final class Numbers {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String[] PROMETHEUS_UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] PROMETHEUS_MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
    private static final String[] GO_UNITS = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h"};
    private static final long[] GO_NANOS = {1, 1_000, 1_000, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L};
    private static final String BYTE_PREFIXES = "kmgtp";

    private Numbers() {
    }

    /** A number as Go's floats; null when it is none, which includes integers with a base prefix. */
    public static Double number(String text) {
        int length = text.length();
        boolean hex = length > 1 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
        if (length > 1 && text.charAt(0) == '0' && "bBoO".indexOf(text.charAt(1)) >= 0 || hex && text.indexOf('p') < 0 && text.indexOf('P') < 0
                || !underscoresFit(text) || isBadOctal(text)) {
            return null;
        }
        try {
            double value = Double.parseDouble(text.replace("_", ""));
            return Double.isInfinite(value) ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean underscoresFit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '_') {
                boolean before = i > 0 && Character.digit(text.charAt(i - 1), 16) >= 0;
                boolean behind = i + 1 < text.length() && Character.digit(text.charAt(i + 1), 16) >= 0;
                if (!before || !behind) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isBadOctal(String text) {
        if (text.length() < 2 || text.charAt(0) != '0') {
            return false;
        }
        boolean bad = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '_' && (c < '0' || c > '9')) {
                return false;
            }
            bad |= c > '7';
        }
        return bad;
    }

    /** Prometheus' durations, in nanoseconds: units from year to millisecond in this order, or {@code 0}; -1 for anything else. */
    static long prometheusDuration(String text) {
        if (text.equals("0")) {
            return 0;
        }
        long millis = 0;
        int unit = 0;
        int i = 0;
        while (i < text.length()) {
            int digits = i;
            long amount = 0;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                amount = amount * 10 + text.charAt(i++) - '0';
                if (amount > Long.MAX_VALUE / 20) {
                    return -1;
                }
            }
            int word = i;
            while (i < text.length() && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                i++;
            }
            String name = text.substring(word, i);
            while (unit < PROMETHEUS_UNITS.length && !PROMETHEUS_UNITS[unit].equals(name)) {
                unit++;
            }
            if (digits == word || unit == PROMETHEUS_UNITS.length) {
                return -1;
            }
            if (amount > Long.MAX_VALUE / NANOS_PER_MILLI / PROMETHEUS_MILLIS[unit]) {
                return -1;
            }
            millis += amount * PROMETHEUS_MILLIS[unit++];
        }
        return text.isEmpty() || millis > Long.MAX_VALUE / NANOS_PER_MILLI ? -1 : millis * NANOS_PER_MILLI;
    }

    /** A duration of a filter or an offset, in nanoseconds: as Prometheus writes it, else as Go does; null for anything else. */
    static Long duration(String text) {
        boolean negative = text.startsWith("-");
        String amount = negative ? text.substring(1) : text;
        long nanos = prometheusDuration(amount);
        if (nanos < 0 || amount.equals("0")) {
            Long go = goDuration(amount);
            if (go == null) {
                return null;
            }
            nanos = go;
        }
        return negative ? -nanos : nanos;
    }

    /** Go's durations without a sign: units in any order, fractions allowed. */
    public static Long goDuration(String text) {
        if (text.equals("0")) {
            return 0L;
        }
        double total = 0;
        int i = 0;
        while (i < text.length()) {
            int start = i;
            while (i < text.length() && (text.charAt(i) >= '0' && text.charAt(i) <= '9' || text.charAt(i) == '.')) {
                i++;
            }
            int word = i;
            while (i < text.length() && (text.charAt(i) < '0' || text.charAt(i) > '9') && text.charAt(i) != '.') {
                i++;
            }
            long unit = 0;
            for (int u = 0; u < GO_UNITS.length; u++) {
                if (text.startsWith(GO_UNITS[u], word) && GO_UNITS[u].length() == i - word) {
                    unit = GO_NANOS[u];
                }
            }
            if (unit == 0 || start == word) {
                return null;
            }
            try {
                total += new BigDecimal(text.substring(start, word)).multiply(BigDecimal.valueOf(unit)).doubleValue();
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return text.isEmpty() || total > Long.MAX_VALUE ? null : (Long) Math.round(total);
    }

    /** {@code 10GB}, {@code 2.5KiB}, {@code 3k}; null for anything else. Fractions of a byte are cut off. */
    public static Long bytes(String text) {
        int digits = 0;
        while (digits < text.length() && (Character.isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
            digits++;
        }
        String unit = text.substring(digits).toLowerCase(java.util.Locale.ROOT);
        double factor = 1;
        if (!unit.equals("b") && !unit.isEmpty()) {
            int power = BYTE_PREFIXES.indexOf(unit.charAt(0)) + 1;
            String rest = unit.substring(1);
            if (power == 0 || !rest.isEmpty() && !rest.equals("b") && !rest.equals("i") && !rest.equals("ib")) {
                return null;
            }
            factor = Math.pow(rest.startsWith("i") ? 1024 : 1000, power);
        }
        try {
            return (long) (Double.parseDouble(text.substring(0, digits)) * factor);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code 1h30m}, years and weeks only when nothing remains. */
    static void appendPrometheusDuration(StringBuilder out, long nanos) {
        long rest = nanos / NANOS_PER_MILLI;
        if (rest == 0) {
            out.append("0s");
            return;
        }
        for (int unit = 0; unit < PROMETHEUS_UNITS.length; unit++) {
            long size = PROMETHEUS_MILLIS[unit];
            if (rest >= size && (unit > 1 || rest % size == 0)) {
                out.append(rest / size).append(PROMETHEUS_UNITS[unit]);
                rest %= size;
            }
        }
    }

    /** {@code 1h30m0s}, {@code 1.5s}, {@code 5µs}. */
    static void appendGoDuration(StringBuilder out, long nanos) {
        if (nanos == 0) {
            out.append("0s");
            return;
        }
        if (nanos < 0) {
            out.append('-');
        }
        long rest = Math.abs(nanos);
        if (rest < 1_000) {
            out.append(rest).append("ns");
        } else if (rest < 1_000_000) {
            appendFraction(out, rest, 1_000).append("\u00b5s");
        } else if (rest < 1_000_000_000) {
            appendFraction(out, rest, 1_000_000).append("ms");
        } else {
            long minutes = rest / 60_000_000_000L;
            if (minutes >= 60) {
                out.append(minutes / 60).append('h');
            }
            if (minutes > 0) {
                out.append(minutes % 60).append('m');
            }
            appendFraction(out, rest % 60_000_000_000L, 1_000_000_000).append('s');
        }
    }

    private static StringBuilder appendFraction(StringBuilder out, long amount, long unit) {
        out.append(amount / unit);
        long fraction = amount % unit;
        if (fraction > 0) {
            String digits = Long.toString(unit + fraction).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 0, end);
        }
        return out;
    }

    /** {@code 10GB}, {@code 2.6kB}: decimal units, one digit behind the point below ten. */
    static void appendBytes(StringBuilder out, long bytes) {
        if (bytes < 10) {
            out.append(bytes).append('B');
            return;
        }
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
        int power = (int) Math.floor(Math.log(bytes) / Math.log(1000));
        double value = Math.floor(bytes / Math.pow(1000, power) * 10 + 0.5) / 10;
        if (value < 10) {
            out.append((long) value).append('.').append(Math.round(value * 10) % 10);
        } else {
            out.append((long) Math.rint(value));
        }
        out.append(units[power]);
    }

    /** The shortest decimal digits, never with an exponent. */
    static void appendPlain(StringBuilder out, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            appendSpecial(out, value);
            return;
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        out.append(1 / value < 0 && value == 0 ? "-0" : value == 0 ? "0" : decimal.toPlainString());
    }

    /** The shortest decimal digits, with an exponent from a million on and below a ten thousandth. */
    static void appendShort(StringBuilder out, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            appendPlain(out, value);
            return;
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            out.append(decimal.toPlainString());
            return;
        }
        appendExponent(out, decimal, exponent);
    }

    private static void appendExponent(StringBuilder out, BigDecimal decimal, int exponent) {
        String digits = decimal.unscaledValue().abs().toString();
        if (decimal.signum() < 0) {
            out.append('-');
        }
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            out.append('0');
        }
        out.append(size);
    }

    private static void appendSpecial(StringBuilder out, double value) {
        out.append(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
    }

    /** Six digits behind the point. */
    static void appendFixed(StringBuilder out, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            appendSpecial(out, value);
        } else {
            out.append(new BigDecimal(value).setScale(6, java.math.RoundingMode.HALF_EVEN).toPlainString());
        }
    }
}
