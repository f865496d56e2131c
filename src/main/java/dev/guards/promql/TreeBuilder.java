package dev.guards.promql;

import dev.guards.promql.PromQLParser.ArgumentTailContext;
import dev.guards.promql.PromQLParser.ArgumentsContext;
import dev.guards.promql.PromQLParser.AtomContext;
import dev.guards.promql.PromQLParser.ExprContext;
import dev.guards.promql.PromQLParser.GroupingContext;
import dev.guards.promql.PromQLParser.HoleAtomContext;
import dev.guards.promql.PromQLParser.LabelListContext;
import dev.guards.promql.PromQLParser.MatchersContext;
import dev.guards.promql.PromQLParser.OperandContext;
import dev.guards.promql.PromQLParser.OperationContext;
import dev.guards.promql.PromQLParser.PostfixContext;
import dev.guards.promql.PromQLParser.QueryContext;
import dev.guards.promql.PromQLParser.WordAtomContext;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns what the parser read into the tree, operators by their precedence, and judges what Prometheus judges while parsing. */
final class TreeBuilder {
    private final Text text;
    private final Errors errors;
    private final Set<Feature> requires;
    private final SelectorBuilder selectors;
    private final DurationBuilder durations;
    private final MatchingBuilder matchings;
    private final PostfixBuilder postfixes;
    private final GroupingBuilder groupings;
    private int depth;

    TreeBuilder(Text text, Options options, Errors errors, Set<Feature> requires) {
        this.text = text;
        this.errors = errors;
        this.requires = requires;
        this.selectors = new SelectorBuilder(text, options, errors);
        this.durations = new DurationBuilder(text, errors, requires);
        this.groupings = new GroupingBuilder(selectors, errors);
        this.matchings = new MatchingBuilder(selectors, requires);
        this.postfixes = new PostfixBuilder(text, errors, requires, durations);
    }

    Expr build(QueryContext context) {
        return expr(context.whole);
    }

    /**
     * Builds, for their errors, the parts that were read to their end before the parser had to stop within {@code context}.
     *
     * @param knewNext whether it stopped at a proper token; Prometheus judges some parts only when it has seen that
     */
    void completed(ParserRuleContext context, boolean knewNext) {
        ParserRuleContext parent = context.getParent();
        if (parent != null) {
            completed(parent, knewNext);
        }
        if (context instanceof QueryContext query && query.whole != null) {
            expr(query.whole);
        } else if (context instanceof ExprContext expr && expr.first != null) {
            expr(expr);
        } else if (context instanceof OperationContext operation && operation.how != null) {
            matchings.matching(operation.how);
        } else if (context instanceof OperandContext operand && (operand.base != null || operand.variable != null)) {
            unsigned(operand);
        } else if (context instanceof AtomContext atom && atom.args != null) {
            call(atom.word, atom.args, null, null, atom.args);
        } else if (context instanceof AtomContext atom && atom.inner != null) {
            expr(atom.inner);
        } else if (context instanceof ArgumentsContext arguments) {
            arguments(arguments, knewNext);
        } else if (context instanceof MatchersContext braces) {
            selectors.matchers(braces, new ArrayList<>(0));
        } else if (context instanceof LabelListContext labels) {
            selectors.labels(labels);
        } else if (context instanceof PostfixContext postfix && postfix.range != null && knewNext) {
            durations.positive(postfix.range);
        }
    }

    private Expr expr(ExprContext context) {
        int length = context.rest.size() + 1;
        deeper(length, context);
        Expr built = new Chain(context).climb(context.first, 0);
        depth -= length;
        return built;
    }

    private void deeper(int levels, ParserRuleContext context) {
        depth += levels;
        if (depth > Limits.DEPTH) {
            int start = context.getStart().getStartIndex();
            throw new Unexpected.Stop("expression is nested deeper than " + Limits.DEPTH + " levels", start, start);
        }
    }

    /** Precedence climbing over the flat list of operators. */
    private final class Chain {
        private final List<OperationContext> operations;
        private int next;

        Chain(ExprContext context) {
            this.operations = context.rest;
        }

        Expr climb(OperandContext first, int least) {
            return operations(signed(first), least);
        }

