package dev.guards.guard;

import dev.guards.text.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names for findings that stay the same when lines move, files are reformatted or neighbours change: made of the rule, the
 * file, the panel and the text that is marked, never of positions. Twins are told apart by their order. A finding that shows in
 * several places has a name for each of them besides, so that it is known again when the first one is mended or a new one comes
 * before it.
 */
public final class Fingerprints {
    private final Map<Finding, String> byFinding = new IdentityHashMap<>();

    public Fingerprints(List<Finding> findings) {
        Map<String, Integer> seen = new HashMap<>();
        for (Finding finding : findings) {
            String base = hash(finding);
            int count = seen.merge(base, 1, Integer::sum);
            byFinding.put(finding, count == 1 ? base : base + "-" + count);
        }
    }

    /** 32 hexadecimal digits, with {@code -2} and so on for twins. */
    public String of(Finding finding) {
        return byFinding.get(finding);
    }

    /** One for each place, in its order, of as many digits; places where the same is written have the same. */
    public static List<String> ofPlaces(Finding finding) {
        List<String> all = new ArrayList<>();
        for (Span place : finding.places()) {
            all.add(hash(finding.rule().id(), place.source().path(), marked(place)));
        }
        return all;
    }

    private static String hash(Finding finding) {
        Finding.Subject first = finding.occurrences().get(0).subject();
        Finding.Subject subject = first == null ? new Finding.Subject("", "", "") : first;
        return hash(finding.rule().id(), finding.span().source().path(), subject.dashboard(), subject.panel(), subject.query(),
                marked(finding.span()));
    }

    /** Without blanks and with characters in place of their escapes: formatters differ in both. */
    private static String marked(Span span) {
        String text = span.text();
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                int code = escaped == 'u' && i + 4 < text.length() ? code(text, i + 1) : -1;
                if (code >= 0) {
                    i += 4;
                }
                c = code >= 0 ? (char) code : "ntr".indexOf(escaped) >= 0 ? ' ' : escaped;
            }
            if (!Character.isWhitespace(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Four hexadecimal digits; -1 when they are not. */
    private static int code(String text, int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private static String hash(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
            StringBuilder hex = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                hex.append(Character.forDigit(digest[i] >> 4 & 15, 16)).append(Character.forDigit(digest[i] & 15, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
