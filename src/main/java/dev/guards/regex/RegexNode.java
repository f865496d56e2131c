package dev.guards.regex;

import java.util.List;

/** A pattern as a tree, flags already applied: what a language needs and no more (greediness is gone). */
sealed interface RegexNode {

    /** One code point out of sorted, disjoint, inclusive ranges {@code from, to, from, to ...}; none when empty. */
    record Chars(int[] ranges) implements RegexNode {
        boolean isSingle() {
            return ranges.length == 2 && ranges[0] == ranges[1];
        }
    }

    /** One after the other; the empty text when there are none. */
    record Sequence(List<RegexNode> parts) implements RegexNode {
    }

    /** One of several. */
    record Either(List<RegexNode> parts) implements RegexNode {
    }

    /** @param max -1 for any number */
    record Repeat(RegexNode part, int min, int max) implements RegexNode {
    }

    /** A capturing group. */
    record Group(int index, RegexNode part) implements RegexNode {
    }

    /** The beginning or the end of the text. */
    record Edge(boolean end) implements RegexNode {
    }

    /** A condition on the neighbourhood that is taken as always met: word boundaries, line anchors. */
    record Condition() implements RegexNode {
    }
}