        private Expr operations(Expr first, int least) {
            Expr left = first;
            while (next < operations.size()) {
                OperationContext operation = operations.get(next);
                if (operation.hole != null) {
                    if (least > 0) {
                        break;
                    }
                    left = hole(operation, left);
                    continue;
                }
                BinaryOp op = BinaryOp.of(operation.op.getText());
                if (op.level() < least) {
                    break;
                }
                next++;
                boolean inOffset = op.isArithmetic() && op != BinaryOp.ATAN2 && postfixes.absorbs(left);
                Matching matching = matchings.matching(operation.how);
                Expr right = climb(operation.right, op == BinaryOp.POW ? op.level() : op.level() + 1);
                if (inOffset) {
                    left = postfixes.absorb(left, op, operation.op, right);
                    continue;
                }
                left = new Binary(left.span().to(right.span()), op, selectors.template(operation.op),
                        operation.how.bool != null, matching, left, right);
            }
            return left;
        }

        /** A variable behind an operand: an operator when an operand follows, else text that ends the expression. */
        private Expr hole(OperationContext operation, Expr left) {
            next++;
            Template hole = selectors.template(operation.hole);
            OperationContext behind = next < operations.size() && operation.base == null ? operations.get(next) : null;
            if (behind != null && behind.hole != null && (behind.base == null || behind.base.word == null && behind.base.braces != null)) {
                next++;
                return operator(hole, left, null, operandHole(behind));
            }
            if (operation.base == null) {
                return new Suffixed(left.span().to(hole.span()), left, hole);
            }
            if (mayBeGrouping(left, operation)) {
                Text suffix = text.slice(operation.hole.getStartIndex(), operation.getStop().getStopIndex() + 1);
                return new Suffixed(left.span().to(suffix.span()), left, Template.parse(suffix));
            }
            Expr right = postfixes.apply(atom(operation.base), operation.tails);
            return operator(hole, left, operation, operations(right, BinaryOp.ADD.level()));
        }

        /** {@code sum(up) $x (y)}: the variable may as well be {@code by} as an operator. */
        private boolean mayBeGrouping(Expr left, OperationContext operation) {
            ExprContext inner = operation.base.inner;
            return inner != null && inner.getStart() == inner.getStop() && inner.getStart().getType() != PromQLLexer.NUMBER
                    && operation.tails.isEmpty() && left instanceof Aggregate aggregate && aggregate.grouping() == null;
        }

        private Expr operator(Template hole, Expr left, OperationContext operation, Expr right) {
            boolean bool = operation != null && operation.how != null && operation.how.bool != null;
            Matching matching = operation == null || operation.how == null ? Matching.DEFAULT : matchings.matching(operation.how);
            return new Binary(left.span().to(right.span()), null, hole, bool, matching, left, right);
        }

        /** {@code $op $metric{..}}: the second variable is the operand. */
        private Expr operandHole(OperationContext operation) {
            Template name = selectors.template(operation.hole);
            Expr operand = operation.base == null ? new HoleExpr(name.span(), name)
                    : selector(name, operation.hole, operation.base.braces, operation.base.getStop());
            return operations(postfixes.apply(operand, operation.tails), BinaryOp.ADD.level());
        }

        /** A sign binds looser than {@code ^} and tighter than everything else. */
        private Expr signed(OperandContext context) {
            List<Token> signs = context.signs;
            if (signs.isEmpty()) {
                return unsigned(context);
            }
            deeper(signs.size(), context);
            Expr inner = operations(unsigned(context), BinaryOp.UNARY_LEVEL + 1);
            depth -= signs.size();
            for (int i = signs.size() - 1; i >= 0; i--) {
                boolean minus = signs.get(i).getText().equals("-");
                Span span = span(signs.get(i)).to(inner.span());
                inner = inner instanceof NumberLiteral number
                        ? new NumberLiteral(span, minus ? -number.value() : number.value(), number.isDuration())
                        : new Unary(span, minus, inner);
            }
            return inner;
        }
    }

    private Expr unsigned(OperandContext context) {
        Expr operand = context.base != null ? atom(context.base)
                : context.variable != null ? variable(context.variable) : keyword(context.keyword);
        return context.tails.isEmpty() ? operand : postfixes.apply(operand, context.tails);
    }

    private Expr atom(AtomContext context) {
        Token start = context.getStart();
        if (context.word != null) {
            if (context.args != null) {
                return call(context);
            }
            Template name = selectors.template(context.word);
            char first = context.word.getText().charAt(0);
            boolean isNumber = context.braces == null && (first >= '0' && first <= '9' || first == '.');
            return isNumber ? new HoleExpr(name.span(), name)
                    : selector(name, context.word, context.braces, context.getStop());
        }
        if (context.inner != null) {
            return new Paren(span(context), expr(context.inner));
        }
        if (context.braces != null) {
            return selector(null, start, context.braces, context.getStop());
        }
        if (start.getType() == PromQLLexer.STRING) {
            return new StringLiteral(span(start), selectors.template(start));
        }
        String number = start.getText();
        return new NumberLiteral(span(start), Numerals.value(number), Numerals.isDuration(number));
    }

