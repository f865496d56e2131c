package dev.guards.promql;

import dev.guards.promql.PromQLParser.DurationContext;
import dev.guards.promql.PromQLParser.DurationOperandContext;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds what stands between brackets or behind {@code offset}. */
final class DurationBuilder {
    private final Text text;
    private final Errors errors;
    private final Set<Feature> requires;

    DurationBuilder(Text text, Errors errors, Set<Feature> requires) {
        this.text = text;
        this.errors = errors;
        this.requires = requires;
    }

    /** A range or a resolution; a literal has to be positive. */
    Duration positive(DurationContext context) {
        Duration duration = expression(context);
        if (duration instanceof Duration.Literal literal && literal.seconds() <= 0) {
            errors.at(literal.span(), "duration must be greater than 0");
        }
        return duration;
    }

    /** An offset: one operand, whose signs bind it tighter than any operator that follows. */
    Duration offset(DurationOperandContext context) {
        return operand(context);
    }

    private Duration expression(DurationContext context) {
        return new Chain(context.parts, context.ops).climb(0);
    }

    /** Precedence climbing over the flat list. */
    private final class Chain {
        private final List<DurationOperandContext> parts;
        private final List<Token> ops;
        private int next;

        Chain(List<DurationOperandContext> parts, List<Token> ops) {
            this.parts = parts;
            this.ops = ops;
            checkLength(ops.size(), parts.get(0).getStart());
        }

        Duration climb(int least) {
            DurationOperandContext first = parts.get(next);
            Duration left = first.signs.isEmpty() ? unsigned(first) : signed(first);
            while (next < ops.size()) {
                Token token = ops.get(next);
                BinaryOp op = BinaryOp.of(token.getText());
                if (op.level() < least) {
                    break;
                }
                next++;
                Duration right = climb(op == BinaryOp.POW ? op.level() : op.level() + 1);
                left = arithmetic(op, token, left, right);
            }
            return left;
        }

        private Duration signed(DurationOperandContext first) {
            Duration inner = unsigned(first);
            if (next < ops.size() && BinaryOp.of(ops.get(next).getText()) == BinaryOp.POW) {
                Token token = ops.get(next++);
                inner = arithmetic(BinaryOp.POW, token, inner, climb(BinaryOp.POW.level()));
            }
            return sign(first.signs, inner);
        }
    }

    /** Builds arithmetic on two lengths. */
    Duration arithmetic(BinaryOp op, Token operator, Duration left, Duration right) {
        requires.add(Feature.DURATION_EXPRESSIONS);
        if ((op == BinaryOp.DIV || op == BinaryOp.MOD) && right instanceof Duration.Literal literal && literal.seconds() == 0) {
            errors.at(operator, op == BinaryOp.DIV ? "division by zero" : "modulo by zero");
        }
        return new Duration.Arithmetic(left.span().to(right.span()), op, left, right);
    }

    /** An operand of PromQL as part of a length, for offsets that an operator goes on with. */
    Duration of(Expr expr) {
        if (expr instanceof NumberLiteral number) {
            return new Duration.Literal(number.span(), number.value(), number.isDuration());
        }
        if (expr instanceof HoleExpr hole) {
            return new Duration.Hole(hole.span(), hole.text());
        }
        if (expr instanceof Paren paren) {
            Duration inner = of(paren.inner());
            return new Duration.Wrapped(expr.span(), inner instanceof Duration.Wrapped wrapped ? wrapped.inner() : inner);
        }
        if (expr instanceof Unary unary) {
            Duration inner = of(unary.inner());
            return unary.minus() ? new Duration.Negative(expr.span(), inner) : inner;
        }
        if (expr instanceof Binary binary && binary.op() != null && binary.op().isArithmetic() && binary.op() != BinaryOp.ATAN2
                && binary.matching() == Matching.DEFAULT) {
            return new Duration.Arithmetic(expr.span(), binary.op(), of(binary.left()), of(binary.right()));
        }
        if (expr instanceof Call call && call.function() != null) {
            List<Expr> arguments = call.arguments();
            switch (call.function().name()) {
                case "step", "range":
                    return new Duration.OfQuery(expr.span(), call.is("step"));
                case "max_of", "min_of":
                    if (arguments.size() == 2) {
                        return new Duration.Extreme(expr.span(), call.is("max_of"), of(arguments.get(0)), of(arguments.get(1)));
                    }
                    break;
                default:
                    break;
            }
        }
        errors.at(expr.span(), "unexpected operand in offset, expected number, duration, step(), or range()");
        return new Duration.Literal(expr.span(), 0, false);
    }

    private Duration operand(DurationOperandContext context) {
        return sign(context.signs, unsigned(context));
    }

    private Duration sign(List<Token> signs, Duration inner) {
        checkLength(signs.size(), signs.isEmpty() ? null : signs.get(0));
        Duration signed = inner;
        for (int i = signs.size() - 1; i >= 0; i--) {
            Token sign = signs.get(i);
            boolean minus = sign.getText().equals("-");
            Span span = span(sign.getStartIndex(), sign.getStopIndex() + 1).to(signed.span());
            if (signed instanceof Duration.Literal literal) {
                signed = new Duration.Literal(span, minus ? -literal.seconds() : literal.seconds(), literal.hasUnit());
            } else if (minus) {
                signed = new Duration.Negative(span, signed);
            }
        }
        return signed;
    }

    private Duration unsigned(DurationOperandContext context) {
        Span span = span(context);
        if (context.literal != null) {
            return literal(context.literal, span);
        }
        if (context.hole != null) {
            return new Duration.Hole(span, Template.parse(text(context)));
        }
        requires.add(Feature.DURATION_EXPRESSIONS);
        if (context.word == null) {
            Duration inner = expression(context.inner);
            Duration bare = inner instanceof Duration.Wrapped wrapped ? wrapped.inner() : inner;
            return new Duration.Wrapped(span, bare);
        }
        boolean first = (context.word.getText().charAt(1) | 0x20) == (context.inner == null ? 't' : 'a');
        return context.inner == null ? new Duration.OfQuery(span, first)
                : new Duration.Extreme(span, first, expression(context.inner), expression(context.other));
    }

    private Duration literal(Token token, Span span) {
        String number = token.getText();
        double seconds = Numerals.value(number);
        if (!Numerals.isLengthInRange(seconds)) {
            errors.at(token, "duration out of range");
        }
        return new Duration.Literal(span, seconds, Numerals.isDuration(number));
    }

    private void checkLength(int count, Token start) {
        if (count > Limits.DEPTH) {
            throw new Unexpected.Stop("expression is nested too deeply", start.getStartIndex(), start.getStopIndex() + 1);
        }
    }

    /** Without the signs. */
    private Span span(DurationOperandContext context) {
        Token first = context.literal != null ? context.literal : context.hole != null ? context.hole
                : context.word != null ? context.word : context.open;
        return span(first.getStartIndex(), context.getStop().getStopIndex() + 1);
    }

    private Text text(DurationOperandContext context) {
        return text.slice(context.hole.getStartIndex(), context.hole.getStopIndex() + 1);
    }

    private Span span(int start, int end) {
        return text.span(start, end);
    }
}
