package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds what follows an operand: ranges, subqueries, {@code offset}, {@code @}, {@code anchored} and {@code smoothed}. */
final class PostfixBuilder {
    /** Seconds that no longer fit 64 bits. */
    private static final double TOO_LATE = 0x1p63;

    private final Places places;
    private final Text text;
    private final Errors errors;
    private final Set<Feature> requires;
    private final DurationBuilder durations;

    PostfixBuilder(Places places, Errors errors, Set<Feature> requires) {
        this.places = places;
        this.text = places.text();
        this.errors = errors;
        this.requires = requires;
        this.durations = new DurationBuilder(text, errors, requires);
    }

    Expr apply(Expr operand, List<PromQLParser.PostfixContext> tails) {
        Expr whole = operand;
        for (PromQLParser.PostfixContext tail : tails) {
            whole = tail.range != null ? ranged(whole, tail) : modified(whole, tail);
        }
        return whole;
    }

    private Expr ranged(Expr operand, PromQLParser.PostfixContext tail) {
        int start = places.start(operand);
        int end = tail.stop.getStopIndex() + 1;
        Duration range = durations.positive(tail.range);
        if (tail.colon != null) {
            Duration step = tail.step == null ? null : durations.positive(tail.step);
            return places.put(new Subquery(text.span(start, end), operand, range, step, Modifiers.NONE), start, end);
        }
        VectorSelector selector = selector(operand);
        String wrong = selector == null ? "ranges only allowed for vector selectors"
                : selector.modifiers().offset() != null ? "no offset modifiers allowed before range"
                : selector.modifiers().at() != null ? "no @ modifiers allowed before range" : null;
        if (wrong != null) {
            errors.add(tail.start.getStartIndex(), end, wrong);
            return operand;
        }
        return places.put(new MatrixSelector(text.span(start, end), selector, range, Modifiers.NONE), start, end);
    }

    /** An operand as a selector: a variable in front of a range can only be a metric's name. */
    private VectorSelector selector(Expr operand) {
        if (operand instanceof HoleExpr hole) {
            VectorSelector selector = new VectorSelector(hole.span(), hole.text(), List.of(), List.of(), Modifiers.NONE);
            return places.put(selector, places.start(operand), places.end(operand));
        }
        return operand instanceof VectorSelector selector ? selector : null;
    }

    private Expr modified(Expr operand, PromQLParser.PostfixContext tail) {
        Modifiers before = modifiers(operand);
        int start = places.start(operand);
        int end = tail.stop.getStopIndex() + 1;
        Modifiers after;
        String wrong;
        if (tail.offset != null) {
            Duration offset = durations.operand(tail.offset);
            wrong = before == null ? "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery"
                    : before.offset() != null && before.offset().seconds() != 0 ? "offset may not be set multiple times" : null;
            after = before == null ? null : before.withOffset(offset);
        } else if (tail.rangeMode != null) {
            requires.add(Feature.EXTENDED_RANGE_SELECTORS);
            String word = tail.rangeMode.getText().toLowerCase(Locale.ROOT);
            Modifiers.RangeMode mode = word.equals("anchored") ? Modifiers.RangeMode.ANCHORED : Modifiers.RangeMode.SMOOTHED;
            wrong = before == null ? word + " modifier not implemented"
                    : operand instanceof Subquery ? word + " modifier is not supported for subqueries"
                    : isOther(operand, before, mode) ? "anchored and smoothed modifiers cannot be used together" : null;
            after = before == null ? null : before.withRange(mode);
        } else {
            At at = at(tail, operand);
            wrong = before == null ? "@ modifier must be preceded by an instant vector selector or range vector selector or a subquery"
                    : before.at() != null ? "@ <timestamp> may not be set multiple times" : null;
            after = before == null ? null : before.withAt(at);
        }
        if (wrong != null) {
            errors.at(places.of(operand), wrong);
            return operand;
        }
        return with(operand, after, start, end);
    }

    private static boolean isOther(Expr operand, Modifiers before, Modifiers.RangeMode mode) {
        Modifiers.RangeMode inner = operand instanceof MatrixSelector matrix ? matrix.selector().modifiers().range() : null;
        return before.range() != null && before.range() != mode || inner != null && inner != mode;
    }

    private At at(PromQLParser.PostfixContext tail, Expr operand) {
        if (tail.bound != null) {
            return new At.Bound(tail.bound.getText().equalsIgnoreCase("start"));
        }
        Token time = tail.time;
        if (time.getType() != PromQLLexer.NUMBER) {
            return new At.Hole(Template.parse(text.slice(time.getStartIndex(), time.getStopIndex() + 1)));
        }
        double seconds = Numerals.value(time.getText()) * (tail.sign != null && tail.sign.getText().equals("-") ? -1 : 1);
        if (Double.isNaN(seconds) || Double.isInfinite(seconds) || Math.abs(seconds) >= TOO_LATE) {
            StringBuilder shown = new StringBuilder();
            Numerals.print(seconds, shown);
            errors.at(places.of(operand), "timestamp out of bounds for @ modifier: " + shown);
            return new At.Timestamp(0);
        }
        return new At.Timestamp(Math.round(seconds * 1000));
    }

    private static Modifiers modifiers(Expr operand) {
        return operand instanceof VectorSelector v ? v.modifiers() : operand instanceof MatrixSelector m ? m.modifiers()
                : operand instanceof Subquery s ? s.modifiers() : operand instanceof HoleExpr ? Modifiers.NONE : null;
    }

    private Expr with(Expr operand, Modifiers after, int start, int end) {
        dev.guards.text.Span span = text.span(start, end);
        if (operand instanceof MatrixSelector matrix) {
            return places.put(matrix.with(span, after), start, end);
        }
        if (operand instanceof Subquery subquery) {
            return places.put(subquery.with(span, after), start, end);
        }
        return places.put(selector(operand).with(span, after), start, end);
    }
}
