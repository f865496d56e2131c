package dev.guards.guard.simple;

import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.guard.Suppressions;
import java.util.List;

/** Stands for the rules about suppressions; the run reports them itself, behind all other guards, for only then is it known what was covered. */
public final class SuppressionComments implements SimpleGuard {
    @Override
    public String id() {
        return "suppressions";
    }

    @Override
    public String summary() {
        return "each suppression has a reason and covers a finding";
    }

    @Override
    public List<Rule> rules() {
        return Suppressions.RULES;
    }

    @Override
    public void check(Repository repository, Findings findings) {
        // Reported by Run once all findings are known.
    }
}
