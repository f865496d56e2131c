package dev.guards.promql;

import dev.guards.promql.PromQLParser.DurationOperandContext;
import dev.guards.promql.PromQLParser.PostfixContext;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds ranges, subqueries, {@code offset} and {@code @}, which bind to what stands directly in front of them. */
final class PostfixBuilder {
    private final Text text;
    private final Errors errors;
    private final Set<Feature> requires;
    private final DurationBuilder durations;
    /** The expression whose offset goes on with arithmetic operators; see {@link #absorbs}. */
    private Expr openOffset;

    PostfixBuilder(Text text, Errors errors, Set<Feature> requires, DurationBuilder durations) {
        this.text = text;
        this.errors = errors;
        this.requires = requires;
        this.durations = durations;
    }

    Expr apply(Expr operand, List<PostfixContext> tails) {
        if (tails.size() > Limits.DEPTH) {
            Token start = tails.get(0).getStart();
            throw new Unexpected.Stop("expression is nested too deeply", start.getStartIndex(), start.getStopIndex() + 1);
        }
        Expr result = operand;
        for (PostfixContext tail : tails) {
            result = apply(result, tail);
        }
        return result;
    }

    private Expr apply(Expr operand, PostfixContext tail) {
        // A hole with a modifier or a range is used as a selector.
        boolean selects = operand instanceof HoleExpr && (tail.range == null || tail.colon == null);
        Expr base = selects ? named((HoleExpr) operand) : operand;
        Span span = base.span().to(text.span(tail.getStart().getStartIndex(), tail.getStop().getStopIndex() + 1));
        if (tail.range != null) {
            return ranged(base, tail, span);
        }
        if (tail.offset != null) {
            Expr result = offset(base, durations.offset(tail.offset), span);
            if (isOpen(tail.offset) && modifiers(result) != null) {
                openOffset = result;
            }
            return result;
        }
        return tail.rangeMode != null ? rangeMode(base, tail.rangeMode, span) : at(base, tail, span);
    }

    private static VectorSelector named(HoleExpr hole) {
        return new VectorSelector(hole.span(), hole.text(), List.of(), List.of(), Modifiers.NONE);
    }

    private Expr ranged(Expr base, PostfixContext tail, Span span) {
        Duration range = durations.positive(tail.range);
        if (tail.colon != null) {
            Duration step = tail.step == null ? null : durations.positive(tail.step);
            return new Subquery(span, base, range, step, Modifiers.NONE);
        }
        if (base instanceof VectorSelector selector) {
            Modifiers modifiers = selector.modifiers();
            if (modifiers.offset() != null && !modifiers.offset().isZero()) {
                errors.at(brackets(tail), "no offset modifiers allowed before range");
            } else if (modifiers.at() != null) {
                errors.at(brackets(tail), "no @ modifiers allowed before range");
            }
            return new MatrixSelector(span, selector, range, new Modifiers(null, null, modifiers.range()));
        }
        if (base.type() != ValueType.UNKNOWN && !hasVariables(tail)) {
            errors.at(brackets(tail), "ranges only allowed for vector selectors");
        }
        return new Subquery(span, base, range, null, Modifiers.NONE);
    }

    /** {@code (a + b)[$range]}: the variable may bring the colon. */
    private boolean hasVariables(PostfixContext tail) {
        return Template.parse(text.slice(tail.getStart().getStartIndex(), tail.getStop().getStopIndex() + 1)).hasVariables();
    }

    private Span brackets(PostfixContext tail) {
        return text.span(tail.getStart().getStartIndex(), tail.getStop().getStopIndex() + 1);
    }

    private Expr offset(Expr base, Duration offset, Span span) {
        Modifiers modifiers = modifiers(base);
        if (modifiers == null) {
            errors.at(base.span(), "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery");
            return base;
        }
        if (modifiers.offset() != null && !modifiers.offset().isZero()) {
            errors.at(base.span(), "offset may not be set multiple times");
        }
        return with(base, span, modifiers.withOffset(offset));
    }

