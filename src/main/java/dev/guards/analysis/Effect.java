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
 * @param label    null when a variable names it of which no value is known; the one that it holds at first when others may follow
 * @param choices  the matcher for each possible text; null when the texts cannot be listed
 * @param possible some matchers that Grafana can send for sure; the choices where they can be listed
 * @param allowed  for {@code =} with texts that cannot be listed: at least the values it asks for; null otherwise
 * @param origin   where the values are read that a variable puts here, alone; null otherwise
 * @param doubt    why the texts cannot be listed; empty when they can
 */
record Effect(LabelMatcher source, String label, List<Matcher> choices, List<Matcher> possible, ValueSet allowed, Origin origin,
        String doubt) {

    static Effect of(LabelMatcher matcher, Filler filler) {
        Template label = matcher.label();
        if (!matcher.quoted() && matcher.value().hasHoles()) {
            return unknown(matcher, label.literal(), filler.doubt(matcher.value()));
        }
        if (!label.hasHoles()) {
            return of(matcher, label.literal(), filler);
        }
        String only = filler.only(label);
        if (only != null) {
            return of(matcher, only, filler);
        }
        String first = filler.first(label);
        if (first == null) {
            return unknown(matcher, null, filler.doubt(label));
        }
        Effect possible = of(matcher, first, filler);
        return new Effect(matcher, first, null, possible.possible(), null, possible.origin(), filler.doubt(label));
    }

    /** @param name of the label */
    private static Effect of(LabelMatcher matcher, String name, Filler filler) {
        if (!matcher.value().hasHoles()) {
            List<Matcher> plain = List.of(new Matcher(name, matcher.op(), matcher.value().literal()));
            return new Effect(matcher, name, plain, plain, null, null, "");
        }
        boolean isPattern = matcher.op().isRegex();
        List<String> texts = filler.texts(matcher.value(), isPattern);
        if (texts != null) {
            List<Matcher> choices = matchers(matcher, name, texts);
            return new Effect(matcher, name, choices, choices, null, null, "");
        }
        ValueSet allowed = matcher.op() == Matcher.Op.EQUAL ? filler.values(matcher.value()) : null;
        Origin origin = matcher.op().isNegative() ? null : filler.origin(matcher.value(), isPattern);
        return new Effect(matcher, name, null, matchers(matcher, name, filler.possible(matcher.value(), isPattern)), allowed, origin,
                filler.doubt(matcher.value()));
    }

    /** A matcher of which nothing is known but its label, if at all. */
    static Effect unknown(LabelMatcher matcher, String label, String doubt) {
        return new Effect(matcher, label, null, List.of(), null, null, doubt);
    }

    private static List<Matcher> matchers(LabelMatcher matcher, String label, List<String> texts) {
        List<Matcher> matchers = new ArrayList<>();
        for (String text : texts) {
            matchers.add(new Matcher(label, matcher.op(), text));
        }
        return matchers;
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
