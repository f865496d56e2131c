package dev.guards.regex;

import java.util.ArrayList;
import java.util.List;

/** What a template of group references can become on a regular language. */
final class Replacement {
    private static final int MOST_PRODUCTS = 2_000;

    private Replacement() {
    }

    static ValueSet of(Language language, Re2 pattern, String template) {
        Language matching = language.matching(pattern);
        if (matching.isEmpty()) {
            return ValueSet.none();
        }
        List<Expansion.Piece> pieces = Expansion.parse(template, pattern);
        List<ValueSet> parts = new ArrayList<>();
        int groups = 0;
        for (Expansion.Piece piece : pieces) {
            if (piece.group() < 0) {
                parts.add(ValueSet.of(piece.literal()));
            } else {
                groups++;
                parts.add(group(language, matching, pattern, piece.group()));
            }
        }
        ValueSet joined = ValueSet.concat(parts, "");
        String name = language.name() == null ? null : pattern.expand(language.name(), template);
        return (groups > 1 ? joined.inexact() : joined).named(name == null || name.isEmpty() ? null : name);
    }

    /** What one group holds when the pattern matches a text of the language. */
    private static ValueSet group(Language language, Language matching, Re2 pattern, int index) {
        if (index == 0) {
            return ValueSet.of(false, matching);
        }
        RegexNode tree = pattern.tree();
        List<RegexNode> parts = tree instanceof RegexNode.Sequence s ? s.parts() : tree == null ? List.of() : List.of(tree);
        int at = 0;
        while (at < parts.size() && !(parts.get(at) instanceof RegexNode.Group g && g.index() == index)) {
            at++;
        }
        if (at == parts.size()) {
            RegexNode.Group nested = find(tree, index);
            RegularSet held = nested == null ? RegularSet.unknown() : RegularSet.of(nested.part());
            return shown(new RegularSet(held.automaton(), false), "$" + index + " of " + pattern, true);
        }
        List<RegexNode> before = parts.subList(0, at);
        List<RegexNode> after = parts.subList(at + 1, parts.size());
        if (isEdges(before) && isEdges(after)) {
            return ValueSet.of(false, matching);
        }
        ValueSet cut = cut(language, before, parts.get(at), after);
        if (cut != null) {
            return cut;
        }
        RegularSet whole = language.resolve();
        RegularSet rest = whole.behind(sequence(before)).inFrontOf(sequence(after)).intersect(sequence(List.of(parts.get(at))));
        boolean exact = whole.exact() && literal(before) != null && literal(after) != null;
        return shown(new RegularSet(rest.automaton(), exact), "$" + index + " of " + pattern, false);
    }

    /** The common case of a literal prefix that the language's own pattern begins with: still a pattern, still exact. */
    private static ValueSet cut(Language language, List<RegexNode> before, RegexNode group, List<RegexNode> after) {
        String prefix = literal(before);
        Re2 own = language.pattern();
        boolean takesAll = group instanceof RegexNode.Group g && g.part() instanceof RegexNode.Repeat r && r.max() < 0
                && Beginning.isAnyCharacter(r.part());
        if (prefix == null || own == null || !takesAll || !isEdges(after) || !(own.tree() instanceof RegexNode.Sequence s)) {
            return null;
        }
        String quoted = Re2.quote(prefix);
        String source = own.pattern();
        boolean begins = source.startsWith(quoted) && source.length() > quoted.length()
                && "*+?{".indexOf(source.charAt(quoted.length())) < 0 && s.parts().size() > prefix.length();
        if (!begins) {
            return null;
        }
        String rest = source.substring(quoted.length());
        Re2 remaining = Re2.of(rest);
        int min = ((RegexNode.Repeat) ((RegexNode.Group) group).part()).min();
        return ValueSet.of(min == 0 && remaining.matches(""), Language.of(remaining, rest));
    }

    private static boolean isEdges(List<RegexNode> nodes) {
        for (RegexNode node : nodes) {
            if (!(node instanceof RegexNode.Edge)) {
                return false;
            }
        }
        return true;
    }

    /** The only text of the nodes; null when they have others. */
    private static String literal(List<RegexNode> nodes) {
        StringBuilder text = new StringBuilder();
        for (RegexNode node : nodes) {
            if (node instanceof RegexNode.Chars c && c.isSingle()) {
                text.appendCodePoint(c.ranges()[0]);
            } else if (!(node instanceof RegexNode.Edge)) {
                return null;
            }
        }
        return text.toString();
    }

    private static RegularSet sequence(List<RegexNode> nodes) {
        List<RegexNode> kept = new ArrayList<>();
        for (RegexNode node : nodes) {
            if (!(node instanceof RegexNode.Edge)) {
                kept.add(node);
            }
        }
        return RegularSet.of(new RegexNode.Sequence(kept));
    }

