package dev.guards.promql;

import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds vector selectors and lists of label names. */
final class SelectorBuilder {
    private final Places places;
    private final Text text;
    private final Errors errors;
    private final boolean holes;

    SelectorBuilder(Places places, Errors errors, boolean holes) {
        this.places = places;
        this.text = places.text();
        this.errors = errors;
        this.holes = holes;
    }

    /** A token's text, with holes where they are allowed. */
    Template template(Token token) {
        return template(text.slice(token.getStartIndex(), token.getStopIndex() + 1));
    }

    private Template template(Text part) {
        return holes ? Template.parse(part) : Template.literal(part);
    }

    /** A string literal's content. */
    Template content(Token string) {
        return template(Strings.unquote(text, string.getStartIndex(), string.getStopIndex() + 1));
    }

    /** @param name null when there is none in front of the braces; @param braces null when there are none */
    VectorSelector selector(Token name, PromQLParser.MatchersContext braces) {
        List<LabelMatcher> matchers = new ArrayList<>();
        List<Template> matcherHoles = new ArrayList<>();
        if (braces != null) {
            add(braces.first, matchers);
            add(braces.hole, matchers, matcherHoles);
            add(braces.behind, matchers);
            for (int i = 0; i < braces.rest.size(); i++) {
                PromQLParser.MatcherTailContext tail = braces.rest.get(i);
                if (tail.comma != null && tail.next == null && i + 1 < braces.rest.size() && braces.rest.get(i + 1).hole == null) {
                    errors.at(braces.rest.get(i + 1).comma, "unexpected \",\" in label matching, expected identifier or \"}\"");
                }
                add(tail.next, matchers);
                add(tail.hole, matchers, matcherHoles);
                add(tail.behind, matchers);
            }
        }
        int start = name != null ? name.getStartIndex() : braces.start.getStartIndex();
        int end = (braces != null ? braces.stop : name).getStopIndex() + 1;
        return places.put(new VectorSelector(text.span(start, end), name == null ? null : template(name), List.copyOf(matchers),
                List.copyOf(matcherHoles), Modifiers.NONE), start, end);
    }

    private void add(PromQLParser.MatcherContext context, List<LabelMatcher> matchers) {
        if (context == null) {
            return;
        }
        boolean quotedName = context.name.getType() == PromQLLexer.STRING;
        Template label = quotedName ? content(context.name) : template(context.name);
        if (context.value == null) {
            Text name = Template.literal(Text.of(VectorSelector.NAME)).text();
            matchers.add(new LabelMatcher(span(context.name, context.name), Template.literal(name), Matcher.Op.EQUAL, label, true));
            return;
        }
        matchers.add(matcher(context.name, label, context.op, context.value));
    }

    private void add(PromQLParser.HoleMatcherContext context, List<LabelMatcher> matchers, List<Template> matcherHoles) {
        if (context == null) {
            return;
        }
        if (context.value == null) {
            matcherHoles.add(template(context.name));
        } else {
            matchers.add(matcher(context.name, template(context.name), context.op, context.value));
        }
    }

    private LabelMatcher matcher(Token name, Template label, Token operator, Token value) {
        boolean quoted = value.getType() == PromQLLexer.STRING;
        Template content = quoted ? content(value) : template(value);
        boolean known = operator != null && operator.getType() == PromQLLexer.MATCH_OP;
        Matcher.Op op = known ? Matcher.Op.of(operator.getText()) : Matcher.Op.MATCHES;
        if (op.isRegex() && known && !content.hasHoles()) {
            try {
                Re2.compile(content.literal());
            } catch (Re2Exception e) {
                errors.add(name.getStartIndex(), value.getStopIndex() + 1, e.getMessage());
            }
        }
        return new LabelMatcher(span(name, value), label, op, content, quoted);
    }

    private dev.guards.text.Span span(Token first, Token last) {
        return text.span(first.getStartIndex(), last.getStopIndex() + 1);
    }

    /** Label names of a grouping or of vector matching. */
    List<Template> labels(PromQLParser.LabelListContext context) {
        List<Template> labels = new ArrayList<>();
        if (context == null || context.first == null) {
            return labels;
        }
        labels.add(label(context.first));
        for (int i = 0; i < context.rest.size(); i++) {
            PromQLParser.LabelTailContext tail = context.rest.get(i);
            if (tail.name != null) {
                labels.add(label(tail.name));
            } else if (i + 1 < context.rest.size()) {
                errors.at(context.rest.get(i + 1).comma, "unexpected \",\" in grouping opts, expected label");
            }
        }
        return labels;
    }

    private Template label(PromQLParser.LabelContext context) {
        Token token = context.start;
        if (token.getType() != PromQLLexer.STRING) {
            return template(token);
        }
        Template name = content(token);
        if (name.text().isEmpty()) {
            errors.at(token, "invalid label name for grouping: \"\"");
        }
        return name;
    }
}
