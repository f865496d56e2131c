package dev.guards.regex;

import java.util.Arrays;
import java.util.List;

/**
 * A literal text with anything behind it, the commonest pattern of relabelling rules ({@code /(.*)}): what it takes can be
 * seen without automata.
 */
final class Beginning {
    private Beginning() {
    }

    /** Whether the outer pattern is of that kind and every text of the inner one begins as it wants; false when in doubt. */
    static boolean isWithin(RegexNode inner, RegexNode outer) {
        if (!(outer instanceof RegexNode.Sequence o) || !(inner instanceof RegexNode.Sequence i)) {
            return false;
        }
        List<RegexNode> wanted = o.parts();
        int length = wanted.size() - 1;
        if (length < 1 || i.parts().size() < length || !isAnything(wanted.get(length))) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            boolean same = wanted.get(at) instanceof RegexNode.Chars a && i.parts().get(at) instanceof RegexNode.Chars b && a.isSingle()
                    && Arrays.equals(a.ranges(), b.ranges());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Any number of any characters, in a group or not. */
    private static boolean isAnything(RegexNode node) {
        RegexNode part = node instanceof RegexNode.Group g ? g.part() : node;
        return part instanceof RegexNode.Repeat r && r.min() == 0 && r.max() < 0 && isAnyCharacter(r.part());
    }

    static boolean isAnyCharacter(RegexNode node) {
        return node instanceof RegexNode.Chars c && Arrays.equals(c.ranges(), CharRanges.ALL);
    }
}
