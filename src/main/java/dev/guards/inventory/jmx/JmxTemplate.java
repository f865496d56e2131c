package dev.guards.inventory.jmx;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with references to the groups of a rule's pattern, as {@code java.util.regex.Matcher.replaceAll} reads it.
 *
 * @param parts alternatives of each part in order
 */
record JmxTemplate(List<Part> parts) {
    private static final int MOST_TEXTS = 200;

    /**
     * A literal, or what a group may hold.
     *
     * @param texts the only texts; null when there may be others
     * @param empty may be empty
     */
    record Part(Set<String> texts, boolean empty) {
    }

    /** @param pattern of the rule; null leaves all groups unknown */
    static JmxTemplate of(String template, String pattern) {
        List<Part> parts = new ArrayList<>();
        JmxGroups groups = JmxGroups.of(pattern == null ? "" : pattern);
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '\\' && at + 1 < template.length()) {
                literal.append(template.charAt(at + 1));
                at += 2;
            } else if (c == '$') {
                if (literal.length() > 0) {
                    parts.add(new Part(Set.of(literal.toString()), false));
                    literal.setLength(0);
                }
                int end = end(template, at + 1, groups.count());
                parts.add(part(groups.source(template.substring(at + 1, end)), groups));
                at = Math.max(end, at + 1);
            } else {
                literal.append(c);
                at++;
            }
        }
        if (literal.length() > 0) {
            parts.add(new Part(Set.of(literal.toString()), false));
        }
        return new JmxTemplate(parts);
    }

    /** Behind a reference: as many digits as there is a group of, or a name in braces. */
    private static int end(String template, int start, int count) {
        if (start < template.length() && template.charAt(start) == '{') {
            int close = template.indexOf('}', start);
            return close < 0 ? template.length() : close + 1;
        }
        int number = 0;
        int at = start;
        while (at < template.length() && Character.isDigit(template.charAt(at))) {
            number = number * 10 + template.charAt(at) - '0';
            if (at > start && number > count) {
                break;
            }
            at++;
        }
        return at;
    }

    private static Part part(JmxGroups.Group group, JmxGroups groups) {
        if (group == null) {
            return new Part(null, true);
        }
        try {
            Re2 held = Re2.compile(group.source());
            boolean empty = !group.always() || held.matches("");
            return new Part(group.always() ? held.literals() : null, empty);
        } catch (Re2Exception e) {
            return new Part(null, true);
        }
    }

    /** True when it can only be empty if a group is. */
    boolean mayBeEmpty() {
        return parts.stream().allMatch(Part::empty);
    }

    /** All texts that it can become; null when there may be others. */
    Set<String> texts() {
        Set<String> all = new TreeSet<>(Set.of(""));
        for (Part part : parts) {
            if (part.texts() == null || all.size() * part.texts().size() > MOST_TEXTS) {
                return null;
            }
            Set<String> longer = new TreeSet<>();
            for (String text : all) {
                part.texts().forEach(next -> longer.add(text + next));
            }
            all = longer;
        }
        return all;
    }
}
