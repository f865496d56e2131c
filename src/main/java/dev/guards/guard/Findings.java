package dev.guards.guard;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one guard has found in this run; the only way for a guard to report. */
public final class Findings {
    private final String guard;
    private final List<Finding> all = new ArrayList<>();
    private final Map<Object, Finding> byCause = new HashMap<>();

    public Findings(String guard) {
        this.guard = guard;
    }

    /** Adds a finding, to be completed by the caller with notes, help, subjects. */
    public Finding report(Rule rule, Span span, String message) {
        Finding finding = new Finding(rule, guard, span, message);
        all.add(finding);
        return finding;
    }

    /**
     * The finding that was reported for the same cause, with this place added to it; null when it is the first of its cause,
     * which {@link #remember} then gives a name.
     */
    public Finding again(Object cause, Span place) {
        Finding known = byCause.get(cause);
        if (known != null) {
            known.elsewhere(place);
        }
        return known;
    }

    /** Names the cause of a finding, see {@link #again}. */
    public Finding remember(Object cause, Finding finding) {
        byCause.put(cause, finding);
        return finding;
    }

    public List<Finding> all() {
        return all;
    }
}
