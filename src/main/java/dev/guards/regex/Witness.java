package dev.guards.regex;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A few texts that a pattern should match: one of them in a set proves it not empty without an automaton. */
final class Witness {
    private static final int MOST = 8;
    private static final int LONGEST = 200;

    private Witness() {
    }

    /** None when the pattern is not understood. Anchors and boundaries are taken as met, so each text has to be tried. */
    static List<String> of(RegexNode tree) {
        return tree == null ? List.of() : new ArrayList<>(texts(tree));
    }

    private static Set<String> texts(RegexNode node) {
        Set<String> found = new LinkedHashSet<>();
        if (node instanceof RegexNode.Chars c) {
            addChars(c.ranges(), found);
        } else if (node instanceof RegexNode.Group g) {
            return texts(g.part());
        } else if (node instanceof RegexNode.Either e) {
            for (RegexNode part : e.parts()) {
                found.addAll(texts(part));
            }
        } else if (node instanceof RegexNode.Repeat r) {
            return repeated(r);
        } else {
            found.add("");
            for (RegexNode part : node instanceof RegexNode.Sequence s ? s.parts() : List.<RegexNode>of()) {
                found = joined(found, texts(part));
            }
        }
        return limited(found);
    }

    private static void addChars(int[] ranges, Set<String> found) {
        for (int wanted : new int[] {'a', '0'}) {
            for (int i = 0; i < ranges.length; i += 2) {
                if (ranges[i] <= wanted && wanted <= ranges[i + 1]) {
                    found.add(Character.toString(wanted));
                }
            }
        }
        if (found.isEmpty() && ranges.length > 0) {
            found.add(Character.toString(ranges[0]));
        }
    }

    private static Set<String> repeated(RegexNode.Repeat repeat) {
        Set<String> part = texts(repeat.part());
        Set<String> all = new LinkedHashSet<>();
        all.add("");
        for (int i = 0; i < repeat.min(); i++) {
            all = joined(all, part);
        }
        if (repeat.min() == 0 && repeat.max() != 0) {
            all.addAll(part);
        }
        return limited(all);
    }

    private static Set<String> joined(Set<String> left, Set<String> right) {
        Set<String> all = new LinkedHashSet<>();
        for (String a : left) {
            for (String b : right) {
                if (all.size() < MOST && a.length() + b.length() <= LONGEST) {
                    all.add(a + b);
                }
            }
        }
        return all;
    }

    private static Set<String> limited(Set<String> texts) {
        if (texts.size() <= MOST) {
            return texts;
        }
        Set<String> first = new LinkedHashSet<>();
        for (String text : texts) {
            if (first.size() < MOST) {
                first.add(text);
            }
        }
        return first;
    }
}
