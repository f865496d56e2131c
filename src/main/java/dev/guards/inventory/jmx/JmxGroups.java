package dev.guards.inventory.jmx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The groups of a Java regular expression, by their brackets alone. */
final class JmxGroups {
    /**
     * A capturing group.
     *
     * @param name   empty when it has none
     * @param source between its brackets
     * @param always part of every match
     */
    record Group(String name, String source, boolean always) {
    }

    private final List<Group> groups;

    private JmxGroups(List<Group> groups) {
        this.groups = groups;
    }

    static JmxGroups of(String pattern) {
        List<Group> groups = new ArrayList<>();
        // Index of the group, -1 for one that does not capture; and where its source begins.
        Deque<int[]> open = new ArrayDeque<>();
        boolean alternative = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = classEnd(pattern, i);
            } else if (c == '(') {
                boolean special = pattern.startsWith("?", i + 1);
                int named = !special ? -1 : pattern.startsWith("?P<", i + 1) ? i + 4
                        : pattern.startsWith("?<", i + 1) && i + 3 < pattern.length() && Character.isLetter(pattern.charAt(i + 3)) ? i + 3 : -1;
                int start = named < 0 ? i + 1 : pattern.indexOf('>', named) + 1;
                open.push(new int[] {special && named < 0 ? -1 : groups.size(), start});
                if (!special || named >= 0) {
                    groups.add(new Group(named < 0 ? "" : pattern.substring(named, Math.max(named, start - 1)), "", open.size() == 1));
                }
            } else if (c == ')' && !open.isEmpty()) {
                int[] group = open.pop();
                if (group[0] >= 0) {
                    boolean repeated = i + 1 < pattern.length() && "?*{".indexOf(pattern.charAt(i + 1)) >= 0;
                    Group begun = groups.get(group[0]);
                    groups.set(group[0], new Group(begun.name(), pattern.substring(group[1], i), begun.always() && !repeated));
                }
            } else if (c == '|' && open.isEmpty()) {
                alternative = true;
            }
        }
        if (alternative) {
            groups.replaceAll(g -> new Group(g.name(), g.source(), false));
        }
        return new JmxGroups(groups);
    }

    private static int classEnd(String pattern, int open) {
        int i = open + 1;
        if (pattern.startsWith("^", i)) {
            i++;
        }
        if (pattern.startsWith("]", i)) {
            i++;
        }
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    int count() {
        return groups.size();
    }

    /** The group that a reference means: a number, or a name in braces; null when there is none. */
    Group source(String reference) {
        if (reference.startsWith("{")) {
            String name = reference.substring(1, Math.max(1, reference.length() - 1));
            return groups.stream().filter(g -> g.name().equals(name)).findFirst().orElse(null);
        }
        int number = reference.isEmpty() || reference.length() > 3 ? 0 : Integer.parseInt(reference);
        return number < 1 || number > groups.size() ? null : groups.get(number - 1);
    }
}
