package dev.guards.promql;

import dev.guards.promql.Errors.Located;
import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Turns the parser's contexts into expressions. The grammar reads operators as a flat list; their precedence is applied here. */
final class ExprBuilder {
    private final Text text;
    private final Places places;
    private final Errors errors;
    private final Set<Feature> requires;
    private final SelectorBuilder selectors;
    private final PostfixBuilder postfixes;
    private int depth;

    ExprBuilder(Places places, Errors errors, Set<Feature> requires, boolean holes) {
        this.text = places.text();
        this.places = places;
        this.errors = errors;
        this.requires = requires;
        this.selectors = new SelectorBuilder(places, errors, holes);
        this.postfixes = new PostfixBuilder(places, errors, requires);
    }

    Expr expr(PromQLParser.ExprContext context) {
        deeper(context.start);
        Expr whole = new Climb(context).parse(0);
        depth--;
        return whole;
    }

    private void deeper(Token at) {
        if (++depth > Limits.DEPTH) {
            throw new Unexpected.Stop("expressions are nested deeper than " + Limits.DEPTH + " levels", at.getStartIndex(), at.getStopIndex() + 1);
        }
    }

    /** Precedence climbing over one list of operands. */
    private final class Climb {
        private final PromQLParser.OperandContext first;
        private final List<PromQLParser.OperationContext> rest;
        private int next;

        Climb(PromQLParser.ExprContext context) {
            this.first = context.first;
            this.rest = context.rest;
        }

        Expr parse(int least) {
            return continued(signed(first), least);
        }

        private Expr continued(Expr operand, int least) {
            Expr left = operand;
            int chain = 0;
            while (next < rest.size()) {
                PromQLParser.OperationContext operation = rest.get(next);
                boolean suffix = operation.op == null && operation.base == null;
                BinaryOp op = operation.op == null ? null : BinaryOp.of(operation.op.getText());
                int level = suffix ? Integer.MAX_VALUE : op == null ? BinaryOp.GREATER.level() : op.level();
                if (level < least) {
                    break;
                }
                next++;
                if (suffix) {
                    left = suffixed(left, operation.hole);
                    continue;
                }
                deeper(operation.start);
                chain++;
                Expr operandRight = op == null ? postfixes.apply(atom(operation.base), operation.tails) : signed(operation.right);
                Expr right = continued(operandRight, op == BinaryOp.POW ? level : level + 1);
                left = binary(operation, op, left, right);
            }
            depth -= chain;
            return left;
        }

        /** An operand with its signs, which bind looser than {@code ^} and tighter than {@code *}. */
        private Expr signed(PromQLParser.OperandContext context) {
            Expr bare = postfixes.apply(base(context), context.tails);
            if (context.signs.isEmpty()) {
                return bare;
            }
            Expr whole = continued(bare, BinaryOp.UNARY_LEVEL + 1);
            for (int i = context.signs.size() - 1; i >= 0; i--) {
                Token sign = context.signs.get(i);
                boolean minus = sign.getText().equals("-");
                int start = sign.getStartIndex();
                int end = places.end(whole);
                whole = whole instanceof NumberLiteral literal
                        ? places.put(new NumberLiteral(text.span(start, end), minus ? -literal.value() : literal.value(), literal.isDuration()), start, end)
                        : places.put(new Unary(text.span(start, end), minus, whole), start, end);
                deeper(sign);
            }
            depth -= context.signs.size();
            return whole;
        }
    }

    private Expr suffixed(Expr inner, Token hole) {
        int start = places.start(inner);
        int end = hole.getStopIndex() + 1;
        return places.put(new Suffixed(text.span(start, end), inner, selectors.template(hole)), start, end);
    }

    private Expr binary(PromQLParser.OperationContext operation, BinaryOp op, Expr left, Expr right) {
        int start = places.start(left);
        int end = places.end(right);
        Token symbol = operation.op != null ? operation.op : operation.hole;
        PromQLParser.ModifiersContext how = operation.how;
        boolean bool = how.bool != null;
        Template written = operation.op != null
                ? Template.literal(text.slice(symbol.getStartIndex(), symbol.getStopIndex() + 1)) : selectors.template(symbol);
        return places.put(new Binary(text.span(start, end), op, written, bool, matching(how), left, right), start, end);
    }

    private Matching matching(PromQLParser.ModifiersContext how) {
        boolean plain = how.matching == null && how.fills.isEmpty();
        if (plain) {
            return Matching.DEFAULT;
        }
        boolean on = how.matching != null && how.matching.getText().equalsIgnoreCase("on");
        List<Template> labels = how.names == null ? List.of() : selectors.labels(how.names.list);
        Matching.Card card = Matching.Card.ONE_TO_ONE;
        List<Template> include = List.of();
        if (how.group != null) {
            String word = how.group.word.getText().toLowerCase(Locale.ROOT);
            card = word.startsWith("group_left") ? Matching.Card.MANY_TO_ONE : Matching.Card.ONE_TO_MANY;
            include = selectors.labels(how.group.names);
        }
        Double fillLeft = null;
        Double fillRight = null;
        for (PromQLParser.FillContext fill : how.fills) {
            requires.add(Feature.BINOP_FILL_MODIFIERS);
            double value = Numerals.value(fill.value.getText()) * (fill.sign != null && fill.sign.getText().equals("-") ? -1 : 1);
            String word = fill.word.getText().toLowerCase(Locale.ROOT);
            fillLeft = word.startsWith("fill_right") ? fillLeft : Double.valueOf(value);
            fillRight = word.startsWith("fill_left") ? fillRight : Double.valueOf(value);
        }
        return new Matching(on, labels, card, include, fillLeft, fillRight);
    }

