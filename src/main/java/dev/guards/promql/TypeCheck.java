package dev.guards.promql;

import dev.guards.promql.Errors.Located;
import dev.guards.template.Template;
import java.util.List;

/** What Prometheus refuses once a query has been read: types, arguments, matching (its parser, version 3.14). Holes fit everywhere. */
final class TypeCheck {
    private final Places places;
    private final Errors errors;
    private final String text;

    TypeCheck(Places places, Errors errors) {
        this.places = places;
        this.errors = errors;
        this.text = places.text().value();
    }

    void check(Expr expr) {
        if (expr instanceof Aggregate aggregate) {
            aggregate(aggregate);
        } else if (expr instanceof Binary binary) {
            binary(binary);
        } else if (expr instanceof Call call) {
            call(call);
        } else if (expr instanceof Unary unary) {
            check(unary.inner());
            if (!isOperand(unary.inner().type())) {
                errors.at(places.of(unary), "unary expression only allowed on expressions of type scalar or instant vector, got \""
                        + unary.inner().type().words() + "\"");
            }
        } else if (expr instanceof Subquery subquery) {
            check(subquery.inner());
            if (!subquery.inner().type().fits(ValueType.VECTOR)) {
                errors.at(places.of(subquery), "subquery is only allowed on instant vector, got " + subquery.inner().type().id() + " instead");
            }
        } else if (expr instanceof VectorSelector selector) {
            selector(selector, false);
        } else {
            expr.children().forEach(this::check);
        }
    }

    private static boolean isOperand(ValueType type) {
        return type.fits(ValueType.SCALAR) || type.fits(ValueType.VECTOR);
    }

    private void expect(Expr expr, ValueType wanted, String context) {
        check(expr);
        if (!expr.type().fits(wanted)) {
            errors.at(places.of(expr), "expected type " + wanted.words() + " in " + context + ", got " + expr.type().words());
        }
    }

    private void aggregate(Aggregate aggregate) {
        expect(aggregate.inner(), ValueType.VECTOR, "aggregation expression");
        if (aggregate.parameter() != null && aggregate.operator() != null) {
            expect(aggregate.parameter(), aggregate.operator().parameter(), "aggregation parameter");
        } else if (aggregate.parameter() != null) {
            check(aggregate.parameter());
        }
    }

    private void binary(Binary binary) {
        check(binary.left());
        check(binary.right());
        BinaryOp op = binary.op();
        ValueType left = binary.left().type();
        ValueType right = binary.right().type();
        if (op != null && binary.bool() && !op.isComparison()) {
            errors.at(operator(binary), "bool modifier can only be used on comparison operators");
        }
        if (op != null && op.isComparison() && !binary.bool() && left == ValueType.SCALAR && right == ValueType.SCALAR) {
            errors.at(operator(binary), "comparisons between scalars must use BOOL modifier");
        }
        Matching matching = binary.matching();
        for (Template label : matching.on() ? matching.labels() : List.<Template>of()) {
            if (matching.include().contains(label)) {
                errors.at(operator(binary), "label \"" + label + "\" must not occur in ON and GROUP clause at once");
            }
        }
        for (Expr side : binary.children()) {
            if (!isOperand(side.type())) {
                errors.at(places.of(side), "binary expression must contain only scalar and instant vector types");
            }
        }
        matching(binary, left, right);
        boolean scalar = left == ValueType.SCALAR || right == ValueType.SCALAR;
        if (op != null && op.isSet() && scalar) {
            errors.at(places.of(binary), "set operator \"" + op.symbol() + "\" not allowed in binary scalar expression");
        }
    }

