package dev.guards.analysis;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The filter of a query variable: a JavaScript regular expression, {@code /pattern/flags} to be found anywhere, or a text
 * that the whole value has to match. The first group, or the one called {@code value}, cuts the value out.
 */
final class VariableRegex {
    private static final Set<String> IDENTITIES = Set.of("", ".*", ".+", "(.*)", "(.+)", "^.*$", "^(.*)$", "^.+$", "^(.+)$");

    private static final List<String> NAMES = List.of("value", "text");

    private VariableRegex() {
    }

    /** Whether it lets every value through as it is. */
    static boolean isIdentity(Text filter) {
        String text = filter.value().strip();
        return text.isEmpty() || IDENTITIES.contains(text.startsWith("/") && text.endsWith("/") && text.length() > 1
                ? text.substring(1, text.length() - 1) : text);
    }

    /** What passes; any value where the filter cannot be read. */
    static ValueSet apply(Text filter, ValueSet values) {
        String text = filter.value().strip();
        int close = text.lastIndexOf('/');
        boolean slashes = text.startsWith("/") && close > 0;
        String source = slashes ? text.substring(1, close) : "^" + text + "$";
        boolean ignoreCase = slashes && text.indexOf('i', close) > 0;
        boolean repeats = slashes && text.indexOf('g', close) > 0;
        Pattern pattern = DashboardDomains.hasHoles(filter) || text.isEmpty() ? null : compile(source, ignoreCase);
        if (pattern == null) {
            return text.isEmpty() ? values : ValueSet.any().inexact();
        }
        boolean cuts = pattern.matcher("").groupCount() > 0;
        if (values.isFinite()) {
            return filtered(pattern, cuts, repeats, values);
        }
        return cuts || values.isAnyPresent() ? ValueSet.any().inexact() : narrowed(source, ignoreCase, values);
    }

    private static Pattern compile(String source, boolean ignoreCase) {
        try {
            return Pattern.compile(source, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    /** @param repeats every match of a value counts, not the first only */
    private static ValueSet filtered(Pattern pattern, boolean cuts, boolean repeats, ValueSet values) {
        List<String> passed = new ArrayList<>();
        for (String value : values.values()) {
            Matcher matcher = pattern.matcher(value);
            boolean found = matcher.find();
            while (found) {
                String cut = cuts ? group(matcher) : value;
                if (cut != null && !cut.isEmpty()) {
                    passed.add(cut);
                }
                found = repeats && matcher.find();
            }
        }
        ValueSet result = ValueSet.ofAll(passed);
        return values.isExact() ? result : result.inexact();
    }

    /** The group called {@code value}, else the one called {@code text}, else the first one. */
    private static String group(Matcher matcher) {
        for (String name : NAMES) {
            try {
                String held = matcher.group(name);
                if (held != null && !held.isEmpty()) {
                    return held;
                }
            } catch (IllegalArgumentException e) {
                // No group has that name.
            }
        }
        return matcher.group(1);
    }

    private static ValueSet narrowed(String source, boolean ignoreCase, ValueSet values) {
        try {
            return values.filter(Re2.compile((ignoreCase ? "(?i)" : "") + ".*(?:" + source + ").*"));
        } catch (Re2Exception e) {
            return ValueSet.any().inexact();
        }
    }
}
