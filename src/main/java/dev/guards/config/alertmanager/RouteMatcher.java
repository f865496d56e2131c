package dev.guards.config.alertmanager;

import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** One matcher of a route, from {@code match}, {@code match_re} or {@code matchers}, with the place of its value. */
public record RouteMatcher(Matcher matcher, Text text) {

    /** The matchers of a route or inhibition rule; null when one cannot be read. */
    static List<RouteMatcher> of(Node route) {
        List<RouteMatcher> found = new ArrayList<>();
        boolean readable = true;
        for (Mapping.Entry entry : route.get("match").entries()) {
            readable &= add(entry.key().value(), Matcher.Op.EQUAL, entry.value().text(), found);
        }
        for (Mapping.Entry entry : route.get("match_re").entries()) {
            readable &= add(entry.key().value(), Matcher.Op.MATCHES, entry.value().text(), found);
        }
        for (Node item : route.get("matchers").itemsOrSelf()) {
            readable &= item.text() != null && addAll(item.text(), found);
        }
        return readable ? List.copyOf(found) : null;
    }

    private static boolean add(String label, Matcher.Op op, Text value, List<RouteMatcher> found) {
        if (value == null || value.value().contains("{{") || op.isRegex() && !isRegex(value.value())) {
            return false;
        }
        found.add(new RouteMatcher(new Matcher(label, op, value.value()), value));
        return true;
    }

    private static boolean isRegex(String value) {
        try {
            Re2.compile(value);
            return true;
        } catch (Re2Exception e) {
            return false;
        }
    }

    /** {@code severity="page"}, <code>{a="b", c=~"d|e"}</code>. */
    private static boolean addAll(Text text, List<RouteMatcher> found) {
        int start = 0;
        int end = text.length();
        while (start < end && (text.charAt(start) == ' ' || text.charAt(start) == '{')) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '}')) {
            end--;
        }
        boolean readable = start < end;
        boolean quoted = false;
        int from = start;
        for (int i = start; i <= end && readable; i++) {
            char c = i == end ? ',' : text.charAt(i);
            quoted ^= c == '"' && (i == from || text.charAt(i - 1) != '\\');
            if (c == ',' && (!quoted || i == end)) {
                readable = addOne(text.slice(from, i), found);
                from = i + 1;
            }
        }
        return readable;
    }

    private static boolean addOne(Text text, List<RouteMatcher> found) {
        String value = text.value();
        for (Matcher.Op op : new Matcher.Op[] {Matcher.Op.MATCHES, Matcher.Op.NOT_MATCHES, Matcher.Op.NOT_EQUAL, Matcher.Op.EQUAL}) {
            int at = value.indexOf(op.symbol());
            if (at <= 0 || value.indexOf('"') >= 0 && value.indexOf('"') < at) {
                continue;
            }
            int from = at + op.symbol().length();
            int to = value.length();
            while (from < to && value.charAt(from) == ' ') {
                from++;
            }
            while (to > from && value.charAt(to - 1) == ' ') {
                to--;
            }
            boolean quoted = to - from > 1 && value.charAt(from) == '"' && value.charAt(to - 1) == '"';
            Text bare = text.slice(quoted ? from + 1 : from, quoted ? to - 1 : to);
            return bare.value().indexOf('\\') < 0 && add(value.substring(0, at).strip(), op, bare, found);
        }
        return false;
    }
}