    private Expr base(PromQLParser.OperandContext context) {
        if (context.keyword != null) {
            return selectors.selector(context.keyword.word, context.keyword.braces);
        }
        return context.variable != null ? variable(context.variable) : atom(context.base);
    }

    private Expr variable(PromQLParser.HoleAtomContext context) {
        if (context.args != null) {
            return context.by != null ? aggregate(context.word, context.args, context.by, context.stop) : call(context.word, context.args);
        }
        if (context.braces != null) {
            return selectors.selector(context.word, context.braces);
        }
        int start = context.word.getStartIndex();
        int end = context.word.getStopIndex() + 1;
        return places.put(new HoleExpr(text.span(start, end), selectors.template(context.word)), start, end);
    }

    private Expr atom(PromQLParser.AtomContext context) {
        int start = context.start.getStartIndex();
        int end = context.stop.getStopIndex() + 1;
        if (context.inner != null) {
            return places.put(new Paren(text.span(start, end), expr(context.inner)), start, end);
        }
        if (context.word == null && context.braces == null) {
            return context.start.getType() == PromQLLexer.NUMBER
                    ? places.put(new NumberLiteral(text.span(start, end), Numerals.value(context.start.getText()),
                            Numerals.isDuration(context.start.getText())), start, end)
                    : places.put(new StringLiteral(text.span(start, end), selectors.content(context.start)), start, end);
        }
        if (context.args != null) {
            boolean aggregates = context.word.getType() == PromQLLexer.AGGREGATION || context.by != null;
            return aggregates ? aggregate(context.word, context.args, context.by, context.stop) : call(context.word, context.args);
        }
        return selectors.selector(context.word, context.braces);
    }

    private List<Expr> arguments(PromQLParser.ArgumentsContext context) {
        List<Expr> arguments = new ArrayList<>();
        if (context.first != null) {
            arguments.add(expr(context.first));
        }
        for (int i = 0; i < context.rest.size(); i++) {
            PromQLParser.ArgumentTailContext tail = context.rest.get(i);
            if (tail.value != null) {
                arguments.add(expr(tail.value));
            } else if (i + 1 == context.rest.size()) {
                errors.at(tail.start, "trailing commas not allowed in function call args");
            } else {
                errors.at(context.rest.get(i + 1).start, "unexpected \",\"");
            }
        }
        return arguments;
    }

    private Expr call(Token name, PromQLParser.ArgumentsContext args) {
        Template template = selectors.template(name);
        int start = name.getStartIndex();
        int end = args.close.getStopIndex() + 1;
        Function function = template.hasHoles() ? null : Functions.of(template.literal());
        List<Expr> arguments = arguments(args);
        if (function == null && !template.hasHoles()) {
            String near = Functions.near(template.literal());
            errors.add(start, name.getStopIndex() + 1, "unknown function with name \"" + template + "\"", near == null ? "" : "did you mean `" + near + "`?");
        }
        if (function != null && function.isExperimental()) {
            requires.add(Feature.EXPERIMENTAL_FUNCTIONS);
        }
        return places.put(new Call(text.span(start, end), template, function, arguments), start, end);
    }

    private Expr aggregate(Token name, PromQLParser.ArgumentsContext args, PromQLParser.GroupingContext by, Token last) {
        Template template = selectors.template(name);
        int start = name.getStartIndex();
        int end = last.getStopIndex() + 1;
        Located place = new Located(start, end);
        Aggregator operator = template.hasHoles() ? null : Aggregator.of(template.literal().toLowerCase(Locale.ROOT));
        List<Expr> arguments = arguments(args);
        Grouping grouping = by == null ? null : new Grouping(by.word.getText().equalsIgnoreCase("without"), selectors.labels(by.names.list));
        if (arguments.isEmpty()) {
            errors.at(place, "no arguments for aggregate expression provided");
            return places.put(new StringLiteral(text.span(start, end), Template.literal(text.slice(start, end))), start, end);
        }
        if (operator != null && operator.isExperimental()) {
            requires.add(Feature.EXPERIMENTAL_FUNCTIONS);
        }
        int wanted = operator == null ? Math.min(arguments.size(), 2) : operator.parameter() == null ? 1 : 2;
        if (arguments.size() != wanted) {
            errors.at(place, "wrong number of arguments for aggregate expression provided, expected " + wanted + ", got " + arguments.size());
        }
        Expr parameter = wanted == 2 && arguments.size() > 1 ? arguments.get(0) : null;
        return places.put(new Aggregate(text.span(start, end), template, operator, grouping, parameter, arguments.get(parameter == null ? 0 : 1)),
                start, end);
    }
}
