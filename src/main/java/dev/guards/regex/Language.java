package dev.guards.regex;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;

/**
 * The non-empty texts that meet all of some conditions: patterns to match, patterns and texts to avoid, and perhaps an
 * automaton. Membership runs the patterns; automata are built only when somebody asks whether anything is left.
 */
final class Language {
    static final Language ALL = new Language(List.of(), List.of(), Set.of(), null, "", true);
    private static final int MOST_CONDITIONS = 24;
    /** Equal languages are one object where it matters, so that its automaton is built once; targets repeat each other. */
    private static final Map<Language, Reference<Language>> KNOWN = new WeakHashMap<>();

    private final List<Re2> matched;
    private final List<Re2> avoided;
    private final Set<String> without;
    private final RegularSet within;
    private final String shownAs;
    private final boolean exact;
    /** What this is without its last pattern; null when it did not come of another. */
    private Language base;
    private RegularSet resolved;
    private Boolean empty;
    /** By pattern and template. */
    private Map<String, ValueSet> replaced;

    private Language(List<Re2> matched, List<Re2> avoided, Set<String> without, RegularSet within, String shownAs, boolean exact) {
        this.matched = matched;
        this.avoided = avoided;
        this.without = without;
        this.within = within;
        this.shownAs = shownAs;
        this.exact = exact;
    }

    static Language of(Re2 pattern, String shownAs) {
        return known(new Language(List.of(pattern), List.of(), Set.of(), null, shownAs, true));
    }

    private static Language known(Language made) {
        synchronized (KNOWN) {
            Reference<Language> held = KNOWN.get(made);
            Language earlier = held == null ? null : held.get();
            if (earlier != null) {
                return earlier;
            }
            KNOWN.put(made, new SoftReference<>(made));
            return made;
        }
    }

    static Language of(RegularSet set, String shownAs) {
        return new Language(List.of(), List.of(), Set.of(), set, shownAs, set.exact());
    }

    boolean isAll() {
        return matched.isEmpty() && avoided.isEmpty() && without.isEmpty() && within == null;
    }

    /** The short name that messages show in place of the pattern; null when they show the pattern. */
    String name() {
        Re2 own = pattern();
        return shownAs.isEmpty() || !avoided.isEmpty() || !without.isEmpty() || own != null && own.pattern().equals(shownAs) ? null : shownAs;
    }

    Language named(String name) {
        return name == null ? this : new Language(matched, avoided, without, within, name, exact);
    }

    boolean isExact() {
        return exact;
    }

    boolean contains(String text) {
        if (text.isEmpty() || without.contains(text)) {
            return false;
        }
        for (Re2 pattern : matched) {
            if (!pattern.matches(text)) {
                return false;
            }
        }
        for (Re2 pattern : avoided) {
            if (pattern.matches(text)) {
                return false;
            }
        }
        return within == null || within.accepts(text);
    }

    /** True only when no text is left for certain. */
    boolean isEmpty() {
        if (empty == null) {
            empty = isAvoided() || !(matched.isEmpty() && avoided.isEmpty() && within == null) && !hasWitness() && resolve().isEmpty();
        }
        return empty;
    }

