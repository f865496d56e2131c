package dev.guards.text;

import java.util.Collection;

/** Names close to a misspelt one. */
public final class Suggest {
    private Suggest() {
    }

    /**
     * The candidate nearest by edit distance (with swaps); null when none is near. A third of a short name may differ; of a long one, made
     * of words, a few letters, as a distance of whole words is another name.
     */
    public static String nearest(String name, Collection<String> candidates) {
        String best = null;
        int bestDistance = Math.max(1, Math.min(name.length() / 3, 2 + name.length() / 10)) + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) < bestDistance && !candidate.equals(name)) {
                int distance = distance(name, candidate);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /**
     * The nearest, else the shortest candidate that adds words to the name or leaves some out ({@code status}: {@code status_code},
     * {@code requests_total}: {@code http_requests_total}); null when there is none.
     */
    public static String similar(String name, Collection<String> candidates) {
        String nearest = nearest(name, candidates);
        return nearest != null ? nearest : withOtherWords(name, candidates);
    }

    private static String withOtherWords(String name, Collection<String> candidates) {
        String best = null;
        for (String candidate : candidates) {
            boolean near = isPart(name, candidate) || isPart(candidate, name);
            if (near && (best == null || candidate.length() < best.length())) {
                best = candidate;
            }
        }
        return best;
    }

    /**
     * The candidate that a short form stands for ({@code gc-service}: {@code global-controller}), or that goes on where the name ends, or
     * ends where it goes on ({@code redis}: {@code redis-exporter}); else the nearest; null when none is.
     */
    public static String meant(String name, Collection<String> candidates) {
        String first = firstWord(name);
        for (String candidate : candidates) {
            if (isContinued(name, candidate) || isContinued(candidate, name)) {
                return candidate;
            }
        }
        for (String candidate : candidates) {
            StringBuilder initials = new StringBuilder();
            for (int i = 0; i < candidate.length(); i++) {
                boolean starts = i == 0 || isSeparator(candidate.charAt(i - 1));
                if (starts && !isSeparator(candidate.charAt(i))) {
                    initials.append(candidate.charAt(i));
                }
            }
            if (initials.length() > 1 && initials.toString().equals(first)) {
                return candidate;
            }
        }
        return nearest(name, candidates);
    }

    /** Whether all words of one name stand in another, in one piece. */
    private static boolean isPart(String part, String whole) {
        for (int at = whole.indexOf(part); part.length() > 2 && at >= 0; at = whole.indexOf(part, at + 1)) {
            int end = at + part.length();
            if ((at == 0 || isSeparator(whole.charAt(at - 1))) && (end == whole.length() || isSeparator(whole.charAt(end)))
                    && part.length() < whole.length()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isContinued(String start, String whole) {
        return start.length() > 2 && whole.length() > start.length() && whole.startsWith(start) && isSeparator(whole.charAt(start.length()));
    }

    private static String firstWord(String name) {
        int end = 0;
        while (end < name.length() && !isSeparator(name.charAt(end))) {
            end++;
        }
        return name.substring(0, end);
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.';
    }

    /** Optimal string alignment distance. */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int cost = Math.min(Math.min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                current[j] = cost;
            }
            int[] free = before;
            before = previous;
            previous = current;
            current = free;
        }
        return previous[b.length()];
    }
}
