package dev.guards.guard.simple;

import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.LanguageGuess;

/** Tells PromQL and LogQL apart by what only one of them has, looking outside of strings and comments. */
final class ForeignLanguage {
    private ForeignLanguage() {
    }

    /** {@code LogQL} or {@code PromQL} when the query is in the other language than its datasource's; empty otherwise. */
    static String of(DashboardQuery query) {
        String code = LanguageGuess.withoutStrings(query.expr().value());
        if (query.language() == Language.PROMQL) {
            return code.indexOf('|') >= 0 ? "LogQL" : "";
        }
        boolean open = code.indexOf('$') >= 0 || code.contains("[[") || query.language() != Language.LOGQL;
        if (open || code.isBlank()) {
            return "";
        }
        int brace = code.indexOf('{');
        boolean metricBefore = brace > 0 && isNamePart(code.charAt(brace - 1));
        boolean bareMetric = brace < 0 && hasName(code);
        return metricBefore || bareMetric ? "PromQL" : "";
    }

    /** A name that is no function, keyword or number: LogQL always selects with braces. */
    private static boolean hasName(String code) {
        for (int i = 0; i < code.length(); i++) {
            boolean starts = isNamePart(code.charAt(i)) && !isDigit(code.charAt(i)) && (i == 0 || !isNamePart(code.charAt(i - 1)));
            if (starts) {
                int end = i;
                while (end < code.length() && isNamePart(code.charAt(end))) {
                    end++;
                }
                if (end - i > 4 && code.substring(i, end).indexOf('_') > 0 && !isCalled(code, end)) {
                    return true;
                }
                i = end;
            }
        }
        return false;
    }

    private static boolean isCalled(String code, int end) {
        int next = end;
        while (next < code.length() && Character.isWhitespace(code.charAt(next))) {
            next++;
        }
        return next < code.length() && code.charAt(next) == '(';
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
