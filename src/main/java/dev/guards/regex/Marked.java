package dev.guards.regex;

import dev.guards.text.Unknown;

/** Value sets of texts with pieces that the files do not tell ({@link Unknown#MARK}). */
public final class Marked {
    private Marked() {
    }

    /** The text itself, or the values that fit it when each mark stands for any text. */
    public static ValueSet values(String text) {
        return Unknown.isKnown(text) ? ValueSet.of(text) : ValueSet.regular(pattern(text), Unknown.shown(text));
    }

    /** As {@link #values}, with what is the same wherever it stands ({@link Unknown#SAME}) kept as it is, to be compared. */
    public static ValueSet comparable(String text) {
        return text.indexOf(Unknown.MARK) < 0 ? ValueSet.of(text) : values(text);
    }

    /**
     * A value of a file that another program may still fill in: any when it holds a placeholder ({@code ${JOB}}, {@code {{ job }}},
     * {@code <%= job %>}, {@code <<jobname>>}, {@code <host>}).
     */
    public static ValueSet written(String text) {
        int angle = text.indexOf('<');
        boolean template = text.contains("${") || text.contains("{{") || angle >= 0 && text.indexOf('>', angle) > angle;
        return template ? ValueSet.any().withoutAbsent() : values(text);
    }

    /** RE2 syntax for what a text may be. */
    public static String pattern(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c > 0x7f;
            if (Unknown.isMark(c)) {
                out.append(".*");
            } else {
                out.append(plain ? "" : "\\").append(c);
            }
        }
        return out.toString();
    }

    /** A set whose listed values may hold marks, with those values written as what they may be. */
    public static ValueSet resolve(ValueSet set) {
        if (!set.isFinite()) {
            return set;
        }
        ValueSet resolved = null;
        for (String value : set.values()) {
            if (!Unknown.isKnown(value)) {
                resolved = (resolved == null ? ValueSet.none() : resolved).union(values(value));
            }
        }
        if (resolved == null) {
            return set;
        }
        for (String value : set.values()) {
            if (Unknown.isKnown(value)) {
                resolved = resolved.union(ValueSet.of(value));
            }
        }
        return set.isExact() ? resolved : resolved.inexact();
    }
}
