package dev.guards.promql;

import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;

/** Prometheus' checks of a tree that parsed: types, arity, matching. What depends on a hole is let through. */
final class TypeCheck implements Visitor<Void> {
    private static final String OPERANDS = "binary expression must contain only scalar and instant vector types";

    private final Errors errors;
    private final Text text;
    /** The selector that needs no matcher: the second argument of {@code info}. */
    private Expr labelSelector;

    TypeCheck(Errors errors, Text text) {
        this.errors = errors;
        this.text = text;
    }

    void check(Expr expr) {
        expr.accept(this);
    }

    private void expect(Expr expr, ValueType wanted, String where) {
        check(expr);
        mismatch(expr, wanted, where);
    }

    private void mismatch(Expr expr, ValueType wanted, String where) {
        if (!expr.type().fits(wanted)) {
            errors.at(expr.span(), "expected type " + wanted.words() + " in " + where + ", got " + expr.type().words());
        }
    }

    @Override
    public Void number(NumberLiteral literal) {
        return null;
    }

    @Override
    public Void string(StringLiteral literal) {
        return null;
    }

    @Override
    public Void vector(VectorSelector selector) {
        if (selector.name() != null) {
            for (LabelMatcher matcher : selector.matchers()) {
                if (matcher.isName()) {
                    errors.at(selector.span(), "metric name must not be set twice: \"" + selector.name() + "\" or \"" + matcher.value() + "\"");
                }
            }
        } else if (selector != labelSelector && selector.matcherHoles().isEmpty() && mayBeEmpty(selector.matchers())) {
            errors.at(selector.span(), "vector selector must contain at least one non-empty matcher");
        }
        return null;
    }

