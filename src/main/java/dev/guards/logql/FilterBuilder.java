package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * Turns the flat list of comparisons of a label filter into a tree. Loki's grammar gives {@code and} and {@code or} a
 * precedence, but none to the comma and to plain juxtaposition: where one of these meets anything, the right side binds first.
 */
final class FilterBuilder {
    /** What joins two comparisons. COMMA stands for juxtaposition too. */
    private enum Link { OR, AND, COMMA }

    private final StageBuilder stages;

    FilterBuilder(StageBuilder stages) {
        this.stages = stages;
    }

    Filter filter(LogQLParser.LabelFilterContext context) {
        Deque<Filter> operands = new ArrayDeque<>();
        Deque<Link> links = new ArrayDeque<>();
        Link next = null;
        for (ParseTree child : context.children) {
            if (child instanceof LogQLParser.LinkContext link) {
                next = link.AND() != null ? Link.AND : link.OR() != null ? Link.OR : Link.COMMA;
                continue;
            }
            if (!operands.isEmpty()) {
                Link link = next == null ? Link.COMMA : next;
                while (!links.isEmpty() && bindsFirst(links.peek(), link)) {
                    join(operands, links);
                }
                links.push(link);
                next = null;
            }
            operands.push(child instanceof LogQLParser.ComparisonContext comparison ? comparison(comparison)
                    : named((LogQLParser.NamedContext) child));
        }
        while (!links.isEmpty()) {
            join(operands, links);
        }
        return operands.pop();
    }

    private static boolean bindsFirst(Link left, Link right) {
        return left != Link.COMMA && right != Link.COMMA && left.ordinal() >= right.ordinal();
    }

    private static void join(Deque<Filter> operands, Deque<Link> links) {
        Filter right = operands.pop();
        Filter left = operands.pop();
        Span span = left.span().to(right.span());
        operands.push(links.pop() == Link.OR ? new Filter.Or(span, left, right) : new Filter.And(span, left, right));
    }

    private Filter comparison(LogQLParser.ComparisonContext context) {
        return context.named() != null ? named(context.named()) : new Filter.Hole(stages.span(context), stages.template(context));
    }

    private Filter named(LogQLParser.NamedContext context) {
        if (context.labelFilter() != null) {
            return filter(context.labelFilter());
        }
        return compare(stages.span(context), stages.template(context.label), context.operator(), context.filterValue());
    }

    private Filter compare(Span span, Template label, LogQLParser.OperatorContext operatorContext,
            LogQLParser.FilterValueContext valueContext) {
        Filter.Operator operator = operatorContext.HOLE() != null ? null : Filter.Operator.of(operatorContext.getText());
        Filter.Value value = value(valueContext);
        if (operator != null) {
            checkOperator(operator, value, operatorContext, valueContext);
        }
        Filter.Operator canonical = operator == Filter.Operator.EQUAL && !(value instanceof Filter.TextValue)
                && !(value instanceof Filter.IpValue) ? Filter.Operator.SAME : operator;
        Template hole = operator == null ? stages.template(operatorContext) : null;
        return new Filter.Comparison(span, label, canonical, hole, value);
    }

    private Filter.Value value(LogQLParser.FilterValueContext context) {
        Span span = stages.span(context);
        String written = context.getText();
        if (context.IP() != null) {
            return new Filter.IpValue(span, stages.quoted(context.text()));
        } else if (context.text() != null) {
            return new Filter.TextValue(stages.quoted(context.text()));
        } else if (context.hole() != null) {
            return new Filter.TextValue(new Quoted(span, stages.written(context), false));
        } else if (context.DURATION() != null) {
            Long nanos = Numbers.duration(written);
            if (nanos == null) {
                throw Refused.at(context, "`" + written + "` is no duration", "");
            }
            return new Filter.DurationValue(span, nanos);
        } else if (context.BYTES() != null) {
            Long bytes = Numbers.bytes(written);
            if (bytes == null) {
                throw Refused.at(context, "`" + written + "` is no number of bytes", "");
            }
            return new Filter.BytesValue(span, bytes);
        }
        Double number = Numbers.number(context.NUMBER().getText());
        if (number == null) {
            throw Refused.at(context, "`" + written + "` is no number", "");
        }
        return new Filter.NumberValue(span, context.SUB() != null ? -number : number);
    }

    private static void checkOperator(Filter.Operator operator, Filter.Value value, LogQLParser.OperatorContext operatorContext,
            LogQLParser.FilterValueContext valueContext) {
        boolean text = value instanceof Filter.TextValue;
        if (text && ((Filter.TextValue) value).text().quoted()) {
            if (operator.ordinal() >= Filter.Operator.SAME.ordinal()) {
                throw Refused.at(valueContext, "`" + operator.symbol() + "` compares numbers, durations or sizes, not a string",
                        operator == Filter.Operator.SAME ? "strings are compared with =" : "write the number without quotes");
            }
            if (operator.isRegex()) {
                StageBuilder.compileFilter(valueContext.text(), ((Filter.TextValue) value).text());
            }
        } else if (value instanceof Filter.IpValue) {
            if (operator != Filter.Operator.EQUAL && operator != Filter.Operator.NOT_EQUAL) {
                throw Refused.at(valueContext, "ip() is compared with = or != only", "");
            }
        } else if (!text && operator.isRegex()) {
            throw Refused.at(valueContext, "`" + operator.symbol() + "` wants a string", List.of("=~", "!~").contains(operator.symbol())
                    ? "quote the pattern" : "");
        }
    }
}