    private Expr keyword(WordAtomContext context) {
        return selector(selectors.template(context.word), context.word, context.braces, context.getStop());
    }

    private Expr variable(HoleAtomContext context) {
        if (context.args != null) {
            return call(context.word, context.args, context.by, null, context);
        }
        Template name = selectors.template(context.word);
        return context.braces == null ? new HoleExpr(name.span(), name)
                : selector(name, context.word, context.braces, context.getStop());
    }

    private VectorSelector selector(Template name, Token first, MatchersContext braces, Token last) {
        List<Template> holes = new ArrayList<>(0);
        List<LabelMatcher> matchers = braces == null ? List.of() : selectors.matchers(braces, holes);
        return new VectorSelector(text.span(first.getStartIndex(), last.getStopIndex() + 1), name, matchers, holes, Modifiers.NONE);
    }

    /** What is called; two pairs of parentheses belong to {@code sum $by (a) (up)} only. */
    private Expr call(AtomContext context) {
        boolean listed = context.more != null && context.by.hole != null;
        Expr call = call(context.word, listed ? context.more : context.args, context.by, listed ? context.args : null, context);
        if (context.more != null && !listed) {
            errors.at(context.more.getStart(), "unexpected \"(\"");
        }
        return call;
    }

    /** A function or, by its name or its grouping, an aggregation. */
    private Expr call(Token word, ArgumentsContext arguments, GroupingContext by, ArgumentsContext labels, ParserRuleContext whole) {
        List<Expr> values = arguments(arguments, true);
        Template name = selectors.template(word);
        Span place = span(whole).to(span(word));
        if (word.getType() == PromQLLexer.AGGREGATION || by != null) {
            return aggregate(name, values, by == null ? null : groupings.grouping(by, labels), place);
        }
        String literal = name.literal();
        Function function = literal == null ? null : Functions.of(literal);
        if (literal != null && function == null) {
            String near = Functions.near(literal);
            errors.add(word.getStartIndex(), word.getStopIndex() + 1, "unknown function with name \"" + literal + "\"",
                    near == null ? "" : literal.equals("holt_winters") ? "since Prometheus 3.0 it is `" + near + "`, which needs"
                            + " --enable-feature=promql-experimental-functions" : "did you mean `" + near + "`?");
        } else if (function != null && function.isExperimental()) {
            requires.add(Feature.EXPERIMENTAL_FUNCTIONS);
        }
        return new Call(place, name, function, values);
    }

    private Expr aggregate(Template name, List<Expr> values, Grouping grouping, Span place) {
        Aggregator aggregator = name.hasHoles() ? null : Aggregator.of(name.literal().toLowerCase(Locale.ROOT));
        if (aggregator != null && aggregator.isExperimental()) {
            requires.add(Feature.EXPERIMENTAL_FUNCTIONS);
        }
        int wanted = aggregator == null ? values.size() : aggregator.parameter() == null ? 1 : 2;
        if (values.isEmpty()) {
            errors.at(place, "no arguments for aggregate expression provided");
        } else if ((values.size() != wanted || wanted > 2) && !(values.size() < wanted && TypeCheck.mayBeSeveral(values))) {
            errors.at(place, "wrong number of arguments for aggregate expression provided, expected " + Math.min(wanted, 2)
                    + ", got " + values.size());
        }
        if (values.isEmpty() || values.size() > 2 || values.size() < wanted) {
            return new Call(place, name, null, values);
        }
        return new Aggregate(place, name, aggregator, grouping, values.size() == 2 ? values.get(0) : null,
                values.get(values.size() - 1));
    }

    /** @param complete whether a comma at the end is known to be the last thing */
    private List<Expr> arguments(ArgumentsContext context, boolean complete) {
        if (context.first == null) {
            return List.of();
        }
        deeper(1, context);
        List<Expr> values = new ArrayList<>();
        values.add(expr(context.first));
        for (ArgumentTailContext tail : context.rest) {
            if (tail.value == null && (complete || tail != context.rest.get(context.rest.size() - 1))) {
                errors.at(tail.getStart(), "trailing commas not allowed in function call args");
            } else if (tail.value != null) {
                values.add(expr(tail.value));
            }
        }
        depth--;
        return values;
    }

    private Span span(Token token) {
        return text.span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    private Span span(ParserRuleContext context) {
        return text.span(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
    }
}
