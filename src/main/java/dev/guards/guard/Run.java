package dev.guards.guard;

import dev.guards.config.settings.Settings;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs guards over a repository and its environments, applies {@code guards.yaml} and suppressions, and gathers the outcome. */
public final class Run {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::span)
            .thenComparing(f -> f.rule().id()).thenComparing(Finding::message);

    private final Repository repository;
    private final Set<String> only;
    private final Severity failOn;
    private Baseline baseline;
    private Changes changes;
    private boolean strict;
    private List<Stack> stacks = List.of();
    private final List<Finding> found = new ArrayList<>();
    /** Guards that ran, by tier in the order of running. */
    private final Map<String, List<Guard>> ran = new LinkedHashMap<>();

    /**
     * @param only   ids of the guards to run; all when empty
     * @param failOn a guard with a finding of at least this severity has not passed
     */
    public Run(Repository repository, Set<String> only, Severity failOn) {
        this.repository = repository;
        this.only = only;
        this.failOn = failOn;
    }

    /** Sets aside what was found before. */
    public Run since(Baseline earlier) {
        this.baseline = earlier;
        return this;
    }

    /** Leaves out what cannot be due to these changes; null for none of it. */
    public Run dueTo(Changes made) {
        this.changes = made;
        return this;
    }

    /** Runs the simple tier. */
    public Run simple() {
        ran.put("simple", new ArrayList<>());
        for (SimpleGuard guard : Guards.simple()) {
            if (isWanted(guard)) {
                Findings findings = new Findings(guard.id());
                guard.check(repository, findings);
                found.addAll(findings.all());
                ran.get("simple").add(guard);
            }
        }
        return this;
    }

    /** Runs the semantic tier on each environment; a guard passes when it does so in all of them. */
    public Run semantic(List<Stack> stacks) {
        this.stacks = List.copyOf(stacks);
        ran.put("semantic", new ArrayList<>());
        for (SemanticGuard guard : Guards.semantic()) {
            if (isWanted(guard)) {
                for (Stack stack : stacks) {
                    Findings findings = new Findings(guard.id());
                    guard.check(stack, findings);
                    found.addAll(findings.all());
                }
                ran.get("semantic").add(guard);
            }
        }
        return this;
    }

    private boolean isWanted(Guard guard) {
        return only.isEmpty() || only.contains(guard.id());
    }

    /** What was found, sorted, without repetitions (several environments may say the same of one place). */
    public Outcome outcome(List<Coverage> coverage, List<String> notes, boolean incomplete) {
        Suppressions suppressions = Suppressions.of(repository);
        List<Finding> kept = new ArrayList<>();
        List<Outcome.Suppressed> suppressed = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        found.forEach(this::resolve);
        Consequences.fold(found);
        Collections.sort(found, BY_PLACE);
        for (Finding finding : found) {
            boolean reported = finding.severity() != Severity.OFF
                    && seen.add(finding.span().start() + "-" + finding.span().end() + finding);
            if (reported) {
                Finding rest = suppressions.apply(finding, suppressed);
                if (rest != null) {
                    kept.add(rest);
                }
            }
        }
        Findings ofSuppressions = new Findings("suppressions");
        suppressions.check(namesOfRan(), ofSuppressions);
        if (baseline != null) {
            setAside(kept, suppressed);
            baseline.stale(namesOfRan(), Suppressions.STALE, ofSuppressions);
        }
        if (isWanted(Guards.named("suppressions"))) {
            ofSuppressions.all().forEach(this::resolve);
            ofSuppressions.all().stream().filter(f -> f.severity() != Severity.OFF).forEach(kept::add);
        }
        Collections.sort(kept, BY_PLACE);
        List<String> allNotes = new ArrayList<>(notes);
        if (changes != null) {
            leaveOutUnchanged(kept, allNotes, incomplete);
        }
        return new Outcome(kept, suppressed, tiers(kept), coverage, stacks, allNotes, incomplete);
    }

    /** What could not be read stays where it decides how the run ends, whoever broke it. */
    private void leaveOutUnchanged(List<Finding> kept, List<String> notes, boolean incomplete) {
        String foundation = changes.foundation(repository);
        if (foundation != null) {
            notes.add("all findings are shown: `" + foundation + "` changed, on which any of them may hang");
            return;
        }
        int all = kept.size();
        kept.removeIf(finding -> !changes.concern(finding) && !(incomplete && finding.guard().equals("config-syntax")));
        int left = all - kept.size();
        if (left > 0) {
            notes.add(left == 1 ? "1 finding that no changed file takes part in is left out"
                    : left + " findings that no changed file takes part in are left out");
        }
    }

    private void setAside(List<Finding> kept, List<Outcome.Suppressed> suppressed) {
        Fingerprints fingerprints = new Fingerprints(kept);
        List<Finding> fresh = new ArrayList<>();
        for (Finding finding : kept) {
            Span place = baseline.place(finding, fingerprints.of(finding));
            if (place == null) {
                fresh.add(finding);
            } else {
                suppressed.add(new Outcome.Suppressed(finding, "in the baseline", place));
            }
        }
        kept.clear();
        kept.addAll(fresh);
    }

    /** Reports queries without a proof as warnings. */
    public Run strict() {
        this.strict = true;
        return this;
    }

    private void resolve(Finding finding) {
        if (strict && finding.verdict().equals("unknown")) {
            finding.severity(Severity.WARNING);
        }
        Settings.Level level = repository.settings().severities().get(finding.rule().id());
        if (level != null) {
            finding.severity(Severity.valueOf(level.name()));
        }
    }

    private Set<String> namesOfRan() {
        Set<String> names = new HashSet<>();
        for (List<Guard> guards : ran.values()) {
            for (Guard guard : guards) {
                names.add(guard.id());
                guard.rules().forEach(r -> names.add(r.id()));
            }
        }
        return names;
    }

    private List<Outcome.Tier> tiers(List<Finding> kept) {
        Set<String> failed = new HashSet<>();
        for (Finding finding : kept) {
            if (finding.severity().isAtLeast(failOn)) {
                failed.add(finding.guard());
            }
        }
        List<Outcome.Tier> tiers = new ArrayList<>();
        ran.forEach((tier, guards) -> {
            int passed = (int) guards.stream().filter(g -> !failed.contains(g.id())).count();
            tiers.add(new Outcome.Tier(tier, passed, guards.size()));
        });
        return tiers;
    }
}
