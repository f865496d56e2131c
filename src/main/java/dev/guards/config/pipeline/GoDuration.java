package dev.guards.config.pipeline;

import java.util.List;

/** Durations as Go's {@code time.ParseDuration} reads them, and byte sizes as Loki's flags do. */
public final class GoDuration {
    private static final List<String> UNITS = List.of("ns", "us", "µs", "μs", "ms", "s", "m", "h");
    private static final double[] SECONDS = {1e-9, 1e-6, 1e-6, 1e-6, 1e-3, 1, 60, 3600};

    private GoDuration() {
    }

    /** Seconds, or NaN when it is not a duration. */
    public static double seconds(String text) {
        int at = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return 0;
        }
        double sum = 0;
        if (at == text.length()) {
            return Double.NaN;
        }
        while (at < text.length()) {
            int digits = at;
            while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            int unit = at;
            while (at < text.length() && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
                at++;
            }
            int which = UNITS.indexOf(text.substring(unit, at));
            double number = number(text.substring(digits, unit));
            if (which < 0 || Double.isNaN(number)) {
                return Double.NaN;
            }
            sum += number * SECONDS[which];
        }
        return text.charAt(0) == '-' ? -sum : sum;
    }

    public static boolean isValid(String text) {
        return !Double.isNaN(seconds(text));
    }

    /** Bytes of a size such as {@code 10b}, {@code 8KB} or {@code 1MiB} (all powers of 1024); -1 when it is none. */
    public static long bytes(String text) {
        String size = text.strip().toLowerCase(java.util.Locale.ROOT);
        int unit = 0;
        while (unit < size.length() && (isDigit(size.charAt(unit)) || size.charAt(unit) == '.')) {
            unit++;
        }
        double number = number(size.substring(0, unit));
        int power = switch (size.substring(unit).strip()) {
            case "", "b" -> 0;
            case "k", "kb", "kib" -> 1;
            case "m", "mb", "mib" -> 2;
            case "g", "gb", "gib" -> 3;
            case "t", "tb", "tib" -> 4;
            default -> -1;
        };
        return Double.isNaN(number) || power < 0 ? -1 : (long) (number * Math.pow(1024, power));
    }

    private static double number(String digits) {
        int dots = 0;
        for (int i = 0; i < digits.length(); i++) {
            dots += digits.charAt(i) == '.' ? 1 : 0;
        }
        return dots > 1 || digits.length() == dots ? Double.NaN : Double.parseDouble(digits);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
