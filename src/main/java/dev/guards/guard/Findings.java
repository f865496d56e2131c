package dev.guards.guard;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/** What one guard has found in this run; the only way for a guard to report. */
public final class Findings {
    private final String guard;
    private final List<Finding> all = new ArrayList<>();

    public Findings(String guard) {
        this.guard = guard;
    }

    /** Adds a finding, to be completed by the caller with notes, help, subjects. */
    public Finding report(Rule rule, Span span, String message) {
        Finding finding = new Finding(rule, guard, span, message);
        all.add(finding);
        return finding;
    }

    public List<Finding> all() {
        return all;
    }
}