    private static RegexNode.Group find(RegexNode node, int index) {
        if (node instanceof RegexNode.Group g) {
            return g.index() == index ? g : find(g.part(), index);
        }
        if (node instanceof RegexNode.Repeat r) {
            return find(r.part(), index);
        }
        List<RegexNode> parts = node instanceof RegexNode.Sequence s ? s.parts()
                : node instanceof RegexNode.Either e ? e.parts() : List.of();
        for (RegexNode part : parts) {
            RegexNode.Group found = find(part, index);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static ValueSet shown(RegularSet set, String shownAs, boolean mayBeEmpty) {
        return ValueSet.of(mayBeEmpty || set.accepts(""), Language.of(set, shownAs));
    }

    static ValueSet concat(List<ValueSet> parts, String separator) {
        ValueSet joined = parts.isEmpty() ? ValueSet.absent() : parts.get(0);
        for (int i = 1; i < parts.size(); i++) {
            if (!separator.isEmpty()) {
                joined = join(joined, ValueSet.of(separator));
            }
            joined = join(joined, parts.get(i));
        }
        return joined;
    }

    private static ValueSet join(ValueSet left, ValueSet right) {
        List<String> first = left.values();
        List<String> second = right.values();
        if (!left.isFinite() || !right.isFinite() || (long) first.size() * second.size() > MOST_PRODUCTS) {
            return isMixed(left) || isMixed(right) ? joinParts(left, right) : joinRegular(left, right);
        }
        List<String> products = new ArrayList<>();
        for (String a : first) {
            for (String b : second) {
                products.add(a + b);
            }
        }
        ValueSet all = ValueSet.ofAll(products);
        return left.isExact() && right.isExact() ? all : all.inexact();
    }

    /** Whether listed values, absence among them, stand beside languages; then what comes of them can be listed too. */
    private static boolean isMixed(ValueSet set) {
        return !set.isFinite() && !set.withoutAbsent().values().isEmpty();
    }

    private static ValueSet joinParts(ValueSet left, ValueSet right) {
        ValueSet all = ValueSet.none();
        for (ValueSet first : parts(left)) {
            for (ValueSet second : parts(right)) {
                all = all.union(join(first, second));
            }
        }
        return left.isExact() && right.isExact() ? all : all.inexact();
    }

    /** What is listed, and each language. */
    private static List<ValueSet> parts(ValueSet set) {
        List<ValueSet> parts = new ArrayList<>();
        parts.add(ValueSet.ofAll(set.values()));
        for (Language language : set.languages()) {
            parts.add(ValueSet.of(false, language));
        }
        return parts;
    }

    /** Each value of the left followed by each of the right, where at least one is regular. */
    private static ValueSet joinRegular(ValueSet left, ValueSet right) {
        if (left.isEmpty() || right.isEmpty()) {
            return ValueSet.none();
        }
        if (right.mustBeAbsent()) {
            return left;
        }
        if (left.mustBeAbsent()) {
            return right;
        }
        String pattern = pattern(left, right);
        if (pattern != null) {
            ValueSet joined = ValueSet.of(left.mayBeAbsent() && right.mayBeAbsent(), Language.of(Re2.of(pattern), pattern).named(name(left, right)));
            return left.isExact() && right.isExact() ? joined : joined.inexact();
        }
        RegularSet joined = resolve(left).concatenate(resolve(right));
        return ValueSet.of(left.mayBeAbsent() && right.mayBeAbsent(), Language.of(joined, word(left) + word(right)).named(name(left, right)));
    }

    /** A name of one side stands for what is joined as long as the other is a plain text. */
    private static String name(ValueSet left, ValueSet right) {
        String a = left.isFinite() ? left.single() : left.languages().get(0).name();
        String b = right.isFinite() ? right.single() : right.languages().get(0).name();
        return a == null || b == null ? null : a + b;
    }

    private static String pattern(ValueSet left, ValueSet right) {
        String a = pattern(left);
        String b = pattern(right);
        return a == null || b == null ? null : a + b;
    }

    /** A pattern of the set that may stand beside another one; null when there is none at hand. */
    private static String pattern(ValueSet set) {
        List<Language> languages = set.languages();
        if (languages.isEmpty()) {
            List<String> values = set.values();
            if (values.size() > 200) {
                return null;
            }
            StringBuilder pattern = new StringBuilder();
            for (String value : values) {
                pattern.append(pattern.length() == 0 ? "" : "|").append(Re2.quote(value));
            }
            if (values.get(0).isEmpty()) {
                return values.size() == 1 ? "" : "(?:|" + pattern + ")";
            }
            return values.size() == 1 ? pattern.toString() : "(?:" + pattern + ")";
        }
        if (languages.size() > 1 || !set.withoutAbsent().values().isEmpty()) {
            return null;
        }
        if (languages.get(0).isAll()) {
            return set.mayBeAbsent() ? ".*" : ".+";
        }
        Re2 own = languages.get(0).pattern();
        if (own == null || hasContext(own.pattern()) || own.matches("") != set.mayBeAbsent()) {
            return null;
        }
        boolean grouped = own.pattern().indexOf('|') >= 0;
        return grouped ? "(?:" + own.pattern() + ")" : own.pattern();
    }

    /** Anchors, boundaries and flags change their meaning beside other text. */
    private static boolean hasContext(String pattern) {
        return pattern.indexOf('^') >= 0 || pattern.indexOf('$') >= 0 || pattern.contains("\\b") || pattern.contains("\\B")
                || pattern.contains("\\A") || pattern.contains("\\z") || pattern.contains("\\Q") || pattern.contains("(?");
    }

    private static RegularSet resolve(ValueSet set) {
        RegularSet all = null;
        for (String value : set.values()) {
            all = all == null ? RegularSet.literal(value) : all.union(RegularSet.literal(value));
        }
        for (Language language : set.languages()) {
            all = all == null ? language.resolve() : all.union(language.resolve());
        }
        return new RegularSet(all.automaton(), all.exact() && set.isExact());
    }

    private static String word(ValueSet set) {
        String one = set.single();
        return one != null ? Re2.quote(one) : "(" + set.describe(3).replace("`", "") + ")";
    }
}
