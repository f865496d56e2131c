package dev.guards.guard.simple;

import dev.guards.guard.Edit;
import dev.guards.guard.Rule;
import dev.guards.guard.Severity;
import dev.guards.promql.LabelMatcher;
import dev.guards.regex.Matcher;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What is odd about the pattern of a matcher, which Prometheus anchors at both ends.
 *
 * @param fix null when there is none
 */
record RegexFlaw(Rule rule, Span span, String message, String help, Edit fix, Severity severity) {
    private static final String META = "\\.+*?()|[]{}^$";
    private static final String QUANTIFIERS = "*+?{";

    /** The first one; null when there is none. */
    static RegexFlaw of(LabelMatcher matcher, Matcher plain) {
        String pattern = plain.value();
        if (isPlain(pattern)) {
            String operator = plain.op() == Matcher.Op.MATCHES ? "=" : "!=";
            return flaw(PromqlRegexes.PLAIN, matcher.span(), "`" + pattern + "` is plain text", "compare it with `" + operator + "`",
                    operatorFix(matcher, plain.op(), operator));
        }
        if (pattern.equals(".*") || pattern.equals("(.*)") || pattern.equals("^.*$")) {
            return plain.op() == Matcher.Op.NOT_MATCHES ? null : flaw(PromqlRegexes.MATCH_ALL, matcher.span(), "`" + plain.label() + "=~\"" + pattern
                    + "\"` lets every series through, those without the label too", "remove it, or write `.+` to want the label", null);
        }
        int branch = emptyBranch(pattern);
        boolean slip = pattern.contains("||");
        // `!~"a|"` is how queries leave out series without the label.
        if (branch >= 0 && (slip || !plain.op().isNegative())) {
            RegexFlaw found = flaw(PromqlRegexes.EMPTY_BRANCH, matcher.value().text().span(branch, branch + 1), "one of the alternatives is empty, so "
                    + "series without `" + plain.label() + "` " + (plain.op().isNegative() ? "are left out" : "match") + " too", slip ? "remove one `|`"
                    : "remove the `|`, or write `^$` for the missing label", null);
            return slip && !plain.op().isNegative() ? new RegexFlaw(found.rule, found.span, found.message, found.help, null, Severity.WARNING) : found;
        }
        RegexFlaw anchored = anchored(matcher, pattern);
        return anchored != null ? anchored : host(matcher, pattern);
    }

    private static RegexFlaw flaw(Rule rule, Span span, String message, String help, Edit fix) {
        return new RegexFlaw(rule, span, message, help, fix, rule.severity());
    }

    private static boolean isPlain(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (META.indexOf(pattern.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Null where the operator does not stand between label and value, character by character. */
    private static Edit operatorFix(LabelMatcher matcher, Matcher.Op op, String operator) {
        int from = matcher.label().span().end();
        int to = matcher.value().text().span().start();
        boolean together = matcher.label().span().source() == matcher.span().source() && from <= to;
        int at = together ? matcher.span().source().text().indexOf(op.symbol(), from) : -1;
        return at < 0 || at >= to ? null : Edit.safe(matcher.span().source().span(at, at + 2), operator);
    }

    /** The {@code |} beside an empty alternative of the whole pattern; -1 when there is none. */
    private static int emptyBranch(String pattern) {
        if (pattern.contains("^$")) {
            return -1;
        }
        boolean wrapped = pattern.startsWith("(") && closing(pattern, 0) == pattern.length() - 1;
        int start = wrapped ? pattern.startsWith("(?:") ? 3 : 1 : 0;
        int end = pattern.length() - (wrapped ? 1 : 0);
        int begin = start;
        int depth = 0;
        int last = -1;
        for (int i = start; i < end; i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = Math.max(i, pattern.indexOf(']', i + 2));
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '|' && depth == 0) {
                if (i == begin) {
                    return i;
                }
                begin = i + 1;
                last = i;
            }
        }
        return last >= 0 && begin == end ? last : -1;
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int i = open; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static RegexFlaw anchored(LabelMatcher matcher, String pattern) {
        boolean starts = pattern.startsWith("^");
        boolean ends = pattern.endsWith("$") && !pattern.endsWith("\\$");
        if (!starts && !ends || pattern.contains("^$")) {
            return null;
        }
        Text value = matcher.value().text();
        List<Edit.Replacement> removed = new ArrayList<>();
        if (starts) {
            removed.add(new Edit.Replacement(value.span(0, 1), ""));
        }
        if (ends) {
            removed.add(new Edit.Replacement(value.span(value.length() - 1, value.length()), ""));
        }
        return flaw(PromqlRegexes.ANCHOR, removed.get(0).span(), "Prometheus matches the whole value anyway", "remove `^` and `$`", new Edit(removed, true));
    }

    /** The first host name or address whose dots are not escaped. */
    private static RegexFlaw host(LabelMatcher matcher, String pattern) {
        int start = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            boolean inside = i < pattern.length() && (isLetter(pattern.charAt(i)) || ".-".indexOf(pattern.charAt(i)) >= 0);
            if (!inside) {
                boolean whole = start == 0 || "(|^:".indexOf(pattern.charAt(start - 1)) >= 0;
                boolean quantified = i < pattern.length() && QUANTIFIERS.indexOf(pattern.charAt(i)) >= 0;
                if (whole && !quantified && isHost(pattern.substring(start, i))) {
                    String host = pattern.substring(start, i);
                    return flaw(PromqlRegexes.DOT, matcher.value().text().span(start, i), "the dots of `" + host + "` match any character",
                            "write `" + host.replace(".", "\\\\.") + "`", null);
                }
                start = i + 1;
            }
        }
        return null;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Three names or more between dots, the last one of letters; or the four numbers of an address. */
    private static boolean isHost(String text) {
        int dots = 0;
        int label = 0;
        boolean numbers = true;
        boolean letters = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                dots++;
                label = 0;
                letters = true;
            } else {
                label++;
                boolean digit = c >= '0' && c <= '9';
                numbers &= digit;
                letters &= !digit && c != '-';
            }
        }
        return label > 0 && (dots == 3 && numbers || dots >= 2 && letters && label > 1);
    }
}
