package dev.guards.guard;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One cause, one finding: what only follows from an empty query that another guard reports is added to that report. */
final class Consequences {
    private Consequences() {
    }

    /** Takes findings that follow from others of the list out of it; those that are off cause nothing. */
    static void fold(List<Finding> findings) {
        Map<Finding, Finding> causes = new IdentityHashMap<>();
        List<Finding> following = new ArrayList<>();
        for (Finding finding : findings) {
            Finding cause = finding.cause() == null ? null : cause(finding, findings);
            if (cause != null) {
                causes.put(finding, cause);
                following.add(finding);
            }
        }
        for (Finding finding : following) {
            Finding root = root(finding, causes);
            if (root != null) {
                findings.remove(finding);
                add(finding, root);
            }
        }
    }

    private static void add(Finding consequence, Finding cause) {
        cause.note(consequence.span(), "so " + consequence.consequence());
        List<Finding.Subject> known = cause.subjects();
        for (Finding.Subject subject : consequence.subjects()) {
            if (!known.contains(subject)) {
                cause.subject(subject);
            }
        }
    }

    /** What an empty query at the place follows from itself, only where nothing else is there. */
    private static Finding cause(Finding finding, List<Finding> all) {
        Finding middle = null;
        for (Finding other : all) {
            boolean empties = other != finding && other.verdict().equals("empty") && other.severity() != Severity.OFF
                    && isAt(finding.cause(), other);
            if (empties && other.cause() == null) {
                return other;
            }
            middle = empties && !other.span().equals(finding.span()) ? other : middle;
        }
        return middle;
    }

    /** Where a chain of causes ends; null when it goes in a circle. */
    private static Finding root(Finding finding, Map<Finding, Finding> causes) {
        Finding root = causes.get(finding);
        for (int steps = 0; steps <= causes.size(); steps++) {
            Finding next = causes.get(root);
            if (next == null) {
                return root;
            }
            root = next;
        }
        return null;
    }

    private static boolean isAt(Span cause, Finding finding) {
        for (Span place : finding.places()) {
            if (cause.source() == place.source() && cause.start() < place.end() && place.start() < cause.end()) {
                return true;
            }
        }
        return false;
    }
}
