package dev.guards.inventory.stream;

import dev.guards.environment.Image;

/** Major and minor version that an image tag says, such as {@code 3.4.1} or {@code v2.9}. */
record Version(int major, int minor) {
    static final Version UNKNOWN = new Version(-1, -1);

    static Version of(Image image) {
        if (image == null || image.isFloating()) {
            return UNKNOWN;
        }
        String tag = image.tag().startsWith("v") ? image.tag().substring(1) : image.tag();
        int dot = tag.indexOf('.');
        int major = number(dot < 0 ? tag : tag.substring(0, dot));
        if (major < 0) {
            return UNKNOWN;
        }
        int end = dot + 1;
        while (end < tag.length() && Character.isDigit(tag.charAt(end))) {
            end++;
        }
        int minor = dot < 0 ? -1 : number(tag.substring(dot + 1, end));
        return dot < 0 || minor < 0 ? new Version(major, Integer.MAX_VALUE) : new Version(major, minor);
    }

    private static int number(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (!Character.isDigit(digits.charAt(i))) {
                return -1;
            }
        }
        return digits.isEmpty() || digits.length() > 6 ? -1 : Integer.parseInt(digits);
    }

    boolean isKnown() {
        return major >= 0;
    }

    /** False when the version is not known. */
    boolean isBefore(int otherMajor, int otherMinor) {
        return isKnown() && (major < otherMajor || major == otherMajor && minor < otherMinor);
    }
}