    private void matching(Binary binary, ValueType left, ValueType right) {
        Matching matching = binary.matching();
        boolean fills = matching.fillLeft() != null || matching.fillRight() != null;
        if (!left.fits(ValueType.VECTOR) || !right.fits(ValueType.VECTOR)) {
            if (!matching.labels().isEmpty()) {
                errors.at(places.of(binary), "vector matching only allowed between instant vectors");
            }
            if (fills) {
                errors.at(places.of(binary), "filling in missing series only allowed between instant vectors");
            }
        } else if (binary.op() != null && binary.op().isSet()) {
            if (matching.card() != Matching.Card.ONE_TO_ONE) {
                errors.at(places.of(binary), "no grouping allowed for \"" + binary.op().symbol() + "\" operation");
            }
            if (fills) {
                errors.at(places.of(binary), "filling in missing series not allowed for set operators");
            }
        }
    }

    /** What stands between the operands. */
    private Located operator(Binary binary) {
        int start = places.end(binary.left());
        int end = places.start(binary.right());
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return new Located(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private void call(Call call) {
        Function function = call.function();
        if (function == null) {
            call.arguments().forEach(this::check);
            return;
        }
        String name = "\"" + function.name() + "\"";
        int count = call.arguments().size();
        if (function.variadic() == 0 && count != function.arguments().size()) {
            errors.at(places.of(call), "expected " + function.arguments().size() + " argument(s) in call to " + name + ", got " + count);
        } else if (function.variadic() != 0 && count < function.least()) {
            errors.at(places.of(call), "expected at least " + function.least() + " argument(s) in call to " + name + ", got " + count);
        } else if (function.variadic() > 0 && count > function.most()) {
            errors.at(places.of(call), "expected at most " + function.most() + " argument(s) in call to " + name + ", got " + count);
        }
        boolean info = function.name().equals("info") && count > 1;
        if (info) {
            info(call, call.arguments().get(1));
        }
        for (int i = 0; i < count; i++) {
            Expr argument = call.arguments().get(i);
            if (i >= function.arguments().size() && function.variadic() == 0) {
                break;
            }
            if (info && i == 1 && argument instanceof VectorSelector selector) {
                selector(selector, true);
            } else {
                expect(argument, function.argument(i), "call to function " + name);
            }
        }
    }

    /** The second argument of {@code info} only says which labels are wanted. */
    private void info(Call call, Expr wanted) {
        if (!wanted.type().fits(ValueType.VECTOR)) {
            errors.at(places.of(call), "expected type instant vector in call to function \"info\", got " + wanted.type().words());
        }
        if (wanted instanceof VectorSelector selector) {
            if (selector.name() != null) {
                errors.at(places.of(wanted), "expected label selectors only, got vector selector instead");
            }
        } else if (!(wanted instanceof HoleExpr)) {
            errors.at(places.of(wanted), "expected label selectors only");
        }
    }

    private void selector(VectorSelector selector, boolean mayBeEmpty) {
        if (selector.name() != null) {
            for (LabelMatcher matcher : selector.matchers()) {
                if (matcher.isName()) {
                    errors.at(places.of(selector), "metric name must not be set twice: \"" + selector.name() + "\" or \"" + matcher.value() + "\"");
                }
            }
            return;
        }
        boolean selective = mayBeEmpty || !selector.matcherHoles().isEmpty();
        for (LabelMatcher matcher : selector.matchers()) {
            selective |= matcher.plain() == null || excludesEmpty(matcher);
        }
        if (!selective) {
            errors.at(places.of(selector), "vector selector must contain at least one non-empty matcher");
        }
    }

    private static boolean excludesEmpty(LabelMatcher matcher) {
        String value = matcher.value().literal();
        return switch (matcher.op()) {
            case EQUAL -> !value.isEmpty();
            case NOT_EQUAL -> value.isEmpty();
            case MATCHES -> !matchesEmpty(value);
            case NOT_MATCHES -> matchesEmpty(value);
        };
    }

    private static boolean matchesEmpty(String pattern) {
        try {
            return dev.guards.regex.Re2.compile(pattern).matches("");
        } catch (dev.guards.regex.Re2Exception e) {
            return false;
        }
    }
}
