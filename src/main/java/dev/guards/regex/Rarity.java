package dev.guards.regex;

import java.util.List;

/**
 * How much a pattern asks of a text, in bits: what its characters and classes rule out of one byte each, taken where they rule
 * out least. A pattern that asks for much matches few of all texts, however many those are ({@code veth.*}); one that asks for
 * little divides them ({@code [a-m].*}).
 */
final class Rarity {
    /** One certain character at the beginning or the end is enough, a class of ten is not. */
    private static final double RARE = 5;
    /** What a text gains by being allowed to stand anywhere in another one. */
    private static final double ANYWHERE = 5;
    private static final double BYTE = 256;
    private static final double EVERYTHING = Double.POSITIVE_INFINITY;

    private Rarity() {
    }

    /** False for a pattern that is not understood. */
    static boolean isRare(RegexNode tree) {
        return tree != null && whole(tree) >= RARE;
    }

    /** As {@link #bits}, for a pattern that has the text to itself: one that matches the empty text alone asks for everything. */
    private static double whole(RegexNode node) {
        if (node instanceof RegexNode.Group g) {
            return whole(g.part());
        }
        if (node instanceof RegexNode.Either e) {
            return least(e.parts(), true);
        }
        if (node instanceof RegexNode.Sequence s) {
            if (s.parts().size() == 1) {
                return whole(s.parts().get(0));
            }
            boolean slides = isWide(first(s.parts())) && isWide(last(s.parts()));
            return s.parts().stream().allMatch(RegexNode.Edge.class::isInstance) ? EVERYTHING : bits(s) - (slides ? ANYWHERE : 0);
        }
        return node instanceof RegexNode.Edge ? EVERYTHING : bits(node);
    }

    private static double bits(RegexNode node) {
        if (node instanceof RegexNode.Chars c) {
            return Math.log(BYTE / Math.min(BYTE, size(c.ranges()))) / Math.log(2);
        }
        if (node instanceof RegexNode.Group g) {
            return bits(g.part());
        }
        if (node instanceof RegexNode.Either e) {
            return least(e.parts(), false);
        }
        if (node instanceof RegexNode.Repeat r) {
            return r.min() == 0 ? 0 : r.min() * bits(r.part());
        }
        double sum = 0;
        for (RegexNode part : node instanceof RegexNode.Sequence s ? s.parts() : List.<RegexNode>of()) {
            sum += bits(part);
        }
        return sum;
    }

    private static double least(List<RegexNode> parts, boolean alone) {
        double least = EVERYTHING;
        for (RegexNode part : parts) {
            least = Math.min(least, alone ? whole(part) : bits(part));
        }
        return least;
    }

    /** Code points of the ranges; none match nothing, and are as rare as can be. */
    private static double size(int[] ranges) {
        double size = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            size += ranges[i + 1] - ranges[i] + 1;
        }
        return size;
    }

    private static RegexNode first(List<RegexNode> parts) {
        return parts.get(parts.get(0) instanceof RegexNode.Edge && parts.size() > 1 ? 1 : 0);
    }

    private static RegexNode last(List<RegexNode> parts) {
        int end = parts.size() - 1;
        return parts.get(parts.get(end) instanceof RegexNode.Edge && end > 0 ? end - 1 : end);
    }

    /** Any number of characters of which it asks little. */
    private static boolean isWide(RegexNode node) {
        RegexNode bare = node instanceof RegexNode.Group g ? g.part() : node;
        return bare instanceof RegexNode.Repeat r && r.max() < 0 && bits(r.part()) < 1;
    }
}
