package dev.guards.config.grafana;

import java.util.Locale;
import java.util.Set;

/** The language of a query whose datasource is not known, from the text alone: PromQL unless it plainly is another. */
public final class LanguageGuess {
    /** Words that begin a statement of SQL or InfluxQL, where PromQL would go on with an operator. */
    private static final Set<String> STATEMENTS = Set.of("select", "with", "show", "explain", "describe");

    private LanguageGuess() {
    }

    /** @param logs whether it fills a panel of logs */
    static Language of(String expr, boolean logs) {
        String code = withoutStrings(expr).strip();
        if (isStatement(code) || code.startsWith("from(") || code.startsWith("import ")) {
            return Language.OTHER;
        }
        return logs || code.indexOf('|') >= 0 || code.contains("count_over_time({") ? Language.LOGQL : Language.PROMQL;
    }

    /** A word of SQL, and a name, a star or a string behind it. */
    private static boolean isStatement(String code) {
        int end = 0;
        while (end < code.length() && Character.isLetter(code.charAt(end))) {
            end++;
        }
        int next = end;
        while (next < code.length() && Character.isWhitespace(code.charAt(next))) {
            next++;
        }
        boolean goesOn = next > end && next < code.length()
                && (Character.isLetter(code.charAt(next)) || "*\"$".indexOf(code.charAt(next)) >= 0);
        return goesOn && STATEMENTS.contains(code.substring(0, end).toLowerCase(Locale.ROOT));
    }

    /** A query with its strings empty and its comments gone. */
    public static String withoutStrings(String expr) {
        StringBuilder code = new StringBuilder(expr.length());
        for (int i = 0; i < expr.length(); i++) {
            char c = expr.charAt(i);
            if (c == '#') {
                while (i < expr.length() && expr.charAt(i) != '\n') {
                    i++;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                int close = i + 1;
                while (close < expr.length() && expr.charAt(close) != c) {
                    close += expr.charAt(close) == '\\' && c != '`' ? 2 : 1;
                }
                i = close;
                code.append("\"\"");
            } else {
                code.append(c);
            }
        }
        return code.toString();
    }
}
