package dev.guards.analysis;

import dev.guards.promql.LabelMatcher;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * What a matcher does to the values of its label, with all that its variables may hold: a value survives when one of the
 * possible texts lets it through.
 *
 * @param label   null when a variable names it
 * @param choices the matcher for each possible text; null when the texts cannot be listed
 * @param allowed for {@code =} with texts that cannot be listed: at least the values it asks for; null otherwise
 */
record Effect(LabelMatcher source, String label, List<Matcher> choices, ValueSet allowed) {

    static Effect of(LabelMatcher matcher, Filler filler) {
        Template label = matcher.label();
        if (label.hasHoles() || !matcher.quoted() && matcher.value().hasHoles()) {
            return new Effect(matcher, label.hasHoles() ? null : label.literal(), null, null);
        }
        String name = label.literal();
        if (!matcher.value().hasHoles()) {
            return new Effect(matcher, name, List.of(new Matcher(name, matcher.op(), matcher.value().literal())), null);
        }
        List<String> texts = filler.texts(matcher.value(), matcher.op().isRegex());
        if (texts == null) {
            ValueSet allowed = matcher.op() == Matcher.Op.EQUAL ? filler.values(matcher.value()) : null;
            return new Effect(matcher, name, null, allowed);
        }
        List<Matcher> choices = new ArrayList<>();
        for (String text : texts) {
            choices.add(new Matcher(name, matcher.op(), text));
        }
        return new Effect(matcher, name, choices, null);
    }

    static List<Effect> of(List<LabelMatcher> matchers, Filler filler) {
        List<Effect> effects = new ArrayList<>();
        for (LabelMatcher matcher : matchers) {
            effects.add(of(matcher, filler));
        }
        return effects;
    }

    /** Whether it is known what is let through. */
    boolean isKnown() {
        return label != null && choices != null;
    }

    /** At least the values that are let through. */
    ValueSet apply(ValueSet values) {
        if (choices == null) {
            return allowed == null ? values : values.intersect(allowed);
        }
        if (choices.size() == 1) {
            return values.filter(choices.get(0));
        }
        ValueSet kept = ValueSet.none();
        for (Matcher choice : choices) {
            kept = kept.union(values.filter(choice));
            if (kept.equals(values)) {
                return values;
            }
        }
        return kept;
    }

    /** The values a matcher without variables, or with listed ones, asks for; null when it only excludes some. */
    ValueSet wanted() {
        return isKnown() && !source.op().isNegative() ? apply(ValueSet.any()) : null;
    }
}
