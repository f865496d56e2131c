package dev.guards.guard;

import dev.guards.text.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's word that findings are accepted, with the reason.
 *
 * @param place  the comment, description or entry of {@code guards.yaml}
 * @param rules  rule or guard ids
 * @param reason empty when none is given
 * @param until  last day; null for ever
 * @param badDay what stands in place of the last day; empty when that can be read, or there is none
 * @param scope  what it covers; null when it is attached to nothing
 */
public record Suppression(Span place, List<String> rules, String reason, LocalDate until, String badDay, Scope scope) {
    /** Whether a place is meant. */
    interface Scope {
        boolean covers(Finding.Occurrence occurrence);
    }

    /** Where it accepts a finding; what the first subject of a place is accepted for, the others of that place follow. */
    List<Finding.Occurrence> covered(Finding finding) {
        if (scope == null || !rules.contains(finding.rule().id()) && !rules.contains(finding.guard())) {
            return List.of();
        }
        List<Finding.Occurrence> covered = new ArrayList<>();
        Span place = null;
        boolean all = false;
        for (Finding.Occurrence occurrence : finding.occurrences()) {
            boolean first = !occurrence.span().equals(place);
            place = occurrence.span();
            boolean fits = scope.covers(occurrence);
            all = first ? fits : all;
            if (all || fits) {
                covered.add(occurrence);
            }
        }
        return covered;
    }

    boolean isExpired(LocalDate today) {
        return until != null && today.isAfter(until);
    }

    /** All that lies in a part of a file. */
    static Scope within(Span range) {
        return occurrence -> range.holds(occurrence.span());
    }
}
