package dev.guards.promql;

import dev.guards.promql.PromQLParser.HoleMatcherContext;
import dev.guards.promql.PromQLParser.LabelContext;
import dev.guards.promql.PromQLParser.LabelListContext;
import dev.guards.promql.PromQLParser.LabelTailContext;
import dev.guards.promql.PromQLParser.LabelsContext;
import dev.guards.promql.PromQLParser.MatcherContext;
import dev.guards.promql.PromQLParser.MatcherTailContext;
import dev.guards.promql.PromQLParser.MatchersContext;
import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds matchers and label lists. */
final class SelectorBuilder {
    private final Text text;
    private final Options options;
    private final Errors errors;

    SelectorBuilder(Text text, Options options, Errors errors) {
        this.text = text;
        this.options = options;
        this.errors = errors;
    }

    /** What stands between braces; whole matchers that are variables go to {@code holes}. */
    List<LabelMatcher> matchers(MatchersContext context, List<Template> holes) {
        List<LabelMatcher> matchers = new ArrayList<>();
        if (context.first != null) {
            add(context.first, matchers, holes);
        } else if (context.hole != null) {
            add(context.hole, context.behind, matchers, holes);
        }
        boolean afterComma = false;
        for (MatcherTailContext tail : context.rest) {
            if (tail.hole != null) {
                add(tail.hole, tail.behind, matchers, holes);
                afterComma = false;
            } else {
                if (afterComma) {
                    errors.at(tail.comma, "unexpected \",\" in label matching, expected identifier or \"}\"");
                }
                afterComma = tail.next == null;
                if (tail.next != null) {
                    add(tail.next, matchers, holes);
                }
            }
        }
        return matchers;
    }

    private void add(HoleMatcherContext hole, MatcherContext behind, List<LabelMatcher> matchers, List<Template> holes) {
        if (hole.op != null) {
            matchers.add(matcher(template(hole.name), hole.name, hole.op, hole.value));
        } else {
            holes.add(template(hole.name));
        }
        if (behind != null) {
            if (hole.op != null) {
                Token next = behind.getStart();
                errors.at(next, "unexpected " + next.getText() + " in label matching, expected \",\" or \"}\"");
            }
            add(behind, matchers, holes);
        }
    }

    private void add(MatcherContext context, List<LabelMatcher> matchers, List<Template> holes) {
        if (context.op == null && context.value == null && context.name.getType() == PromQLLexer.TEMPLATED) {
            holes.add(template(context.name));
        } else if (context.op == null && context.value == null) {
            Text name = Strings.unquote(text, context.name.getStartIndex(), context.name.getStopIndex() + 1);
            matchers.add(new LabelMatcher(text.span(context.name.getStartIndex(), context.name.getStopIndex() + 1),
                    Template.literal(Text.of(VectorSelector.NAME)), Matcher.Op.EQUAL, holey(name), true));
        } else if (context.op == null || context.op.getType() == PromQLLexer.HOLE) {
            holes.add(Template.parse(text.slice(context.name.getStartIndex(), context.value.getStopIndex() + 1)));
        } else {
            matchers.add(matcher(template(context.name), context.name, context.op, context.value));
        }
    }

    private LabelMatcher matcher(Template label, Token first, Token operator, Token last) {
        Matcher.Op op = Matcher.Op.of(operator.getText());
        Template value = template(last);
        int start = first.getStartIndex();
        int end = last.getStopIndex() + 1;
        if (op.isRegex() && !value.hasHoles()) {
            try {
                Re2.compile(value.literal());
            } catch (Re2Exception e) {
                errors.add(start, end, "error parsing regexp: " + e.getMessage(), e.advice());
            }
        }
        return new LabelMatcher(text.span(start, end), label, op, value, last.getType() == PromQLLexer.STRING);
    }

    /** The labels of a list in parentheses, or the variable in its place. */
    List<Template> labels(LabelsContext context) {
        return context.hole != null ? List.of(template(context.hole)) : labels(context.list);
    }

    /** The labels of a list in parentheses; none when there is no list. A variable needs no commas: it may bring them. */
    List<Template> labels(LabelListContext context) {
        List<Template> labels = new ArrayList<>();
        if (context == null || context.getStart() == null) {
            return labels;
        }
        add(context.hole, context.first != null ? context.first : context.behind, labels);
        boolean afterComma = false;
        for (LabelTailContext tail : context.rest) {
            if (tail.comma != null && afterComma) {
                errors.at(tail.comma, "unexpected \",\" in grouping opts, expected label");
            }
            afterComma = tail.comma != null && tail.name == null;
            add(tail.hole, tail.name != null ? tail.name : tail.behind, labels);
        }
        return labels;
    }

    private void add(Token hole, LabelContext label, List<Template> labels) {
        if (hole != null) {
            labels.add(template(hole));
        }
        if (label != null) {
            labels.add(label(label));
        }
    }

    private Template label(LabelContext context) {
        Token token = context.getStart();
        Template label = template(token);
        if (label.text().isEmpty()) {
            errors.at(token, "invalid label name for grouping: \"\"");
        } else if (token.getType() == PromQLLexer.STRING && !isUtf8(label.text())) {
            errors.at(token, "invalid label name for grouping: " + token.getText());
        }
        return label;
    }

    private static boolean isUtf8(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLowSurrogate(name.charAt(i)) && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)))) {
                return false;
            }
        }
        return true;
    }

    /** A name or a string, unquoted, with its variables. */
    Template template(Token token) {
        int start = token.getStartIndex();
        int end = token.getStopIndex() + 1;
        return holey(token.getType() == PromQLLexer.STRING ? Strings.unquote(text, start, end) : text.slice(start, end));
    }

    private Template holey(Text value) {
        return options.holes() ? Template.parse(value) : Template.literal(value);
    }
}
