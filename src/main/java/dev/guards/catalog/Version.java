package dev.guards.catalog;

import dev.guards.text.Unknown;

/**
 * A release of an exporter, read from an image tag: numbers between dots, compared one by one; what follows them
 * ({@code -alpine}, {@code -rc.1}, {@code +build}) does not count. {@link #UNKNOWN} is no release, {@link #LATEST} the
 * newest one that the catalogue knows, assumed for the tag {@code latest} or a missing tag.
 */
public final class Version implements Comparable<Version> {
    public static final Version UNKNOWN = new Version("", new int[0]);
    public static final Version LATEST = new Version("latest", new int[] {Integer.MAX_VALUE});

    private final String shown;
    private final int[] numbers;

    private Version(String shown, int[] numbers) {
        this.shown = shown;
        this.numbers = numbers;
    }

    /** Reads {@code v1.2.3}, {@code 1.2}, {@code RELEASE.2024-01-01}, {@code latest}; null or anything without a number is unknown. */
    public static Version of(String tag) {
        if (tag == null || !Unknown.isKnown(tag)) {
            return UNKNOWN;
        }
        if (tag.equals("latest") || tag.startsWith("latest-")) {
            return LATEST;
        }
        int at = tag.startsWith("v") || tag.startsWith("V") ? 1 : 0;
        int[] found = new int[6];
        int count = 0;
        while (count < found.length && at < tag.length() && isDigit(tag.charAt(at))) {
            int number = 0;
            int digits = 0;
            while (at < tag.length() && isDigit(tag.charAt(at)) && digits < 9) {
                number = number * 10 + tag.charAt(at++) - '0';
                digits++;
            }
            found[count++] = number;
            if (at + 1 < tag.length() && tag.charAt(at) == '.' && isDigit(tag.charAt(at + 1))) {
                at++;
            } else {
                break;
            }
        }
        if (count == 0 || at < tag.length() && isDigit(tag.charAt(at))) {
            return UNKNOWN;
        }
        int[] numbers = new int[count];
        System.arraycopy(found, 0, numbers, 0, count);
        return new Version(tag, numbers);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public boolean isKnown() {
        return numbers.length > 0;
    }

    /** True for a version that a tag names, false for {@link #LATEST} and {@link #UNKNOWN}. */
    public boolean isExact() {
        return this != LATEST && isKnown();
    }

    /** How many numbers it has: 1 for {@code v3}, which stands for any 3.x. */
    public int precision() {
        return numbers.length;
    }

    /** True when every release that this version may stand for is at least {@code other}: {@code 3} is, of 3.0, but not of 3.1. */
    public boolean isAtLeast(Version other) {
        return compareTo(other) >= 0;
    }

    /** True when some release that this version may stand for lies before {@code other}. */
    public boolean mayBeBefore(Version other) {
        return !isKnown() || compareTo(other) < 0;
    }

    /** True when some release that this version may stand for is {@code other} or later: {@code 3} may be 3.1 or later. */
    public boolean mayBeAtLeast(Version other) {
        if (!isKnown() || compareTo(other) >= 0) {
            return true;
        }
        for (int i = 0; i < numbers.length; i++) {
            int theirs = i < other.numbers.length ? other.numbers[i] : 0;
            if (numbers[i] != theirs) {
                return false;
            }
        }
        return numbers.length < other.numbers.length;
    }

    /** True for releases of one minor: 1.4.0 and 1.4.7. */
    public boolean sameMinor(Version other) {
        return numbers.length > 1 && other.numbers.length > 1 && numbers[0] == other.numbers[0] && numbers[1] == other.numbers[1];
    }

    @Override
    public int compareTo(Version other) {
        int length = Math.max(numbers.length, other.numbers.length);
        for (int i = 0; i < length; i++) {
            int own = i < numbers.length ? numbers[i] : 0;
            int theirs = i < other.numbers.length ? other.numbers[i] : 0;
            if (own != theirs) {
                return Integer.compare(own, theirs);
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Version v && isKnown() == v.isKnown() && compareTo(v) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        int significant = numbers.length;
        while (significant > 0 && numbers[significant - 1] == 0) {
            significant--;
        }
        for (int i = 0; i < significant; i++) {
            hash = hash * 31 + numbers[i];
        }
        return hash;
    }

    /** The tag it was read from; empty when unknown. */
    @Override
    public String toString() {
        return shown;
    }
}
