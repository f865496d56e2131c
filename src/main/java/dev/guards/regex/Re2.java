package dev.guards.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A regular expression in RE2 syntax as Prometheus and Loki use it: {@link #matches} is fully anchored with a dot that
 * matches line breaks, {@link #find} is neither. Literals, alternations of literals and {@code text.*} shapes are
 * matched without the regex engine.
 */
public final class Re2 {
    /** Matchers of dashboards repeat; compiling one takes a hundred times as long as matching with it. */
    private static final Map<String, Re2> COMPILED = new ConcurrentHashMap<>();
    private static final int REMEMBERED = 4096;
    private static final int LONGEST = 100_000;

    private final String pattern;
    private final PlainPattern plain;
    private Pattern anchored;
    private Pattern floating;
    private RegexNode tree;
    private RegularSet language;

    private Re2(String pattern, PlainPattern plain) {
        this.pattern = pattern;
        this.plain = plain;
    }

    /** @throws Re2Exception when Prometheus would refuse the pattern */
    public static Re2 compile(String pattern) throws Re2Exception {
        Re2 known = COMPILED.get(pattern);
        if (known != null) {
            return known;
        }
        Re2 compiled = new Re2(pattern, PlainPattern.of(pattern));
        if (compiled.plain == null && !ObviousPattern.isValid(pattern)) {
            compiled.anchored = engine(pattern, "(?s:" + pattern + ")");
            if (pattern.indexOf('{') >= 0 && !EnginePattern.isRepeatable(compiled.tree(), EnginePattern.MOST_REPEATS)) {
                throw new Re2Exception(pattern.indexOf('{'), "invalid repeat count");
            }
        }
        if (COMPILED.size() < REMEMBERED) {
            COMPILED.put(pattern, compiled);
        }
        return compiled;
    }

    /** For patterns written by us, and those that compiled before. */
    public static Re2 of(String validPattern) {
        try {
            return compile(validPattern);
        } catch (Re2Exception e) {
            throw new IllegalArgumentException(validPattern, e);
        }
    }

    /** The pattern that matches exactly this text. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }

    private static Pattern engine(String pattern, String wrapped) throws Re2Exception {
        int escape = EnginePattern.badEscape(pattern);
        if (escape >= 0) {
            throw new Re2Exception(escape, "invalid escape sequence: `" + pattern.substring(escape, pattern.offsetByCodePoints(escape, 2)) + "`");
        }
        if (pattern.length() > LONGEST) {
            throw new Re2Exception(0, "expression too large");
        }
        if (EnginePattern.nestsTooDeeply(pattern)) {
            throw new Re2Exception(0, "expression nests too deeply");
        }
        String excess = Repetition.excess(pattern);
        if (excess != null) {
            throw new Re2Exception(pattern.indexOf(excess), "invalid repeat count: `" + excess + "`");
        }
        try {
            return Pattern.compile(EnginePattern.of(wrapped));
        } catch (PatternSyntaxException e) {
            String part = e.getPattern() == null ? "" : e.getPattern().equals(wrapped) ? pattern : e.getPattern();
            throw new Re2Exception(Math.max(0, pattern.indexOf(part)), e.getDescription() + ": `" + part + "`");
        } catch (StackOverflowError e) {
            throw new Re2Exception(0, "expression nests too deeply");
        }
    }

    public String pattern() {
        return pattern;
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return plain != null ? plain.matches(text) : anchored().matcher(text).matches();
    }

    /** Whether some part of the text matches; a dot does not match line breaks. */
    public boolean find(String text) {
        return floating().matcher(text).find();
    }

    /**
     * Start and end of the first match at or behind an index, then of each group in order (-1, -1 for one that took no
     * part); null when nothing matches.
     */
    public int[] find(String text, int from) {
        com.google.re2j.Matcher matcher = floating().matcher(text);
        if (!matcher.find(from)) {
            return null;
        }
        int[] places = new int[2 * matcher.groupCount() + 2];
        for (int group = 0; group <= matcher.groupCount(); group++) {
            places[2 * group] = matcher.start(group);
            places[2 * group + 1] = matcher.end(group);
        }
        return places;
    }

    private Pattern floating() {
        if (floating == null) {
            floating = unchecked(pattern);
        }
        return floating;
    }

    /** Capturing groups, the whole match not counted. */
    public int groupCount() {
        return anchored().groupCount();
    }

    /** The name of each capturing group in order, "" for one without. */
    public List<String> groupNames() {
        List<String> names = new ArrayList<>(Collections.nCopies(groupCount(), ""));
        for (Map.Entry<String, Integer> named : anchored().namedGroups().entrySet()) {
            names.set(named.getValue() - 1, named.getKey());
        }
        return names;
    }

    /** The index of a named group; -1 when there is none. */
    int groupIndex(String name) {
        return anchored().namedGroups().getOrDefault(name, -1);
    }

    /**
     * The template with {@code $1}, <code>${1}</code>, {@code $name} and <code>${name}</code> replaced by what the
     * groups of the fully anchored match hold, as Go's {@code Regexp.Expand}; null when the input does not match.
     */
    public String expand(String input, String template) {
        com.google.re2j.Matcher matcher = anchored().matcher(input);
        if (!matcher.matches()) {
            return null;
        }
        StringBuilder expanded = new StringBuilder();
        expand(matcher, Expansion.parse(template, this), expanded);
        return expanded.toString();
    }

    /** The text with every match, not anchored, replaced by the expanded template, as Go's {@code ReplaceAllString}. */
    public String replaceAll(String text, String template) {
        com.google.re2j.Matcher matcher = floating().matcher(text);
        List<Expansion.Piece> pieces = Expansion.parse(template, this);
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            replaced.append(text, at, matcher.start());
            expand(matcher, pieces, replaced);
            at = matcher.end();
        }
        return replaced.append(text, at, text.length()).toString();
    }

    private static void expand(com.google.re2j.Matcher matcher, List<Expansion.Piece> pieces, StringBuilder out) {
        for (Expansion.Piece piece : pieces) {
            String held = piece.group() < 0 ? piece.literal() : matcher.group(piece.group());
            out.append(held == null ? "" : held);
        }
    }

    /** The texts that match when the pattern is a plain alternation of literals; null otherwise. */
    public Set<String> literals() {
        return plain == null ? null : plain.literals();
    }

    /** Whether every text matches, the empty one perhaps aside. */
    boolean matchesAllTexts() {
        return switch (pattern) {
            case "(.*)", ".*", "(.+)", ".+", "^(.*)$", "^.*$", "(?s:.*)" -> true;
            default -> false;
        };
    }

    /** Whether only few of all texts match: none may match without some text that the pattern names. */
    boolean isRare() {
        return literals() != null || Rarity.isRare(tree());
    }

    /** The syntax tree; null when it has parts that only the engine understands. */
    RegexNode tree() {
        if (tree == null) {
            tree = RegexParser.parse(pattern);
        }
        return tree;
    }

    /** The language as a bounded automaton, or what is known of it. */
    RegularSet language() {
        if (language == null) {
            language = RegularSet.of(tree());
        }
        return language;
    }

    private Pattern anchored() {
        if (anchored == null) {
            anchored = unchecked("(?s:" + pattern + ")");
        }
        return anchored;
    }

    private static Pattern unchecked(String pattern) {
        return Pattern.compile(EnginePattern.of(pattern));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Re2 r && r.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