    /** Whether a pattern that is avoided takes whatever another one lets through, as {@code /(.*)} takes {@code /[a-z]+}. */
    private boolean isAvoided() {
        for (Re2 pattern : avoided) {
            if (takesAllOf(pattern, matched)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all texts of one of the others match the pattern, as far as a look at their beginnings tells. */
    private static boolean takesAllOf(Re2 pattern, List<Re2> others) {
        for (Re2 other : others) {
            if (Beginning.isWithin(other.tree(), pattern.tree())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasWitness() {
        for (Re2 pattern : matched) {
            for (String text : Witness.of(pattern.tree())) {
                if (contains(text)) {
                    return true;
                }
            }
        }
        if (within != null) {
            String shortest = within.shortest();
            return shortest != null && contains(shortest);
        }
        return matched.isEmpty() && contains("a");
    }

    /** Whether the conditions contradict each other word by word. */
    boolean isContradiction() {
        for (Re2 pattern : avoided) {
            if (matched.contains(pattern)) {
                return true;
            }
        }
        return false;
    }

    /** At least the texts of this language. */
    RegularSet resolve() {
        if (resolved == null && base != null) {
            // Many patterns are tried on one language: what it is, is worked out once.
            Re2 last = matched.get(matched.size() - 1);
            RegularSet whole = base.resolve();
            RegularSet set = takesAllOf(last, base.matched) ? whole : whole.intersect(last.language());
            resolved = new RegularSet(set.automaton(), set.exact() && exact);
        } else if (resolved == null) {
            RegularSet set = within;
            for (int i = 0; i < matched.size(); i++) {
                Re2 pattern = matched.get(i);
                if (set == null) {
                    set = pattern.language();
                } else if (!takesAllOf(pattern, matched.subList(0, i))) {
                    set = set.intersect(pattern.language());
                }
            }
            if (set == null || set.accepts("")) {
                set = set == null ? RegularSet.nonEmpty() : set.intersect(RegularSet.nonEmpty());
            }
            for (Re2 pattern : avoided) {
                set = set.minus(pattern.language());
            }
            if (!without.isEmpty()) {
                set = set.minus(RegularSet.literals(without));
            }
            resolved = new RegularSet(set.automaton(), set.exact() && exact);
        }
        return resolved;
    }

    /** What a template of group references can become where the pattern matches a text of this language. */
    synchronized ValueSet replace(Re2 pattern, String template) {
        if (replaced == null) {
            replaced = new HashMap<>();
        }
        String key = pattern.pattern().length() + " " + pattern.pattern() + template;
        ValueSet known = replaced.get(key);
        if (known == null) {
            known = Replacement.of(this, pattern, template);
            replaced.put(key, known);
        }
        return known;
    }

    Language matching(Re2 pattern) {
        if (matched.contains(pattern) || pattern.matchesAllTexts()) {
            return this;
        }
        Language narrower = limited(added(matched, pattern), avoided, without, shownAs.isEmpty() ? pattern.pattern() : shownAs);
        if (!matched.isEmpty() && narrower.matched.size() > matched.size()) {
            narrower.base = this;
        }
        return narrower;
    }

    Language avoiding(Re2 pattern) {
        return avoided.contains(pattern) ? this : limited(matched, added(avoided, pattern), without, shownAs);
    }

    Language avoiding(Set<String> texts) {
        Set<String> relevant = new TreeSet<>();
        for (String text : texts) {
            if (contains(text)) {
                relevant.add(text);
            }
        }
        if (relevant.isEmpty()) {
            return this;
        }
        relevant.addAll(without);
        return limited(matched, avoided, relevant, shownAs);
    }

    Language and(Language other) {
        if (other.isAll()) {
            return this;
        }
        if (isAll()) {
            return other;
        }
        Language both = this;
        for (Re2 pattern : other.matched) {
            both = both.matching(pattern);
        }
        for (Re2 pattern : other.avoided) {
            both = both.avoiding(pattern);
        }
        both = both.avoiding(other.without);
        if (other.within == null) {
            return other.exact ? both : both.inexact();
        }
        RegularSet common = both.within == null ? other.within : both.within.intersect(other.within);
        return new Language(both.matched, both.avoided, both.without, common, both.shownAs.isEmpty() ? other.shownAs : both.shownAs,
                both.exact && other.exact && common.exact());
    }

    /** This language without the other; over-approximated where the other has more than one condition. */
    Language minus(Language other) {
        boolean onePattern = other.matched.size() == 1 && other.avoided.isEmpty() && other.without.isEmpty() && other.within == null;
        return onePattern && other.exact ? avoiding(other.matched.get(0)) : inexact();
    }

    Language inexact() {
        return exact ? new Language(matched, avoided, without, within, shownAs, false) : this;
    }

    private Language limited(List<Re2> in, List<Re2> out, Set<String> except, String shown) {
        if (in.size() + out.size() + except.size() > MOST_CONDITIONS) {
            return inexact();
        }
        return known(new Language(in, out, except, within, shown, exact));
    }

    private static List<Re2> added(List<Re2> list, Re2 pattern) {
        List<Re2> longer = new ArrayList<>(list);
        longer.add(pattern);
        return List.copyOf(longer);
    }

    /** The pattern when the language is just that; null otherwise. */
    Re2 pattern() {
        return matched.size() == 1 && avoided.isEmpty() && without.isEmpty() && within == null ? matched.get(0) : null;
    }

    /** How a reader should see it: a pattern, and what is taken away from it. */
    String shown() {
        StringBuilder shown = new StringBuilder(shownAs.isEmpty() ? "any value" : "`" + shownAs + "`");
        boolean named = !shownAs.isEmpty() && !matched.isEmpty() && matched.stream().noneMatch(p -> p.pattern().equals(shownAs));
        for (int i = named ? 1 : 0; i < matched.size(); i++) {
            String pattern = matched.get(i).pattern();
            if (!pattern.equals(shownAs) && matched.size() > 1) {
                shown.append(" and `").append(pattern).append('`');
            }
        }
        for (Re2 pattern : avoided) {
            shown.append(" but not `").append(pattern.pattern()).append('`');
        }
        for (String text : without) {
            shown.append(" but not `").append(text).append('`');
        }
        return shown.toString();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Language l && matched.equals(l.matched) && avoided.equals(l.avoided) && without.equals(l.without)
                && within == l.within && exact == l.exact && shownAs.equals(l.shownAs);
    }

    @Override
    public int hashCode() {
        return (matched.hashCode() * 31 + avoided.hashCode()) * 31 + without.hashCode();
    }
}
