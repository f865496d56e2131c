package dev.guards.guard;

import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A link to a dashboard of the same Grafana: {@code /d/UID/slug?var-x=..}.
 *
 * @param variables names that the link sets, without {@code var-}
 */
public record DashboardUrl(Text uid, List<Text> variables) {
    /** Null for a link that leads elsewhere, or whose uid holds a variable. */
    public static DashboardUrl of(Text url) {
        String value = url.value();
        int path = value.startsWith("/d/") ? 3 : value.startsWith("d/") ? 2 : -1;
        if (path < 0) {
            return null;
        }
        int end = path;
        while (end < value.length() && "/?#&".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        String uid = value.substring(path, end);
        if (uid.isEmpty() || uid.indexOf('$') >= 0 || uid.indexOf('[') >= 0 || uid.indexOf('{') >= 0) {
            return null;
        }
        List<Text> variables = new ArrayList<>();
        for (int at = value.indexOf("var-", end); at >= 0; at = value.indexOf("var-", at + 4)) {
            int equals = value.indexOf('=', at);
            boolean starts = value.charAt(at - 1) == '?' || value.charAt(at - 1) == '&';
            if (starts && equals > at + 4 && isWord(value, at + 4, equals)) {
                variables.add(url.slice(at + 4, equals));
            }
        }
        return new DashboardUrl(url.slice(path, end), variables);
    }

    private static boolean isWord(String value, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Character.isLetterOrDigit(value.charAt(i)) && value.charAt(i) != '_') {
                return false;
            }
        }
        return true;
    }
}
