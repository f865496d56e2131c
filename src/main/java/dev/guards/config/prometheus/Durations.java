package dev.guards.config.prometheus;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 15s}, {@code 0}; units y, w, d, h, m, s, ms in this order. */
public final class Durations {
    /** What {@link #millis} gives for a text that is no duration. */
    public static final long INVALID = -1;
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000, 1};

    private Durations() {
    }

    /** Milliseconds, or {@link #INVALID}. */
    public static long millis(String text) {
        if (text.equals("0")) {
            return 0;
        }
        long sum = 0;
        int next = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
                digits++;
            }
            int letters = digits;
            while (letters < text.length() && text.charAt(letters) >= 'a' && text.charAt(letters) <= 'z') {
                letters++;
            }
            int unit = unit(text.substring(digits, letters), next);
            if (digits == at || digits - at > 15 || unit < 0) {
                return INVALID;
            }
            sum += Long.parseLong(text.substring(at, digits)) * MILLIS[unit];
            if (sum < 0) {
                return INVALID;
            }
            next = unit + 1;
            at = letters;
        }
        return text.isEmpty() ? INVALID : sum;
    }

    private static int unit(String letters, int from) {
        for (int i = from; i < UNITS.length; i++) {
            if (UNITS[i].equals(letters)) {
                return i;
            }
        }
        return -1;
    }

    /** The shortest text for a number of milliseconds. */
    public static String text(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        long left = millis;
        for (int i = 2; i < UNITS.length; i++) {
            if (left >= MILLIS[i]) {
                out.append(left / MILLIS[i]).append(UNITS[i]);
                left %= MILLIS[i];
            }
        }
        return out.toString();
    }
}
