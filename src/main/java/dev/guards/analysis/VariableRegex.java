package dev.guards.analysis;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The filter of a query variable: a JavaScript regular expression, {@code /pattern/flags} to be found anywhere, or a text
 * that the whole value has to match. The first group, or the one called {@code value}, cuts the value out.
 */
final class VariableRegex {
    private VariableRegex() {
    }

    /** What passes; any value where the filter cannot be read. */
    static ValueSet apply(Text filter, ValueSet values) {
        String text = filter.value().strip();
        int close = text.lastIndexOf('/');
        boolean slashes = text.startsWith("/") && close > 0;
        String source = slashes ? text.substring(1, close) : "^" + text + "$";
        boolean ignoreCase = slashes && text.indexOf('i', close) > 0;
        Pattern pattern = DashboardDomains.hasHoles(filter) || text.isEmpty() ? null : compile(source, ignoreCase);
        if (pattern == null) {
            return text.isEmpty() ? values : ValueSet.any().inexact();
        }
        boolean cuts = pattern.matcher("").groupCount() > 0;
        if (values.isFinite()) {
            return filtered(pattern, cuts, values);
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

    private static ValueSet filtered(Pattern pattern, boolean cuts, ValueSet values) {
        List<String> passed = new ArrayList<>();
        for (String value : values.values()) {
            Matcher matcher = pattern.matcher(value);
            if (matcher.find()) {
                String cut = cuts ? group(matcher) : value;
                if (cut != null && !cut.isEmpty()) {
                    passed.add(cut);
                }
            }
        }
        ValueSet result = ValueSet.ofAll(passed);
        return values.isExact() ? result : result.inexact();
    }

    private static String group(Matcher matcher) {
        try {
            return matcher.group("value");
        } catch (IllegalArgumentException e) {
            return matcher.group(1);
        }
    }

    private static ValueSet narrowed(String source, boolean ignoreCase, ValueSet values) {
        try {
            return values.filter(Re2.compile((ignoreCase ? "(?i)" : "") + ".*(?:" + source + ").*"));
        } catch (Re2Exception e) {
            return ValueSet.any().inexact();
        }
    }
}
