package dev.guards.logql;

import dev.guards.text.Text;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** String literals as Go writes them: escapes resolved with their places, and texts quoted again. */
final class GoStrings {
    private GoStrings() {
    }

    /** The value of the literal at {@code [start, end)}, quotes included, whose form the lexer has checked. */
    static Text decode(Text text, int start, int end) {
        String value = text.value();
        if (value.charAt(start) == '`') {
            return raw(text, start + 1, end - 1);
        }
        int slash = value.indexOf('\\', start);
        if (slash < 0 || slash >= end) {
            return text.slice(start + 1, end - 1);
        }
        return new Decoder(text, start + 1, end - 1).run();
    }

    /** Go drops carriage returns from raw strings. */
    private static Text raw(Text text, int start, int end) {
        String inner = text.value().substring(start, end);
        if (inner.indexOf('\r') < 0) {
            return text.slice(start, end);
        }
        StringBuilder decoded = new StringBuilder(inner.length());
        int[] offsets = new int[inner.length() + 1];
        for (int i = 0; i < inner.length(); i++) {
            if (inner.charAt(i) != '\r') {
                offsets[decoded.length()] = start + i;
                decoded.append(inner.charAt(i));
            }
        }
        offsets[decoded.length()] = end;
        int[] exact = Arrays.copyOf(offsets, decoded.length() + 1);
        return text.decoded(decoded.toString(), start, end, () -> exact);
    }

    /** One pass over a literal in double quotes. */
    private static final class Decoder {
        private final Text text;
        private final String value;
        private final int start;
        private final int end;
        private final StringBuilder decoded = new StringBuilder();
        private final int[] offsets;
        /** Bytes of {@code \xNN} and octal escapes, not yet a character. */
        private final byte[] bytes;
        private int byteCount;
        private int bytesStart;

        Decoder(Text text, int start, int end) {
            this.text = text;
            this.value = text.value();
            this.start = start;
            this.end = end;
            this.offsets = new int[end - start + 2];
            this.bytes = new byte[end - start];
        }

        Text run() {
            int i = start;
            while (i < end) {
                char c = value.charAt(i);
                if (c != '\\') {
                    flush();
                    append(c, i);
                    i++;
                } else {
                    i = escape(i);
                }
            }
            flush();
            offsets[decoded.length()] = end;
            int[] exact = Arrays.copyOf(offsets, decoded.length() + 1);
            return text.decoded(decoded.toString(), start, end, () -> exact);
        }

        private void append(char c, int from) {
            offsets[decoded.length()] = from;
            decoded.append(c);
        }

        private int escape(int at) {
            char c = value.charAt(at + 1);
            int simple = "abfnrtv\\\"".indexOf(c);
            if (simple >= 0) {
                flush();
                append("\u0007\b\f\n\r\t\u000b\\\"".charAt(simple), at);
                return at + 2;
            }
            return switch (c) {
                case 'x' -> octet(at, digits(at, at + 2, 2, 16), at + 4);
                case 'u' -> codePoint(at, digits(at, at + 2, 4, 16), at + 6);
                case 'U' -> codePoint(at, digits(at, at + 2, 8, 16), at + 10);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> octet(at, digits(at, at + 1, 3, 8), at + 4);
                default -> throw bad(at, Math.min(end, at + 2), c == '\''
                        ? "write ' without a backslash" : "write \\\\" + c + " or use backticks: `...`");
            };
        }

        private long digits(int escape, int from, int count, int radix) {
            long number = 0;
            for (int i = from; i < from + count; i++) {
                int digit = i < end ? Character.digit(value.charAt(i), radix) : -1;
                if (digit < 0) {
                    throw bad(escape, Math.min(end, i + 1), "");
                }
                number = number * radix + digit;
            }
            return number;
        }

        private int octet(int at, long octet, int next) {
            if (octet > 255) {
                throw bad(at, next, "");
            }
            if (byteCount == 0) {
                bytesStart = at;
            }
            bytes[byteCount++] = (byte) octet;
            return next;
        }

        private int codePoint(int at, long code, int next) {
            if (code > Character.MAX_CODE_POINT || code >= 0xD800 && code < 0xE000) {
                throw bad(at, next, "");
            }
            flush();
            for (char c : Character.toChars((int) code)) {
                append(c, at);
            }
            return next;
        }

        private void flush() {
            if (byteCount == 0) {
                return;
            }
            CharBuffer characters;
            try {
                characters = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                        .decode(ByteBuffer.wrap(bytes, 0, byteCount));
            } catch (CharacterCodingException e) {
                throw new IllegalStateException(e);
            }
            while (characters.hasRemaining()) {
                append(characters.get(), bytesStart);
            }
            byteCount = 0;
        }

        private static Refused bad(int from, int to, String help) {
            return new Refused(from, to, "unknown escape sequence in a string", help);
        }
    }

    /** A literal in double quotes, as Go quotes. */
    static void quote(StringBuilder out, CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int simple = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
            if (simple >= 0) {
                out.append('\\').append("abfnrtv\\\"".charAt(simple));
            } else if (c < ' ' || c == 0x7f) {
                out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else if (Character.isSurrogate(c) ? !paired(text, i) : !printable(c)) {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 15, 16));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean paired(CharSequence text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c) ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static boolean printable(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
