package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What the matchers of a selector leave of the series of one row: none, at least those with some labels, and whether one of
 * them is there for sure, given that the row's are. A row whose values are listed has a series for each of them, so one
 * narrowed label leaves a certain series; with two of them the values left may belong to different series, unless a program
 * combines the values that it lists with all others. Of values that are not known, a matcher that turns away few is taken to leave some, one that asks for certain values is not.
 */
final class Narrowing {
    /** What else is known of the series of a row. */
    interface Stock {
        /** Values of a label that exist besides others; none when no value is known. */
        List<String> usual(String label);

        /** Whether there is a series for each listed value of a label with each of the other labels' values. */
        default boolean isCombined(String label) {
            return false;
        }

        /** As {@link Origin#offered}. */
        ValueSet offered(Origin origin, String label);

        /** Whether log lines bring the label's values, which may be whatever is asked for. */
        default boolean comesFromLines(String label) {
            return false;
        }
    }

    /** What a matcher leaves of the series that a label parts. */
    private enum Share { ALL, MOST, SOME, PERHAPS }

    private final Labels original;
    private final Stock stock;
    private final List<Effect> doubts = new ArrayList<>();
    private Labels labels;
    private int narrowed;

    private Narrowing(Labels labels, Stock stock) {
        this.original = labels;
        this.labels = labels;
        this.stock = stock;
    }

    /** Null when nothing is left. */
    static Narrowing of(Labels labels, List<Effect> effects, Stock stock) {
        Narrowing narrowing = new Narrowing(labels, stock);
        for (Effect effect : effects) {
            if (!narrowing.apply(effect)) {
                return null;
            }
        }
        return narrowing;
    }

    /** At least the labels of the series that are left. */
    Labels labels() {
        return labels;
    }

    /** Whether a series is left for certain. */
    boolean isSure() {
        return doubts.isEmpty() && narrowed < 2;
    }

    /** The matchers of which it is not known whether they let one through. */
    List<Effect> doubts() {
        return doubts;
    }

    private boolean apply(Effect effect) {
        if (effect.label() == null) {
            doubts.add(effect);
            return true;
        }
        ValueSet before = labels.get(effect.label());
        ValueSet kept = effect.apply(before);
        if (kept.isEmpty()) {
            return false;
        }
        Share share = effect.isKnown() && !kept.equals(before) && stock.comesFromLines(effect.label()) ? Share.MOST
                : effect.isKnown() ? share(before, kept, effect.choices()) : share(before, effect);
        if (share == Share.PERHAPS) {
            doubts.add(effect);
        }
        narrowed += (share == Share.SOME || share == Share.PERHAPS) && !stock.isCombined(effect.label()) ? 1 : 0;
        labels = share == Share.ALL && effect.isKnown() ? labels : labels.with(effect.label(), kept);
        return true;
    }

    private Share share(ValueSet before, Effect effect) {
        ValueSet offered = effect.origin() == null ? ValueSet.none() : stock.offered(effect.origin(), effect.label()).intersect(before);
        if (!offered.isEmpty()) {
            return offered.equals(before) ? Share.ALL : Share.SOME;
        }
        Share best = Share.PERHAPS;
        for (Matcher matcher : effect.possible()) {
            ValueSet kept = before.filter(matcher);
            Share share = kept.isEmpty() ? Share.PERHAPS : share(before, kept, List.of(matcher));
            best = share.compareTo(best) < 0 ? share : best;
        }
        return best;
    }

    private Share share(ValueSet before, ValueSet kept, List<Matcher> choices) {
        if (kept.equals(before) || isAllLet(before, choices)) {
            return Share.ALL;
        }
        String label = choices.get(0).label();
        for (Matcher choice : choices) {
            if (!before.isFinite() && original.get(label).keepsMost(choice)) {
                return Share.MOST;
            }
        }
        if (keepsListed(before, kept)) {
            return Share.SOME;
        }
        for (String value : stock.usual(label)) {
            if (before.isAnyPresent() && kept.contains(value)) {
                return Share.SOME;
            }
        }
        return Share.PERHAPS;
    }

    /** Whether a value that surely exists is left. */
    private static boolean keepsListed(ValueSet before, ValueSet kept) {
        List<String> listed = before.isExact() ? before.values() : List.of();
        for (String value : kept.values()) {
            if (listed.contains(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a matcher lets all of a regular set through, which shows when its opposite lets none. */
    private static boolean isAllLet(ValueSet values, List<Matcher> choices) {
        return !values.isFinite() && choices.size() == 1 && values.excludes(Causes.opposite(choices.get(0)));
    }
}
