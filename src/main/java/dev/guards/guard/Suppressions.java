package dev.guards.guard;

import dev.guards.config.settings.SettingsReader;
import dev.guards.text.Suggest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The suppressions of a repository: sets findings aside, and says which suppressions are of no use. */
public final class Suppressions {
    static final Rule UNATTACHED = Rule.warning("suppression-unattached", "a suppression stands where it covers nothing, or names no rule");
    static final Rule UNUSED = Rule.warning("suppression-unused", "a suppression covers no finding");
    static final Rule EXPIRED = Rule.warning("suppression-expired", "the last day of a suppression has passed");
    static final Rule LAZY_REASON = Rule.warning("suppression-lazy-reason", "a suppression has no reason, or one that says nothing");
    static final Rule STALE = Rule.info("baseline-stale", "an entry of the baseline is no longer found");
    public static final List<Rule> RULES = List.of(UNATTACHED, UNUSED, EXPIRED, LAZY_REASON, STALE);

    private final List<Suppression> all;
    /** Null when nothing can expire: the machine's time zones are not loaded for nothing. */
    private final LocalDate today;
    private final Set<Suppression> used = Collections.newSetFromMap(new IdentityHashMap<>());

    Suppressions(List<Suppression> all, LocalDate today) {
        this.all = all;
        this.today = today;
    }

    static Suppressions of(Repository repository) {
        List<Suppression> all = SuppressionReader.read(repository);
        boolean mayExpire = false;
        for (Suppression suppression : all) {
            mayExpire |= suppression.until() != null;
        }
        return new Suppressions(all, mayExpire ? LocalDate.now() : null);
    }

    /**
     * Sets a finding aside where suppressions cover it.
     *
     * @return the finding where none does; null when that is nowhere
     */
    Finding apply(Finding finding, List<Outcome.Suppressed> suppressed) {
        Finding rest = finding;
        for (Suppression suppression : all) {
            List<Finding.Occurrence> covered = isValid(suppression) ? suppression.covered(rest) : List.of();
            if (!covered.isEmpty()) {
                used.add(suppression);
                suppressed.add(new Outcome.Suppressed(rest.only(covered), suppression.reason(), suppression.place()));
                List<Finding.Occurrence> others = new ArrayList<>(rest.occurrences());
                others.removeAll(covered);
                if (others.isEmpty()) {
                    return null;
                }
                rest = rest.only(others);
            }
        }
        return rest;
    }

    private boolean isValid(Suppression suppression) {
        return suppression.badDay().isEmpty() && !suppression.isExpired(today) && SettingsReader.isReason(suppression.reason());
    }

    /**
     * What is wrong with the suppressions themselves; to be asked after all findings have been shown to {@link #of}.
     *
     * @param ran ids of the guards that ran, and of their rules
     */
    void check(Set<String> ran, Findings findings) {
        for (Suppression suppression : all) {
            List<String> unknown = unknown(suppression);
            if (suppression.rules().isEmpty()) {
                findings.report(UNATTACHED, suppression.place(), "the suppression names no rule")
                        .help("write guards: ignore RULE -- REASON");
            } else if (!unknown.isEmpty()) {
                String near = Suggest.nearest(unknown.get(0), known());
                findings.report(UNATTACHED, suppression.place(), "no rule is called `" + unknown.get(0) + "`")
                        .help(near == null ? "guards list names them" : "did you mean `" + near + "`?");
            } else if (suppression.scope() == null) {
                findings.report(UNATTACHED, suppression.place(), "nothing follows that the suppression could cover");
            } else if (!suppression.badDay().isEmpty()) {
                findings.report(EXPIRED, suppression.place(), "`" + suppression.badDay() + "` is no day, so nothing is covered")
                        .help("write the last day as yyyy-mm-dd: guards: ignore RULE until 2026-12-31 -- REASON");
            } else if (suppression.isExpired(today)) {
                findings.report(EXPIRED, suppression.place(), "the suppression ended on " + suppression.until())
                        .help("mend what it covers, or give it a new day and reason");
            } else if (!SettingsReader.isReason(suppression.reason())) {
                findings.report(LAZY_REASON, suppression.place(), suppression.reason().isEmpty()
                        ? "the suppression has no reason" : "the reason `" + suppression.reason() + "` says nothing")
                        .help("say in a sentence why this is right here: guards: ignore RULE -- REASON");
            } else if (!used.contains(suppression) && ran.containsAll(suppression.rules())) {
                findings.report(UNUSED, suppression.place(), "the suppression covers no finding").help("remove it");
            }
        }
    }

    private static List<String> unknown(Suppression suppression) {
        List<String> unknown = new ArrayList<>(suppression.rules());
        unknown.removeAll(known());
        return unknown;
    }

    private static List<String> known() {
        List<String> known = new ArrayList<>();
        for (Guard guard : Guards.all()) {
            known.add(guard.id());
            guard.rules().forEach(r -> known.add(r.id()));
        }
        return known;
    }
}