    private Expr at(Expr base, PostfixContext tail, Span span) {
        At at = moment(base, tail);
        Modifiers modifiers = modifiers(base);
        if (modifiers == null) {
            errors.at(base.span(), "@ modifier must be preceded by an instant vector selector or range vector selector or a subquery");
            return base;
        }
        if (modifiers.at() != null) {
            errors.at(base.span(), "@ <timestamp> may not be set multiple times");
        }
        return with(base, span, modifiers.withAt(at));
    }

    private At moment(Expr base, PostfixContext tail) {
        if (tail.bound != null) {
            return new At.Bound((tail.bound.getText().charAt(0) | 0x20) == 's');
        }
        if (tail.time.getType() != PromQLLexer.NUMBER) {
            int start = (tail.sign == null ? tail.time : tail.sign).getStartIndex();
            return new At.Hole(Template.parse(text.slice(start, tail.time.getStopIndex() + 1)));
        }
        double seconds = Numerals.value(tail.time.getText());
        if (tail.sign != null && tail.sign.getText().equals("-")) {
            seconds = -seconds;
        }
        if (!(Math.abs(seconds) < 9.223372036854775807E18)) {
            StringBuilder shown = new StringBuilder();
            Numerals.print(seconds, shown);
            errors.at(base.span(), "timestamp out of bounds for @ modifier: " + shown);
        }
        return new At.Timestamp(roundHalfAway(seconds * 1000));
    }

    private static long roundHalfAway(double value) {
        return (long) (value < 0 ? -Math.floor(-value + 0.5) : Math.floor(value + 0.5));
    }

    private Expr rangeMode(Expr base, Token word, Span span) {
        requires.add(Feature.EXTENDED_RANGE_SELECTORS);
        Modifiers.RangeMode mode = (word.getText().charAt(0) | 0x20) == 'a' ? Modifiers.RangeMode.ANCHORED : Modifiers.RangeMode.SMOOTHED;
        Modifiers modifiers = modifiers(base);
        if (base instanceof Subquery) {
            errors.at(base.span(), mode.word() + " modifier is not supported for subqueries");
            return base;
        }
        if (modifiers == null) {
            errors.at(base.span(), mode.word() + " modifier not implemented");
            return base;
        }
        if (modifiers.range() != null && modifiers.range() != mode) {
            errors.at(base.span(), "anchored and smoothed modifiers cannot be used together");
        }
        return with(base, span, modifiers.withRange(mode));
    }

    /** Null when the expression takes none. */
    private static Modifiers modifiers(Expr expr) {
        return expr instanceof VectorSelector vector ? vector.modifiers()
                : expr instanceof MatrixSelector matrix ? matrix.modifiers()
                : expr instanceof Subquery subquery ? subquery.modifiers() : null;
    }

    private static Expr with(Expr expr, Span span, Modifiers modifiers) {
        return expr instanceof VectorSelector vector ? vector.with(span, modifiers)
                : expr instanceof MatrixSelector matrix ? matrix.with(span, modifiers)
                : ((Subquery) expr).with(span, modifiers);
    }

    /** An offset that begins with a parenthesis or two signs is read on as a duration expression. */
    private static boolean isOpen(DurationOperandContext offset) {
        return offset.signs.size() > 1 || offset.signs.isEmpty() && offset.open != null;
    }

    /**
     * Whether an arithmetic operator behind this expression belongs to its offset: in {@code foo offset (5s) * 3}
     * Prometheus multiplies the offset, and refuses {@code foo offset (5s) * bar}.
     */
    boolean absorbs(Expr left) {
        return openOffset != null && left == openOffset;
    }

    /** The expression with an operation added to its offset. */
    Expr absorb(Expr left, BinaryOp op, Token operator, Expr right) {
        Modifiers modifiers = modifiers(left);
        Duration length = durations.of(right);
        Expr result = with(left, left.span().to(right.span()),
                modifiers.withOffset(durations.arithmetic(op, operator, modifiers.offset(), length)));
        openOffset = result;
        return result;
    }
}
