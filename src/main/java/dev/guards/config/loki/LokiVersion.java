package dev.guards.config.loki;

/** Major and minor version of Loki; a minor of {@link #LATEST} where the tag gives only the major one. */
public record LokiVersion(int major, int minor) {
    static final int LATEST = Integer.MAX_VALUE;

    /** The version of an image tag such as {@code 3.4.1}, {@code v2.9} or {@code main-abc}; null when it does not tell. */
    public static LokiVersion ofTag(String tag) {
        String version = tag.startsWith("v") ? tag.substring(1) : tag;
        int dot = version.indexOf('.');
        int major = number(dot < 0 ? version : version.substring(0, dot));
        if (major < 0) {
            return null;
        }
        int end = dot + 1;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        int minor = dot < 0 ? -1 : number(version.substring(dot + 1, end));
        return new LokiVersion(major, minor < 0 ? LATEST : minor);
    }

    private static int number(String digits) {
        boolean all = !digits.isEmpty() && digits.length() < 6;
        for (int i = 0; i < digits.length(); i++) {
            all &= Character.isDigit(digits.charAt(i));
        }
        return all ? Integer.parseInt(digits) : -1;
    }

    public boolean isBefore(int otherMajor, int otherMinor) {
        return major < otherMajor || major == otherMajor && minor < otherMinor;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LokiVersion v && major == v.major && minor == v.minor;
    }

    @Override
    public int hashCode() {
        return major * 31 + minor;
    }

    @Override
    public String toString() {
        return minor == LATEST ? Integer.toString(major) : major + "." + minor;
    }
}
