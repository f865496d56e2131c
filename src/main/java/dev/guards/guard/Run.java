package dev.guards.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs guards over a repository and its environments and gathers what they found. */
public final class Run {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::span)
            .thenComparing(f -> f.rule().id()).thenComparing(Finding::message);

    private final Repository repository;
    private final Set<String> only;
    private final Severity failOn;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Outcome.Tier> tiers = new ArrayList<>();

    /**
     * @param only   ids of the guards to run; all when empty
     * @param failOn a guard with a finding of at least this severity has not passed
     */
    public Run(Repository repository, Set<String> only, Severity failOn) {
        this.repository = repository;
        this.only = only;
        this.failOn = failOn;
    }

    /** Runs the simple tier. */
    public Run simple() {
        int run = 0;
        int passed = 0;
        for (SimpleGuard guard : Guards.simple()) {
            if (isWanted(guard)) {
                Findings found = new Findings(guard.id());
                guard.check(repository, found);
                run++;
                passed += keep(found.all()) ? 0 : 1;
            }
        }
        tiers.add(new Outcome.Tier("simple", passed, run));
        return this;
    }

    /** Runs the semantic tier on each environment; a guard passes when it does so in all of them. */
    public Run semantic(List<Stack> stacks) {
        int run = 0;
        int passed = 0;
        for (SemanticGuard guard : Guards.semantic()) {
            if (isWanted(guard)) {
                boolean failed = false;
                for (Stack stack : stacks) {
                    Findings found = new Findings(guard.id());
                    guard.check(stack, found);
                    failed |= keep(found.all());
                }
                run++;
                passed += failed ? 0 : 1;
            }
        }
        tiers.add(new Outcome.Tier("semantic", passed, run));
        return this;
    }

    private boolean isWanted(Guard guard) {
        return only.isEmpty() || only.contains(guard.id());
    }

    /** Takes what counts, and says whether any of it fails the run. */
    private boolean keep(List<Finding> found) {
        boolean fails = false;
        for (Finding finding : found) {
            if (finding.severity() != Severity.OFF) {
                findings.add(finding);
                fails |= finding.severity().isAtLeast(failOn);
            }
        }
        return fails;
    }

    /** What was found, without repetitions (several environments may say the same of one place). */
    public Outcome outcome(List<Coverage> coverage, List<String> notes, boolean incomplete) {
        Collections.sort(findings, BY_PLACE);
        List<Finding> distinct = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Finding finding : findings) {
            if (seen.add(finding.span().start() + "-" + finding.span().end() + finding)) {
                distinct.add(finding);
            }
        }
        return new Outcome(distinct, List.copyOf(tiers), coverage, notes, incomplete);
    }
}
