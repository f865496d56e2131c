package dev.guards.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The values that a label may have: listed ones, regular languages, or any. The empty text among them means that the
 * label may be absent. Immutable. A set that is not {@linkplain #isExact() exact} holds at least the true values;
 * {@link #isEmpty()} is therefore a proof, {@link #contains} of an inexact set only a possibility.
 */
public final class ValueSet {
    private static final int MOST_LANGUAGES = 12;
    private static final ValueSet NONE = new ValueSet(false, new TreeSet<>(), List.of(), true);
    private static final ValueSet ABSENT = new ValueSet(true, new TreeSet<>(), List.of(), true);
    private static final ValueSet ANY = new ValueSet(true, new TreeSet<>(), List.of(Language.ALL), true);
    private static final ValueSet PRESENT = new ValueSet(false, new TreeSet<>(), List.of(Language.ALL), true);

    private final boolean absent;
    /** Sorted; none of them empty. */
    private final TreeSet<String> listed;
    private final List<Language> languages;
    private final boolean exact;

    private ValueSet(boolean absent, TreeSet<String> listed, List<Language> languages, boolean exact) {
        this.absent = absent;
        this.listed = listed;
        this.languages = languages;
        this.exact = exact;
    }

    public static ValueSet of(String... values) {
        return ofAll(Arrays.asList(values));
    }

    public static ValueSet ofAll(Collection<String> values) {
        TreeSet<String> listed = new TreeSet<>(values);
        boolean absent = listed.remove("");
        return new ValueSet(absent, listed, List.of(), true);
    }

    /** Every value, and perhaps none. */
    public static ValueSet any() {
        return ANY;
    }

    /** Every value, but one at least. */
    public static ValueSet present() {
        return PRESENT;
    }

    /** No value at all, not even absence: impossible. */
    public static ValueSet none() {
        return NONE;
    }

    /** The label is not there. */
    public static ValueSet absent() {
        return ABSENT;
    }

    /**
     * The values that a pattern, fully anchored, matches.
     *
     * @param validPattern RE2 syntax, written by us or validated before
     * @param shownAs      what messages show in place of the pattern
     */
    public static ValueSet regular(String validPattern, String shownAs) {
        return ANY.filter(Re2.of(validPattern), shownAs);
    }

    /** True when no value is possible for certain. */
    public boolean isEmpty() {
        if (absent || !listed.isEmpty()) {
            return false;
        }
        for (Language language : languages) {
            if (!language.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** True when nothing is known: any value, or none. */
    public boolean isAny() {
        return absent && isAnyPresent();
    }

    /** True when every value but the empty one is possible. */
    public boolean isAnyPresent() {
        for (Language language : languages) {
            if (language.isAll()) {
                return true;
            }
        }
        return false;
    }

    public boolean isFinite() {
        return languages.isEmpty();
    }

    /** False when the set may hold more than the true values. */
    public boolean isExact() {
        return exact;
    }

    /** The listed values, sorted, with "" first when the label may be absent; languages not included. */
    public List<String> values() {
        List<String> values = new ArrayList<>(listed.size() + 1);
        if (absent) {
            values.add("");
        }
        values.addAll(listed);
        return values;
    }

    /** The only value; null when there are more, or none. */
    public String single() {
        if (!languages.isEmpty() || listed.size() + (absent ? 1 : 0) != 1) {
            return null;
        }
        return absent ? "" : listed.first();
    }

    public boolean contains(String value) {
        if (value.isEmpty()) {
            return absent;
        }
        if (listed.contains(value)) {
            return true;
        }
        for (Language language : languages) {
            if (language.contains(value)) {
                return true;
            }
        }
        return false;
    }

    public boolean mayBeAbsent() {
        return absent;
    }

    public boolean mustBeAbsent() {
        return absent && withoutAbsent().isEmpty();
    }

    public ValueSet withAbsent() {
        return absent ? this : new ValueSet(true, listed, languages, exact);
    }

    public ValueSet withoutAbsent() {
        return absent ? new ValueSet(false, listed, languages, exact) : this;
    }

    /** The same values, marked as perhaps too many. */
    public ValueSet inexact() {
        return exact ? new ValueSet(absent, listed, languages, false) : this;
    }

    public ValueSet union(ValueSet other) {
        if (equals(other)) {
            return this;
        }
        TreeSet<String> values = new TreeSet<>(listed);
        values.addAll(other.listed);
        Set<Language> both = new LinkedHashSet<>(languages);
        both.addAll(other.languages);
        return made(absent || other.absent, values, new ArrayList<>(both), exact && other.exact);
    }

    public ValueSet intersect(ValueSet other) {
        if (isAny() || equals(other)) {
            return other;
        }
        if (other.isAny()) {
            return this;
        }
        TreeSet<String> values = new TreeSet<>();
        for (String value : listed) {
            if (other.contains(value)) {
                values.add(value);
            }
        }
        for (String value : other.listed) {
            if (contains(value)) {
                values.add(value);
            }
        }
        Set<Language> both = new LinkedHashSet<>();
        for (Language a : languages) {
            for (Language b : other.languages) {
                both.add(a.and(b));
            }
        }
        return made(absent && other.absent, values, new ArrayList<>(both), exact && other.exact);
    }

    /** The values of this set that the other does not have; those it may not have when it is not exact. */
    public ValueSet minus(ValueSet other) {
        if (!other.exact) {
            return inexact();
        }
        TreeSet<String> values = new TreeSet<>();
        for (String value : listed) {
            if (!other.contains(value)) {
                values.add(value);
            }
        }
        List<Language> rest = new ArrayList<>();
        for (Language language : languages) {
            Language left = language.avoiding(other.listed);
            boolean all = false;
            for (Language taken : other.languages) {
                all |= taken.isAll();
                left = left.minus(taken);
            }
            if (!all) {
                rest.add(left);
            }
        }
        return made(absent && !other.absent, values, rest, exact);
    }

    /** The values that the matcher lets through; an invalid pattern lets all through. */
    public ValueSet filter(Matcher matcher) {
        switch (matcher.op()) {
            case EQUAL:
                return only(matcher.value());
            case NOT_EQUAL:
                return minus(of(matcher.value()));
            default:
                try {
                    Re2 pattern = Re2.compile(matcher.value());
                    return matcher.op() == Matcher.Op.MATCHES ? filter(pattern) : without(pattern);
                } catch (Re2Exception e) {
                    return inexact();
                }
        }
    }

    private ValueSet only(String value) {
        ValueSet one = contains(value) ? of(value) : NONE;
        return exact ? one : one.inexact();
    }

    /** The values that the pattern matches. */
    public ValueSet filter(Re2 pattern) {
        return filter(pattern, pattern.pattern());
    }

    private ValueSet filter(Re2 pattern, String shownAs) {
        Set<String> literals = languages.isEmpty() ? null : pattern.literals();
        TreeSet<String> values = new TreeSet<>();
        for (String value : literals == null ? listed : literals) {
            if (!value.isEmpty() && (literals == null ? pattern.matches(value) : contains(value))) {
                values.add(value);
            }
        }
        List<Language> left = new ArrayList<>();
        if (literals == null) {
            for (Language language : languages) {
                left.add(language.isAll() && !pattern.matchesAllTexts() ? Language.of(pattern, shownAs) : language.matching(pattern));
            }
        }
        return made(absent && pattern.matches(""), values, left, exact);
    }

    /** The values that the pattern does not match. */
    public ValueSet without(Re2 pattern) {
        TreeSet<String> values = new TreeSet<>();
        for (String value : listed) {
            if (!pattern.matches(value)) {
                values.add(value);
            }
        }
        List<Language> left = new ArrayList<>();
        for (Language language : languages) {
            left.add(pattern.literals() != null ? language.avoiding(pattern.literals()) : language.avoiding(pattern));
        }
        return made(absent && !pattern.matches(""), values, left, exact);
    }

    /**
     * True when any value is possible and the matcher turns away only few of them, such as {@code !~"veth.*"}: what exists is
     * let through unless all of it happens to be among those few.
     */
    public boolean keepsMost(Matcher matcher) {
        if (!isAnyPresent() || !matcher.op().isNegative()) {
            return false;
        }
        if (matcher.op() == Matcher.Op.NOT_EQUAL) {
            return !matcher.value().isEmpty() || !absent;
        }
        try {
            Re2 pattern = Re2.compile(matcher.value());
            return pattern.isRare() && (!absent || !pattern.matches(""));
        } catch (Re2Exception e) {
            return false;
        }
    }

    /** True when the matcher lets no value through for certain. */
    public boolean excludes(Matcher matcher) {
        return filter(matcher).isEmpty();
    }

    /**
     * What Prometheus' relabel action {@code replace} makes of the values that the pattern matches; the others
     * contribute nothing. Exact on listed values, an over-approximation by the groups' languages on regular ones.
     */
    public ValueSet replace(Re2 pattern, String template) {
        TreeSet<String> values = new TreeSet<>();
        for (String value : values()) {
            String expanded = pattern.expand(value, template);
            if (expanded != null) {
                values.add(expanded);
            }
        }
        boolean empty = values.remove("");
        ValueSet result = made(empty, values, List.of(), exact);
        for (Language language : languages) {
            result = result.union(language.replace(pattern, template));
        }
        return result;
    }

    /** Each listed value mapped; anything may come of a language. */
    public ValueSet map(Function<String, String> mapping) {
        List<String> mapped = new ArrayList<>();
        for (String value : values()) {
            mapped.add(mapping.apply(value));
        }
        ValueSet set = ofAll(mapped);
        return languages.isEmpty() ? exact ? set : set.inexact() : ANY.inexact();
    }

    /** All values joined in order, an absent one as the empty text. */
    public static ValueSet concat(List<ValueSet> parts, String separator) {
        return Replacement.concat(parts, separator);
    }

    /** The only language by that name in messages; the same set when there is none, or are more, or the name is null. */
    ValueSet named(String name) {
        return name == null || languages.size() != 1 ? this
                : new ValueSet(absent, listed, List.of(languages.get(0).named(name)), exact);
    }

    List<Language> languages() {
        return languages;
    }

    static ValueSet of(boolean absent, Language language) {
        return made(absent, new TreeSet<>(), List.of(language), language.isExact());
    }

    private static ValueSet made(boolean absent, TreeSet<String> listed, List<Language> languages, boolean exact) {
        boolean precise = exact;
        List<Language> kept = new ArrayList<>();
        for (Language language : languages) {
            if (language.isAll()) {
                return new ValueSet(absent, new TreeSet<>(), List.of(language), exact);
            }
            if (!language.isContradiction()) {
                precise &= language.isExact();
                kept.add(language);
            }
        }
        if (kept.size() > MOST_LANGUAGES) {
            kept = List.of(Language.ALL);
            precise = false;
        }
        return new ValueSet(absent, listed, List.copyOf(kept), precise);
    }

    /**
     * In words: "`a`, `b` or 3 more", "`api-[0-9]+`", "any value", "no value", "absent". A language of which some texts are listed
     * is shown by these.
     *
     * @param max listed values shown
     */
    public String describe(int max) {
        List<String> words = new ArrayList<>();
        int shown = 0;
        for (String value : listed) {
            if (shown++ < max) {
                words.add("`" + value + "`");
            }
        }
        for (Language language : languages) {
            if (!language.isEmpty() && listed.stream().noneMatch(language::contains)) {
                words.add(language.shown());
            }
        }
        if (listed.size() > max) {
            words.add((listed.size() - max) + " more");
        }
        if (absent && !isAny()) {
            words.add("absent");
        }
        if (words.isEmpty()) {
            return "no value";
        }
        String last = words.remove(words.size() - 1);
        return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
    }

    @Override
    public boolean equals(Object o) {
        return this == o || o instanceof ValueSet v && absent == v.absent && exact == v.exact && listed.equals(v.listed)
                && languages.equals(v.languages);
    }

    @Override
    public int hashCode() {
        return (listed.hashCode() * 31 + languages.hashCode()) * 2 + (absent ? 1 : 0);
    }

    @Override
    public String toString() {
        return describe(8) + (exact ? "" : " (at most)");
    }
}
