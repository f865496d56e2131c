package dev.guards.logql;

import dev.guards.regex.Matcher;
import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream selector: {@code {app="x", pod=~"y.*"}}.
 *
 * @param hole     stands for more matchers, or for the whole selector; null when there is none
 */
public record Selector(Span span, List<StreamMatcher> matchers, Template hole) {
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
        return hole == null;
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
