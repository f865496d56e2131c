package dev.guards.guard;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/** One cause, one finding: what only follows from an empty query that another guard reports is added to that report. */
final class Consequences {
    private Consequences() {
    }

    /** Takes findings that follow from others of the list out of it; those that are off cause nothing. */
    static void fold(List<Finding> findings) {
        List<Finding> following = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.cause() != null) {
                following.add(finding);
            }
        }
        for (Finding finding : following) {
            Finding cause = cause(finding, findings);
            if (cause != null) {
                findings.remove(finding);
                cause.note(finding.span(), "so " + finding.consequence());
                List<Finding.Subject> known = cause.subjects();
                for (Finding.Subject subject : finding.subjects()) {
                    if (!known.contains(subject)) {
                        cause.subject(subject);
                    }
                }
            }
        }
    }

    private static Finding cause(Finding finding, List<Finding> all) {
        for (Finding other : all) {
            if (other != finding && other.cause() == null && other.verdict().equals("empty") && other.severity() != Severity.OFF
                    && isAt(finding.cause(), other)) {
                return other;
            }
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
