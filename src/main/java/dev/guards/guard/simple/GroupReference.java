package dev.guards.guard.simple;

import dev.guards.regex.Re2;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** A reference to a capture group in a replacement: {@code $1}, <code>${1}</code>, {@code $name}; the longest name counts. */
record GroupReference(String name, Span span) {
    static List<GroupReference> in(Text template) {
        List<GroupReference> found = new ArrayList<>();
        for (int at = template.value().indexOf('$'); at >= 0 && at + 1 < template.length(); at = template.value().indexOf('$', at)) {
            if (template.charAt(at + 1) == '$') {
                at += 2;
                continue;
            }
            boolean braced = template.charAt(at + 1) == '{';
            int start = at + (braced ? 2 : 1);
            int end = start;
            while (end < template.length() && (Character.isLetterOrDigit(template.charAt(end)) || template.charAt(end) == '_')) {
                end++;
            }
            boolean closed = !braced || end < template.length() && template.charAt(end) == '}';
            if (end > start && closed) {
                found.add(new GroupReference(template.value().substring(start, end), template.span(at, braced ? end + 1 : end)));
            }
            at = Math.max(end, at + 1);
        }
        return found;
    }

    boolean isIn(Re2 regex) {
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return name.length() < 4 && Integer.parseInt(name) <= regex.groupCount();
        }
        return regex.groupNames().contains(name);
    }
}
