package dev.guards.guard;

import dev.guards.text.Span;
import java.util.List;

/**
 * What one run found.
 *
 * @param findings   sorted by place, then rule; rules that are off are left out
 * @param suppressed findings that somebody accepted, with the reason
 * @param tiers      one for each tier that ran, simple first
 * @param coverage   one for each environment; empty without {@code --semantic}
 * @param stacks     what the environments produce and what is asked of them, for reports that show it; empty without {@code --semantic}
 * @param notes      assumptions and what was set aside, each a sentence
 * @param incomplete whether some input could not be read, so that the run cannot say that all is well
 */
public record Outcome(List<Finding> findings, List<Suppressed> suppressed, List<Tier> tiers,
        List<Coverage> coverage, List<Stack> stacks, List<String> notes, boolean incomplete) {
    /** How many guards of a tier ran, and how many of them reported nothing at or above the failing severity. */
    public record Tier(String name, int passed, int run) {
    }

    /** An accepted finding, why, and where that is said. */
    public record Suppressed(Finding finding, String reason, Span place) {
    }

    /** What panels show in each environment; without rows unless dashboards were held against several. */
    public Matrix matrix() {
        return Matrix.of(stacks);
    }

    public long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    public boolean fails(Severity limit) {
        return findings.stream().anyMatch(f -> f.severity().isAtLeast(limit));
    }
}
