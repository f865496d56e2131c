package dev.guards.logql;

import dev.guards.regex.Matcher;
import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream selector: {@code {app="x", pod=~"y.*"}}.
 *
 * @param holes    variables that stand for more matchers, or the one that stands for the whole selector
 */
public record Selector(Span span, List<StreamMatcher> matchers, List<Template> holes) {
    /**
     * One matcher.
     *
     * @param operator     null when it is a variable
     * @param operatorHole that variable; null else
     */
    public record StreamMatcher(Span span, Template name, Matcher.Op operator, Template operatorHole, Quoted value) {
        /** The matcher; null when a part of it is a variable. */
        public Matcher literal() {
            String label = name.literal();
            String text = value.value().literal();
            return operator == null || label == null || text == null ? null : new Matcher(label, operator, text);
        }
    }

    /** False when variables may add matchers. */
    public boolean isComplete() {
        return holes.isEmpty();
    }

    /** The variable that stands for the selector with its braces; null when there is none. */
    public Template whole() {
        return holes.size() == 1 && holes.get(0).span().equals(span) ? holes.get(0) : null;
    }

    /** The matchers without variables. */
    public List<Matcher> literals() {
        List<Matcher> literals = new ArrayList<>(matchers.size());
        for (StreamMatcher matcher : matchers) {
            Matcher literal = matcher.literal();
            if (literal != null) {
                literals.add(literal);
            }
        }
        return literals;
    }
}
