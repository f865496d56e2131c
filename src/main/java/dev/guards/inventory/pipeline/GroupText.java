package dev.guards.inventory.pipeline;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;

/** What a named group of a pattern can capture, whatever the line: the texts that the group's own part of the pattern matches. */
final class GroupText {
    private GroupText() {
    }

    /** Any text where the part depends on what stands around it or on flags. */
    static ValueSet values(Re2 regex, String group) {
        String pattern = regex.pattern();
        String part = part(pattern, group);
        if (part == null || pattern.contains("(?i") || pattern.contains("(?m") || pattern.contains("(?U") || pattern.contains("(?s)")
                || dependsOnContext(part)) {
            return ValueSet.any();
        }
        try {
            Re2 own = Re2.compile(part);
            return own.literals() != null ? ValueSet.ofAll(own.literals()) : ValueSet.any().filter(own);
        } catch (Re2Exception e) {
            return ValueSet.any();
        }
    }

    private static boolean dependsOnContext(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean escaped = c == '\\' && i + 1 < part.length();
            if (escaped && "bBAzQ".indexOf(part.charAt(i + 1)) >= 0 || c == '^' && (i == 0 || part.charAt(i - 1) != '[') || c == '$') {
                return true;
            }
            i += escaped ? 1 : 0;
        }
        return false;
    }

    /** The pattern between a group's name and its closing parenthesis; null when it cannot be told. */
    private static String part(String pattern, String group) {
        int start = pattern.indexOf("(?P<" + group + ">");
        int nameEnd = start < 0 ? -1 : start + group.length() + 5;
        if (start < 0) {
            start = pattern.indexOf("(?<" + group + ">");
            nameEnd = start < 0 ? -1 : start + group.length() + 4;
        }
        int depth = 0;
        boolean inClass = false;
        for (int i = nameEnd; nameEnd >= 0 && i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
                i += pattern.startsWith("[^]", i) ? 2 : pattern.startsWith("[]", i) || pattern.startsWith("[^", i) ? 1 : 0;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                return pattern.substring(nameEnd, i);
            }
        }
        return null;
    }
}
