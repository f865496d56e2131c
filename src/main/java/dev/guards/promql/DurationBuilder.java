package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds lengths of time: the flat list of operands and operators gets its precedence here. */
final class DurationBuilder {
    private final Text text;
    private final Errors errors;
    private final Set<Feature> requires;

    DurationBuilder(Text text, Errors errors, Set<Feature> requires) {
        this.text = text;
        this.errors = errors;
        this.requires = requires;
    }

    /** What brackets hold: a literal of no length is refused. */
    Duration positive(PromQLParser.DurationContext context) {
        Duration duration = duration(context);
        if (duration instanceof Duration.Literal literal && literal.seconds() <= 0) {
            errors.add(context.start.getStartIndex(), end(context.stop), "duration must be greater than 0");
        }
        return duration;
    }

    Duration duration(PromQLParser.DurationContext context) {
        return new Climb(context).parse(0);
    }

    /** Precedence climbing over one list. */
    private final class Climb {
        private final List<PromQLParser.DurationOperandContext> parts;
        private final List<Token> ops;
        private int next;

        Climb(PromQLParser.DurationContext context) {
            this.parts = context.parts;
            this.ops = context.ops;
        }

        Duration parse(int least) {
            return continued(operand(parts.get(next), this), least);
        }

        Duration continued(Duration first, int least) {
            Duration left = first;
            while (next < ops.size()) {
                Token token = ops.get(next);
                BinaryOp op = BinaryOp.of(token.getText());
                if (op.level() < least) {
                    break;
                }
                next++;
                Duration right = parse(op == BinaryOp.POW ? op.level() : op.level() + 1);
                boolean byZero = right instanceof Duration.Literal literal && literal.seconds() == 0;
                if (byZero && (op == BinaryOp.DIV || op == BinaryOp.MOD)) {
                    errors.at(token, op == BinaryOp.DIV ? "division by zero" : "modulo by zero");
                }
                requires.add(Feature.DURATION_EXPRESSIONS);
                left = new Duration.Arithmetic(left.span().to(right.span()), op, left, right);
            }
            return left;
        }
    }

    /** An operand by itself, as behind {@code offset}. */
    Duration operand(PromQLParser.DurationOperandContext context) {
        return operand(context, null);
    }

    /** Signs bind looser than {@code ^}: in brackets what follows it belongs to the operand. */
    private Duration operand(PromQLParser.DurationOperandContext context, Climb climb) {
        Duration bare = bare(context);
        if (context.signs.isEmpty()) {
            return bare;
        }
        Duration whole = climb == null ? bare : climb.continued(bare, BinaryOp.UNARY_LEVEL + 1);
        for (int i = context.signs.size() - 1; i >= 0; i--) {
            Token sign = context.signs.get(i);
            Span span = text.span(sign.getStartIndex(), sign.getStartIndex()).to(whole.span());
            if (whole instanceof Duration.Literal literal) {
                whole = new Duration.Literal(span, isMinus(sign) ? -literal.seconds() : literal.seconds(), literal.hasUnit());
            } else if (isMinus(sign)) {
                requires.add(Feature.DURATION_EXPRESSIONS);
                whole = new Duration.Negative(span, whole);
            }
        }
        return whole;
    }

    private Duration bare(PromQLParser.DurationOperandContext context) {
        int start = bareStart(context);
        int end = end(context.stop);
        Span span = text.span(start, end);
        if (context.literal != null) {
            String token = context.literal.getText();
            double seconds = Numerals.value(token);
            if (!Numerals.isLengthInRange(seconds)) {
                errors.add(start, end, "duration out of range");
            }
            return new Duration.Literal(span, seconds, Numerals.isDuration(token));
        }
        if (context.hole != null) {
            return new Duration.Hole(span, Template.parse(text.slice(start, end)));
        }
        requires.add(Feature.DURATION_EXPRESSIONS);
        if (context.word == null) {
            Duration inner = duration(context.inner);
            return inner instanceof Duration.Wrapped ? inner : new Duration.Wrapped(span, inner);
        }
        if (context.inner == null) {
            return new Duration.OfQuery(span, context.word.getText().equalsIgnoreCase("step"));
        }
        return new Duration.Extreme(span, context.word.getText().equalsIgnoreCase("max_of"), duration(context.inner), duration(context.other));
    }

    private int bareStart(PromQLParser.DurationOperandContext context) {
        Token first = context.literal != null ? context.literal : context.hole != null ? context.hole : context.word;
        if (first != null) {
            return first.getStartIndex();
        }
        // A parenthesis, which stands behind the signs.
        return context.signs.isEmpty() ? context.start.getStartIndex()
                : text.value().indexOf('(', context.signs.get(context.signs.size() - 1).getStopIndex());
    }

    private static boolean isMinus(Token sign) {
        return sign.getText().equals("-");
    }

    private static int end(Token token) {
        return token.getStopIndex() + 1;
    }
}