    /** Whether all matchers take the empty text, so that the selector would take every series. */
    private static boolean mayBeEmpty(List<LabelMatcher> matchers) {
        for (LabelMatcher matcher : matchers) {
            if (matcher.value().hasHoles() || !takesEmpty(matcher.op(), matcher.value().literal())) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesEmpty(Matcher.Op op, String value) {
        boolean matches = op.isRegex() ? Re2.of(value).matches("") : value.isEmpty();
        return matches != op.isNegative();
    }

    @Override
    public Void matrix(MatrixSelector selector) {
        check(selector.selector());
        return null;
    }

    @Override
    public Void subquery(Subquery subquery) {
        check(subquery.inner());
        ValueType type = subquery.inner().type();
        if (!type.fits(ValueType.VECTOR)) {
            errors.at(subquery.span(), "subquery is only allowed on instant vector, got " + type.id() + " instead");
        }
        return null;
    }

    @Override
    public Void call(Call call) {
        Function function = call.function();
        List<Expr> arguments = call.arguments();
        if (function == null) {
            for (Expr argument : arguments) {
                check(argument);
            }
            return null;
        }
        if (arguments.size() < function.least() && mayBeSeveral(arguments)) {
            // Which argument is which is not known.
            for (Expr argument : arguments) {
                check(argument);
            }
            return null;
        }
        arity(call, function, arguments.size());
        if (call.is("info") && arguments.size() > 1) {
            info(call, arguments.get(1));
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (i >= function.arguments().size() && function.variadic() == 0) {
                break;
            }
            // Not before the first argument is checked, which may be another call of info.
            labelSelector = i == 1 && call.is("info") ? arguments.get(1) : labelSelector;
            expect(arguments.get(i), function.argument(i), "call to function \"" + function.name() + "\"");
        }
        return null;
    }

    /** Whether a variable that is an argument, or stands behind one, may hold commas. */
    static boolean mayBeSeveral(List<Expr> arguments) {
        for (Expr argument : arguments) {
            if (argument instanceof HoleExpr || argument instanceof Suffixed || argument instanceof Binary binary && binary.op() == null) {
                return true;
            }
        }
        return false;
    }

    private void arity(Call call, Function function, int count) {
        String wanted = function.variadic() == 0 && count != function.arguments().size() ? "" + function.arguments().size()
                : count < function.least() ? "at least " + function.least()
                : count > function.most() ? "at most " + function.most() : null;
        if (wanted != null) {
            errors.at(call.span(), "expected " + wanted + " argument(s) in call to \"" + function.name() + "\", got " + count);
        }
    }

    private void info(Call call, Expr labels) {
        mismatchAt(call.span(), labels);
        if (labels instanceof VectorSelector selector) {
            if (selector.name() != null && !selector.name().hasHoles()) {
                errors.at(labels.span(), "expected label selectors only, got vector selector instead");
            }
        } else if (!(labels instanceof HoleExpr)) {
            errors.at(labels.span(), "expected label selectors only");
        }
    }

    private void mismatchAt(Span span, Expr labels) {
        if (!labels.type().fits(ValueType.VECTOR)) {
            errors.at(span, "expected type instant vector in call to function \"info\", got " + labels.type().words());
        }
    }

    @Override
    public Void aggregate(Aggregate aggregate) {
        expect(aggregate.inner(), ValueType.VECTOR, "aggregation expression");
        if (aggregate.parameter() != null) {
            ValueType wanted = aggregate.operator() == null ? ValueType.UNKNOWN : aggregate.operator().parameter();
            expect(aggregate.parameter(), wanted, "aggregation parameter");
        }
        return null;
    }

    @Override
    public Void binary(Binary binary) {
        Expr left = binary.left();
        Expr right = binary.right();
        check(left);
        check(right);
        ValueType lt = left.type();
        ValueType rt = right.type();
        BinaryOp op = binary.op();
        if (op == null) {
            // Perhaps no operator at all: x[5m] $offset 1h
            return null;
        }
        operator(binary, op, lt, rt);
        if (lt == ValueType.MATRIX || lt == ValueType.STRING) {
            errors.at(left.span(), OPERANDS);
        }
        if (rt == ValueType.MATRIX || rt == ValueType.STRING) {
            errors.at(right.span(), OPERANDS);
        }
        matching(binary, op, lt, rt);
        if (op.isSet() && (lt == ValueType.SCALAR || rt == ValueType.SCALAR)) {
            errors.at(binary.span(), "set operator \"" + op.symbol() + "\" not allowed in binary scalar expression");
        }
        return null;
    }

    private void operator(Binary binary, BinaryOp op, ValueType lt, ValueType rt) {
        if (binary.bool() && !op.isComparison()) {
            atOperator(binary, "bool modifier can only be used on comparison operators");
        }
        if (op.isComparison() && !binary.bool() && lt == ValueType.SCALAR && rt == ValueType.SCALAR) {
            atOperator(binary, "comparisons between scalars must use BOOL modifier");
        }
        Matching matching = binary.matching();
        if (matching.on()) {
            for (Template label : matching.labels()) {
                if (matching.include().contains(label)) {
                    atOperator(binary, "label \"" + label + "\" must not occur in ON and GROUP clause at once");
                }
            }
        }
    }

    private void matching(Binary binary, BinaryOp op, ValueType lt, ValueType rt) {
        Matching matching = binary.matching();
        boolean fills = matching.fillLeft() != null || matching.fillRight() != null;
        if (!lt.fits(ValueType.VECTOR) || !rt.fits(ValueType.VECTOR)) {
            if (!matching.labels().isEmpty()) {
                errors.at(binary.span(), "vector matching only allowed between instant vectors");
            }
            if (fills) {
                errors.at(binary.span(), "filling in missing series only allowed between instant vectors");
            }
        } else if (op.isSet()) {
            if (matching.card() != Matching.Card.ONE_TO_ONE) {
                errors.at(binary.span(), "no grouping allowed for \"" + op.symbol() + "\" operation");
            }
            if (fills) {
                errors.at(binary.span(), "filling in missing series not allowed for set operators");
            }
        }
    }

    /** From the operator to the right operand. */
    private void atOperator(Binary binary, String message) {
        int end = errors.index(binary.right().span().start());
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        errors.add(errors.index(binary.operator().span().start()), end, message, "");
    }

    @Override
    public Void unary(Unary unary) {
        check(unary.inner());
        ValueType type = unary.inner().type();
        if (type == ValueType.MATRIX || type == ValueType.STRING) {
            errors.at(unary.span(), "unary expression only allowed on expressions of type scalar or instant vector, got \"" + type.words() + "\"");
        }
        return null;
    }

    @Override
    public Void paren(Paren paren) {
        check(paren.inner());
        return null;
    }

    @Override
    public Void hole(HoleExpr hole) {
        return null;
    }

    @Override
    public Void suffixed(Suffixed suffixed) {
        check(suffixed.inner());
        return null;
    }
}
