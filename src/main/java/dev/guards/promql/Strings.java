package dev.guards.promql;

import dev.guards.text.Text;
import java.util.Arrays;

/**
 * PromQL's string literals: escapes as in Go, for both kinds of quotes, and raw strings in backticks. Escapes can make
 * bytes that are no UTF-8; such a byte is kept as the lone surrogate {@code U+DC00 + byte}.
 */
final class Strings {
    private static final int REPLACEMENT = 0xFFFD;

    private final String text;
    private final int end;
    private final StringBuilder decoded = new StringBuilder();
    private int[] offsets = new int[32];
    private final byte[] pending = new byte[4];
    private int pendingStart;
    private int pendingCount;

    private Strings(String text, int end) {
        this.text = text;
        this.end = end;
    }

    /** What Prometheus has against the literal {@code [start, end)}, quotes included; null when nothing. */
    static String problem(String text, int start, int end) {
        boolean raw = text.charAt(start) == '`';
        for (int i = start + 1; i < end - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && !raw) {
                String problem = escapeProblem(text, i, end - 1, text.charAt(start));
                if (problem != null) {
                    return problem;
                }
                i++;
            } else if (c == REPLACEMENT || Character.isSurrogate(c) && !isPair(text, i)) {
                return "invalid UTF-8 rune";
            } else if (Character.isSurrogate(c)) {
                i++;
            }
        }
        return null;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static String escapeProblem(String text, int at, int end, char quote) {
        char c = text.charAt(at + 1);
        if ("abfnrtv\\".indexOf(c) >= 0 || c == quote) {
            return null;
        }
        int digits = digits(c);
        if (digits == 0) {
            int point = text.codePointAt(at + 1);
            return "unknown escape sequence " + unicode(point) + (point < ' ' ? "" : " '" + Character.toString(point) + "'");
        }
        int radix = c < '8' ? 8 : 16;
        int first = radix == 8 ? at + 1 : at + 2;
        long value = 0;
        for (int i = first; i < first + digits; i++) {
            int digit = i < end ? digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return i >= end ? "escape sequence not terminated"
                        : "illegal character " + unicode(text.codePointAt(i)) + " in escape sequence";
            }
            value = value * radix + digit;
        }
        long most = c == 'u' || c == 'U' ? Character.MAX_CODE_POINT : 255;
        return value > most || value >= 0xD800 && value < 0xE000 ? "escape sequence is an invalid Unicode code point" : null;
    }

    /** ASCII digits only, unlike {@link Character#digit}. */
    private static int digit(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }

    /** How many digits an escape of this letter has, an octal one's first included; 0 when it has none. */
    private static int digits(char c) {
        return switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
    }

    private static String unicode(int point) {
        String hex = Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }

    /** The content of a literal without {@link #problem}, each character at its place. */
    static Text unquote(Text query, int start, int end) {
        String text = query.value();
        int escape = text.charAt(start) == '`' ? -1 : text.indexOf('\\', start);
        if (escape < 0 || escape >= end) {
            return query.slice(start + 1, end - 1);
        }
        Strings strings = new Strings(text, end - 1);
        strings.decode(start + 1);
        return query.decoded(strings.decoded.toString(), start + 1, end - 1,
                () -> Arrays.copyOf(strings.offsets, strings.decoded.length() + 1));
    }

    private void decode(int start) {
        int i = start;
        while (i < end) {
            char c = text.charAt(i);
            if (c != '\\') {
                character(c, i++);
                continue;
            }
            char letter = text.charAt(i + 1);
            int digits = digits(letter);
            if (digits == 0) {
                character(simple(letter), i);
                i += 2;
                continue;
            }
            int radix = letter < '8' ? 8 : 16;
            int first = radix == 8 ? i + 1 : i + 2;
            int value = Integer.parseInt(text, first, first + digits, radix);
            if (letter == 'u' || letter == 'U') {
                for (char unit : Character.toChars(value)) {
                    character(unit, i);
                }
            } else {
                singleByte(value, i);
            }
            i = first + digits;
        }
        flush();
        mark(end);
    }

    private static char simple(char letter) {
        return switch (letter) {
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> letter;
        };
    }

    private void character(char c, int at) {
        flush();
        mark(at);
        decoded.append(c);
    }

    /** Collects bytes until they are a character, or can no longer become one. */
    private void singleByte(int value, int at) {
        if (value < 0x80) {
            character((char) value, at);
            return;
        }
        if (pendingCount > 0 && (value & 0xC0) != 0x80) {
            flush();
        }
        if (pendingCount == 0) {
            pendingStart = at;
        }
        pending[pendingCount++] = (byte) value;
        int needed = length(pending[0] & 0xFF);
        if (pendingCount >= needed) {
            flush();
        }
    }

    private static int length(int lead) {
        return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    }

    private void flush() {
        if (pendingCount == 0) {
            return;
        }
        String whole = new String(pending, 0, pendingCount, java.nio.charset.StandardCharsets.UTF_8);
        boolean valid = whole.indexOf(REPLACEMENT) < 0 || whole.equals("\uFFFD") && pendingCount == 3 && pending[0] == (byte) 0xEF
                && pending[1] == (byte) 0xBF && pending[2] == (byte) 0xBD;
        int count = pendingCount;
        pendingCount = 0;
        for (int i = 0; i < (valid ? whole.length() : count); i++) {
            mark(pendingStart);
            decoded.append(valid ? whole.charAt(i) : (char) (0xDC00 + (pending[i] & 0xFF)));
        }
    }

    private void mark(int at) {
        if (decoded.length() == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[decoded.length()] = at;
    }

    /** A text in double quotes as Go's {@code %q} writes it. */
    static void quote(CharSequence value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))) {
                quotePoint(Character.toCodePoint(c, value.charAt(++i)), out);
            } else if (c >= 0xDC80 && c <= 0xDCFF) {
                hex(out.append("\\x"), c - 0xDC00, 2);
            } else {
                quotePoint(c, out);
            }
        }
        out.append('"');
    }

    private static void quotePoint(int point, StringBuilder out) {
        int simple = "\u0007\b\f\n\r\t\u000b".indexOf(point);
        if (simple >= 0) {
            out.append('\\').append("abfnrtv".charAt(simple));
        } else if (point < ' ' || point == 0x7f) {
            hex(out.append("\\x"), point, 2);
        } else if (isPrintable(point)) {
            out.appendCodePoint(point);
        } else if (point < 0x10000) {
            hex(out.append("\\u"), point, 4);
        } else {
            hex(out.append("\\U"), point, 8);
        }
    }

    /** Letters, marks, numbers, punctuation and symbols: Go's notion, with no space but the ASCII one. */
    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void hex(StringBuilder out, int value, int digits) {
        String hex = Integer.toHexString(value);
        for (int i = hex.length(); i < digits; i++) {
            out.append('0');
        }
        out.append(hex);
    }
}
