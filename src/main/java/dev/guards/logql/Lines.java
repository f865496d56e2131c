package dev.guards.logql;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A log query while it is read: selector, stages, and what only a range aggregation takes, in the order that Loki allows.
 * A range ends it, except right behind the selector.
 */
final class Lines {
    final Selector selector;
    final List<Stage> stages = new ArrayList<>();
    final int start;
    Span span;
    int end;
    /** How many parentheses stand around it. */
    int nesting;
    LogDuration range;
    LogDuration offset;
    Span unwrapSpan;
    Unwrap unwrap;
    private final List<Stage.LabelFilter> unwrapFilters = new ArrayList<>();
    private boolean variableBehindRange;
    private boolean variableBehindUnwrap;
    /** Stages may follow the range: it came right behind the selector. */
    private boolean open = true;
    /** Only an unwrap may follow: the range stands behind a selector in parentheses. */
    private boolean unwrapOnly;

    Lines(Selector selector, Span span, int start, int end) {
        this.selector = selector;
        this.span = span;
        this.start = start;
        this.end = end;
    }

    /** Null when the range may stand here, else why it may not. */
    String addRange(LogDuration duration, LogDuration shift) {
        if (range != null) {
            return "a second range";
        }
        if (nesting > 1) {
            return "a range behind more than one pair of parentheses";
        }
        open = stages.isEmpty() && unwrap == null;
        unwrapOnly = open && nesting == 1;
        range = duration;
        offset = shift;
        return null;
    }

    /** Null when the stage may stand here, else why it may not. */
    String addStage(Stage stage) {
        if (range != null && isBare(stage)) {
            variableBehindRange = true;
            return null;
        }
        variableBehindUnwrap |= unwrap != null && isBare(stage);
        if (range != null && (!open || unwrapOnly && unwrap == null)) {
            return "nothing can follow the range here";
        }
        if (unwrap == null) {
            stages.add(stage);
            return null;
        }
        if (!(stage instanceof Stage.LabelFilter filter)) {
            return stage instanceof Stage.Hole ? null : "only label filters can follow `unwrap`";
        }
        unwrapFilters.add(filter);
        unwrap = new Unwrap(unwrap.span(), unwrap.label(), unwrap.conversion(), List.copyOf(unwrapFilters));
        return null;
    }

    /** Null when the unwrap may stand here, else why it may not. */
    String addUnwrap(Unwrap stage) {
        if (unwrap != null) {
            return "a second `unwrap`";
        }
        if (range != null && !open) {
            return "nothing can follow the range here";
        }
        unwrap = stage;
        return null;
    }

    private static boolean isBare(Stage stage) {
        return stage instanceof Stage.Hole hole && !hole.piped();
    }

    /** Whether a variable may be, or hold, the range or what can stand behind it. */
    boolean isOpen() {
        boolean bare = variableBehindRange || range == null && variableBehindUnwrap;
        for (Stage stage : stages) {
            bare |= range == null && isBare(stage);
        }
        return bare;
    }

    Expr.LogQuery query() {
        return new Expr.LogQuery(span, selector, List.copyOf(stages));
    }

    LogRange logRange() {
        return new LogRange(span, query(), unwrap, range, offset);
    }
}
