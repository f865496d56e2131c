package dev.guards.config.prometheus;


/** Which label and metric names are valid: {@code metric_name_validation_scheme}. */
public enum NameScheme {
    UTF8, LEGACY;

    /** Label names: any text that is not empty, or letters, digits and underscores. */
    public boolean isLabelName(CharSequence name) {
        if (name.length() == 0) {
            return false;
        }
        return this == UTF8 ? isWellFormed(name) : isLegacyLabelName(name);
    }

    public boolean isMetricName(CharSequence name) {
        if (this == UTF8) {
            return name.length() > 0 && isWellFormed(name);
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != ':' && !isNameCharacter(c, i)) {
                return false;
            }
        }
        return name.length() > 0;
    }

    /** {@code [a-zA-Z_][a-zA-Z0-9_]*}. */
    public static boolean isLegacyLabelName(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isNameCharacter(name.charAt(i), i)) {
                return false;
            }
        }
        return name.length() > 0;
    }

    /**
     * Whether a relabelling template can yield a label name of the legacy scheme: name characters and references
     * ({@code $1}, {@code ${name}}) with a letter, underscore or reference in front of any digit.
     */
    public static boolean isLegacyTemplate(CharSequence template) {
        boolean started = false;
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (c == '$') {
                int end = referenceEnd(template, i);
                if (end < 0) {
                    return false;
                }
                i = end;
            } else if (isNameCharacter(c, started ? 1 : 0)) {
                i++;
            } else {
                return false;
            }
            started = true;
        }
        return started;
    }

    private static int referenceEnd(CharSequence template, int dollar) {
        boolean braced = dollar + 1 < template.length() && template.charAt(dollar + 1) == '{';
        int start = dollar + (braced ? 2 : 1);
        int end = start;
        while (end < template.length() && isNameCharacter(template.charAt(end), 1)) {
            end++;
        }
        if (end == start) {
            return -1;
        }
        return !braced ? end : end < template.length() && template.charAt(end) == '}' ? end + 1 : -1;
    }

    private static boolean isNameCharacter(char c, int index) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || index > 0 && c >= '0' && c <= '9';
    }

    /** Bytes that are no UTF-8 ({@code !!binary}) have become replacement characters by now. */
    private static boolean isWellFormed(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c) || c == '\uFFFD') {
                return false;
            }
        }
        return true;
    }

    /** The label name that service discovery makes of any text: what is not a letter, digit or underscore becomes one. */
    public static String sanitize(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            char c = text.charAt(i);
            out.append(c < 128 && isNameCharacter(c, 1) ? c : '_');
        }
        return out.toString();
    }
}
