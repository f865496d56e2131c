package dev.guards.config.alloy;

import dev.guards.text.Text;
import java.util.Arrays;

/** Texts in double quotes, with Go's escapes. */
final class AlloyStrings {
    private static final String ESCAPES = "abfnrtv\\'\"";
    private static final String DECODED = "\u0007\b\f\n\r\t\u000b\\'\"";

    private AlloyStrings() {
    }

    /** @throws IllegalArgumentException when an escape is none of Go's */
    static Text decode(Text quoted) {
        if (quoted.value().indexOf('\\') < 0) {
            return quoted.slice(1, quoted.length() - 1);
        }
        StringBuilder decoded = new StringBuilder();
        int[] offsets = new int[quoted.length()];
        int end = quoted.length() - 1;
        for (int at = 1; at < end; ) {
            int start = at;
            int before = decoded.length();
            at = quoted.charAt(at) == '\\' ? escape(quoted.value(), at, decoded) : plain(quoted.value(), at, decoded);
            Arrays.fill(offsets, before, decoded.length(), start);
        }
        offsets[decoded.length()] = end;
        int[] used = Arrays.copyOf(offsets, decoded.length() + 1);
        return quoted.decoded(decoded.toString(), 1, end, () -> used);
    }

    private static int plain(String text, int at, StringBuilder decoded) {
        decoded.append(text.charAt(at));
        return at + 1;
    }

    private static int escape(String text, int at, StringBuilder decoded) {
        char c = text.charAt(at + 1);
        int known = ESCAPES.indexOf(c);
        if (known >= 0) {
            decoded.append(DECODED.charAt(known));
            return at + 2;
        }
        boolean octal = c >= '0' && c <= '7';
        int digits = octal ? 3 : c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        int start = octal ? at + 1 : at + 2;
        try {
            if (digits > 0 && start + digits < text.length()) {
                decoded.appendCodePoint(Integer.parseInt(text.substring(start, start + digits), octal ? 8 : 16));
                return start + digits;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("unknown escape `\\" + c + "`", e);
        }
        throw new IllegalArgumentException("unknown escape `\\" + c + "`");
    }
}
