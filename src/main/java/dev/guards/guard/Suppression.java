package dev.guards.guard;

import dev.guards.text.Span;
import java.time.LocalDate;
import java.util.List;

/**
 * Somebody's word that findings are accepted, with the reason.
 *
 * @param place  the comment, description or entry of {@code guards.yaml}
 * @param rules  rule or guard ids
 * @param reason empty when none is given
 * @param until  last day; null for ever
 * @param scope  what it covers; null when it is attached to nothing
 */
public record Suppression(Span place, List<String> rules, String reason, LocalDate until, Scope scope) {
    /** Whether a finding is meant. */
    interface Scope {
        boolean covers(Finding finding);
    }

    boolean fits(Finding finding) {
        return scope != null && (rules.contains(finding.rule().id()) || rules.contains(finding.guard())) && scope.covers(finding);
    }

    boolean isExpired(LocalDate today) {
        return until != null && today.isAfter(until);
    }

    /** A finding lies in a part of a file, or a link of its subject does. */
    static Scope within(Span range) {
        return finding -> {
            Span span = finding.span();
            return span.source() == range.source() && span.start() >= range.start() && span.start() < range.end();
        };
    }
}
