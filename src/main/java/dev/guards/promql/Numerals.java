package dev.guards.promql;

import java.math.BigDecimal;
import java.math.MathContext;

/** PromQL's numbers and durations: which texts are some, what they are worth, how Prometheus prints them. */
final class Numerals {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] UNIT_MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L};
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000L;
    /** Beyond this many seconds a length does not fit Go's nanoseconds. */
    private static final double MAX_SECONDS = 9223372036.854775808;

    private Numerals() {
    }

    static boolean isValid(String token, boolean atEndOfText) {
        return problem(token, atEndOfText) == null;
    }

    /** What Prometheus has against a token that begins like a number; null when nothing. */
    static String problem(String token, boolean atEndOfText) {
        if (allDigits(token, 0, token.length()) && (token.length() < 19 && (token.charAt(0) != '0' || token.length() == 1))) {
            return null;
        }
        if (isWord(token)) {
            return null;
        }
        if (scanNumber(token, atEndOfText)) {
            double value = number(token);
            return Double.isNaN(value) ? "error parsing number: \"" + token + "\" is no number"
                    : Double.isInfinite(value) ? "error parsing number: \"" + token + "\" is out of range" : null;
        }
        if (!scanDuration(token)) {
            return "bad number or duration syntax: \"" + token + "\"";
        }
        return durationProblem(token);
    }

    /** Inf or NaN: the only number tokens that are words. */
    private static boolean isWord(String token) {
        return token.length() == 3 && Character.isLetter(token.charAt(0));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean allDigits(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(s.charAt(i))) {
                return false;
            }
        }
        return from < to;
    }

    /**
     * Whether Prometheus' scanner takes the whole token as a number. Its ways are its own: {@code 0xee} is one unless
     * the text ends there, as a final {@code e} is read as an exponent first.
     */
    private static boolean scanNumber(String s, boolean atEndOfText) {
        int i = 0;
        boolean hex = false;
        if (s.charAt(0) == '0') {
            i = 1;
            if (i < s.length() && (s.charAt(i) | 0x20) == 'x') {
                hex = true;
                i = skip(s, i + 1, '_');
            }
        }
        i = skip(s, i, '.');
        if (i < s.length() && isNumberDigit(s.charAt(i), hex)) {
            i++;
        }
        // A dot taken above does not count: ".5.5" is refused when it is read as a value.
        boolean dot = false;
        boolean exponent = false;
        while (i < s.length()) {
            char c = s.charAt(i);
            boolean isExponent = (c | 0x20) == 'e';
            if (c == '.') {
                if (dot || hex || i + 1 < s.length() && (s.charAt(i + 1) == '_' || s.charAt(i + 1) == '.')) {
                    return false;
                }
                dot = true;
                i++;
            } else if (isExponent) {
                if (exponent) {
                    return false;
                }
                exponent = true;
                i++;
                if (i < s.length() && (s.charAt(i) == '+' || s.charAt(i) == '-')) {
                    i++;
                }
                if (i < s.length() ? isSeparator(s.charAt(i)) : atEndOfText) {
                    return false;
                }
            } else if (c == '_') {
                i++;
                if (i < s.length() ? isSeparator(s.charAt(i)) : atEndOfText) {
                    return false;
                }
            } else if (isNumberDigit(c, hex)) {
                while (i < s.length() && isNumberDigit(s.charAt(i), hex)) {
                    i++;
                }
            } else {
                return false;
            }
        }
        return true;
    }

    private static int skip(String s, int at, char c) {
        return at < s.length() && s.charAt(at) == c ? at + 1 : at;
    }

    private static boolean isNumberDigit(char c, boolean hex) {
        return isDigit(c) || hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '_' || (c | 0x20) == 'e';
    }

    /** Digits and units in turn: what the scanner takes as a duration, before units and their order are judged. */
    private static boolean scanDuration(String s) {
        int i = 0;
        while (i < s.length() && (isDigit(s.charAt(i)) || s.charAt(i) == '.' || s.charAt(i) == '_')) {
            i++;
        }
        if (i == 0 || i == s.length() || "smhdwy".indexOf(s.charAt(i)) < 0) {
            return false;
        }
        i = skip(s, i + 1, 's');
        while (i < s.length()) {
            int digits = i;
            while (i < s.length() && isDigit(s.charAt(i))) {
                i++;
            }
            if (i == digits || i == s.length() || "smhdw".indexOf(s.charAt(i)) < 0) {
                return false;
            }
            i = skip(s, i + 1, 's');
        }
        return true;
    }

    private static String durationProblem(String s) {
        int last = -1;
        long total = 0;
        int i = 0;
        while (i < s.length()) {
            int digits = i;
            while (i < s.length() && isDigit(s.charAt(i))) {
                i++;
            }
            int unitStart = i;
            while (i < s.length() && !isDigit(s.charAt(i))) {
                i++;
            }
            int unit = unit(s.substring(unitStart, i));
            if (unit < 0) {
                return "unknown unit \"" + s.substring(unitStart, i) + "\" in duration \"" + s + "\"";
            }
            if (unit <= last || digits == unitStart) {
                return "not a valid duration string: \"" + s + "\"";
            }
            last = unit;
            if (unitStart - digits > 18) {
                return "duration out of range";
            }
            long count = Long.parseLong(s, digits, unitStart, 10);
            if (count > MAX_MILLIS / UNIT_MILLIS[unit]) {
                return "duration out of range";
            }
            total += count * UNIT_MILLIS[unit];
            if (total > MAX_MILLIS) {
                return "duration out of range";
            }
        }
        return null;
    }

    private static int unit(String unit) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a valid token is a duration. */
    static boolean isDuration(String token) {
        char last = token.charAt(token.length() - 1);
        return !isDigit(last) && last != '.' && token.charAt(0) != '.' && !isWord(token)
                && (token.length() < 2 || (token.charAt(1) | 0x20) != 'x') && (last | 0x20) != 'e' && last != '_';
    }

    /** The value of a valid token; seconds when it is a duration. */
    static double value(String token) {
        if (isWord(token)) {
            return (token.charAt(0) | 0x20) == 'i' ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return isDuration(token) ? seconds(token) : number(token);
    }

    private static double seconds(String s) {
        long millis = 0;
        int i = 0;
        while (i < s.length()) {
            int digits = i;
            while (isDigit(s.charAt(i))) {
                i++;
            }
            int unitStart = i;
            while (i < s.length() && !isDigit(s.charAt(i))) {
                i++;
            }
            millis += Long.parseLong(s, digits, unitStart, 10) * UNIT_MILLIS[unit(s.substring(unitStart, i))];
        }
        return millis / 1000.0;
    }

    /** NaN when the token is no number after all. */
    private static double number(String token) {
        if (!underscoresSeparateDigits(token)) {
            return Double.NaN;
        }
        String s = token.indexOf('_') < 0 ? token : token.replace("_", "");
        try {
            if (s.length() > 1 && s.charAt(0) == '0') {
                if ((s.charAt(1) | 0x20) == 'x') {
                    return Long.parseLong(s.substring(2), 16);
                }
                if (isOctal(s)) {
                    return Long.parseLong(s, 8);
                }
            }
            return Double.parseDouble(s);
        } catch (NumberFormatException e) {
            return s.length() > 1 && (s.charAt(1) | 0x20) != 'x' && isOctal(s) ? Double.parseDouble(s) : Double.NaN;
        }
    }

    private static boolean isOctal(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) < '0' || s.charAt(i) > '7') {
                return false;
            }
        }
        return true;
    }

    /** Go's rule; a base prefix counts as a digit. */
    private static boolean underscoresSeparateDigits(String s) {
        if (s.indexOf('_') < 0) {
            return true;
        }
        boolean hex = s.length() > 1 && s.charAt(0) == '0' && (s.charAt(1) | 0x20) == 'x';
        boolean afterDigit = hex;
        boolean afterUnderscore = false;
        for (int i = hex ? 2 : 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '_') {
                if (!afterDigit) {
                    return false;
                }
                afterDigit = false;
                afterUnderscore = true;
            } else {
                boolean digit = isNumberDigit(c, hex);
                if (afterUnderscore && !digit) {
                    return false;
                }
                afterDigit = digit;
                afterUnderscore = false;
            }
        }
        return !afterUnderscore;
    }

    static boolean isLengthInRange(double seconds) {
        return seconds <= MAX_SECONDS && seconds >= -MAX_SECONDS;
    }

    /** Writes a length as Prometheus does, {@code 1h30m}: whole milliseconds, years and weeks only when they fit. */
    static void printDuration(double seconds, StringBuilder out) {
        long nanos = Math.round(Math.abs(seconds) * 1e9);
        long millis = nanos / 1_000_000L;
        if (seconds < 0) {
            out.append('-');
        }
        if (millis == 0) {
            out.append("0s");
            return;
        }
        for (int i = 0; i < UNITS.length; i++) {
            boolean onlyWhenExact = i < 2;
            if (millis >= UNIT_MILLIS[i] && (!onlyWhenExact || millis % UNIT_MILLIS[i] == 0)) {
                out.append(millis / UNIT_MILLIS[i]).append(UNITS[i]);
                millis %= UNIT_MILLIS[i];
            }
        }
    }

    /** Writes a number in full, with the fewest digits that give it back. */
    static void print(double value, StringBuilder out) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.append(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
        } else if (value == (long) value && Math.abs(value) < 1e15) {
            out.append(value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value));
        } else {
            out.append(shortest(value).toPlainString());
        }
    }

    /** As {@link #print}, but very large and very small numbers with an exponent: Go's {@code %v}. */
    static void printShort(double value, StringBuilder out) {
        double size = Math.abs(value);
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value) || size >= 1e-4 && size < 1e6) {
            print(value, out);
            return;
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        out.append(value < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
    }

    private static BigDecimal shortest(double value) {
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = new BigDecimal(value, new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return new BigDecimal(value, new MathContext(17)).stripTrailingZeros();
    }
}
