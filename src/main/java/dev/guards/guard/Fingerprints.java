package dev.guards.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names for findings that stay the same when lines move, files are reformatted or neighbours change: made of the rule, the
 * file, the panel and the text that is marked, never of positions. Twins are told apart by their order.
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

    private static String hash(Finding finding) {
        Finding.Subject subject = finding.subjects().isEmpty() ? new Finding.Subject("", "", "") : finding.subjects().get(0);
        String marked = finding.span().text().replaceAll("\\s+", " ").strip();
        String identity = String.join("\u0000", finding.rule().id(), finding.span().source().path(), subject.dashboard(),
                subject.panel(), subject.query(), marked);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
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
