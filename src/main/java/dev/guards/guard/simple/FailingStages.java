package dev.guards.guard.simple;

import dev.guards.logql.Filter;
import dev.guards.logql.LogRange;
import dev.guards.logql.Stage;
import dev.guards.logql.Walk;
import dev.guards.text.Span;

/** Finds the stage of a log range that may set {@code __error__} on a line and behind which nothing deals with it. */
final class FailingStages {
    private static final String ERROR = "__error__";

    private FailingStages() {
    }

    /**
     * The last stage that may fail.
     *
     * @param what names it, for findings of one cause
     */
    record Failure(Span span, String what, String message) {
    }

    /** Null when no stage may fail, or the failures are filtered out or dropped. */
    static Failure of(LogRange range) {
        Failure last = null;
        for (Stage stage : range.query().stages()) {
            last = after(stage, last);
        }
        if (range.unwrap() != null) {
            last = new Failure(range.unwrap().span(), "unwrap", "a line whose value is no number makes the whole query fail");
            for (Stage stage : range.unwrap().filters()) {
                last = after(stage, last);
            }
        }
        return last;
    }

    private static Failure after(Stage stage, Failure before) {
        if (stage instanceof Stage.Hole) {
            return null;
        }
        if (stage instanceof Stage.LabelFilter filter) {
            return handles(filter.filter()) ? null : before;
        }
        if (stage instanceof Stage.Drop drop) {
            for (Stage.Selection selection : drop.labels()) {
                if (ERROR.equals(selection.label().literal())) {
                    return null;
                }
            }
            return before;
        }
        if (stage instanceof Stage.Json) {
            return new Failure(stage.span(), "json", "a line that is not JSON makes the whole query fail");
        }
        if (stage instanceof Stage.Unpack) {
            return new Failure(stage.span(), "unpack", "a line that is not packed makes the whole query fail");
        }
        if (stage instanceof Stage.Logfmt logfmt && logfmt.strict()) {
            return new Failure(stage.span(), "logfmt", "a line that is not logfmt makes the whole query fail");
        }
        return before;
    }

    private static boolean handles(Filter filter) {
        boolean found = filter instanceof Filter.Hole;
        for (Filter.Comparison comparison : Walk.comparisons(filter)) {
            found |= comparison.label().hasHoles() || ERROR.equals(comparison.label().literal());
        }
        return found;
    }
}
