package dev.guards.config.kubernetes;

import dev.guards.text.Unknown;
import java.util.Locale;

/**
 * Names in manifests that another tool still fills in ({@code ${NAMESPACE}}, {@code $NAME}, {@code CUSTOM_NAMESPACE}).
 * Kubernetes names are lower case (RFC 1123), so anything else is a placeholder.
 */
public final class Names {
    private Names() {
    }

    /** The name with each placeholder replaced by {@link Unknown#MARK}; the mark alone for null and for what is no name. */
    public static String known(String name) {
        if (name == null) {
            return String.valueOf(Unknown.MARK);
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < name.length()) {
            char c = name.charAt(i);
            int end = c == '$' ? placeholderEnd(name, i + 1) : name.startsWith("{{", i) ? after(name, "}}", i) : i;
            if (end > i) {
                out.append(Unknown.MARK);
                i = end;
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':'
                    || Unknown.isMark(c)) {
                out.append(c);
                i++;
            } else {
                return String.valueOf(Unknown.MARK);
            }
        }
        return out.toString();
    }

    /**
     * The reference of an image with each part that another tool still fills in replaced by {@link Unknown#MARK}. References are lower
     * case but for the tag, so that a part in capitals is a placeholder too.
     */
    public static String image(String reference) {
        int tag = reference.lastIndexOf(':') > reference.lastIndexOf('/') ? reference.lastIndexOf(':') : reference.length();
        if (reference.indexOf('$') < 0 && reference.indexOf('{') < 0 && reference.substring(0, tag).equals(reference.substring(0, tag).toLowerCase(Locale.ROOT))) {
            return reference;
        }
        StringBuilder out = new StringBuilder();
        for (String part : reference.substring(0, tag).split("/")) {
            String known = known(part.replace('_', '-'));
            out.append(out.length() == 0 ? "" : "/").append(Unknown.isKnown(known) ? part : known);
        }
        String version = reference.substring(tag);
        return out + (version.indexOf('$') >= 0 || version.indexOf('{') >= 0 ? ":" + Unknown.MARK : version);
    }

    private static int placeholderEnd(String name, int start) {
        if (name.startsWith("{", start)) {
            return after(name, "}", start);
        }
        int end = start;
        while (end < name.length() && (Character.isLetterOrDigit(name.charAt(end)) || name.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private static int after(String name, String closing, int start) {
        int at = name.indexOf(closing, start);
        return at < 0 ? name.length() : at + closing.length();
    }
}
