package dev.guards.regex;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A regular language as a bounded automaton over UTF-16 code units: always at least the language, exactly it when
 * {@code exact}. What would need too many states becomes all texts, not exact.
 */
record RegularSet(Automaton automaton, boolean exact) {
    private static final int MOST_STATES = 4_000;
    private static final int MOST_PAIRS = 400_000;
    private static final int MOST_STEPS = 2_000_000;
    /** Non-characters that stand for the edges of the text while anchors are worked out. */
    private static final char BEGIN = '\ufffe';
    private static final char END = '\uffff';

    static RegularSet unknown() {
        return new RegularSet(everything(), false);
    }

    static RegularSet of(RegexNode tree) {
        if (tree == null) {
            return unknown();
        }
        try {
            Builder builder = new Builder();
            Automaton built = builder.build(tree, true, true);
            if (builder.edges) {
                Automaton begin = Automaton.makeChar(BEGIN);
                Automaton end = Automaton.makeChar(END);
                Automaton shape = begin.union(end).repeat()
                        .union(begin.repeat().concatenate(everything()).concatenate(end.repeat()));
                built = built.intersection(shape).subst(BEGIN, "").subst(END, "");
            }
            built.removeDeadTransitions();
            return built.getNumberOfStates() > MOST_STATES ? unknown() : new RegularSet(built, !builder.approximate);
        } catch (TooLarge | StackOverflowError e) {
            return unknown();
        }
    }

    static RegularSet literal(String text) {
        return new RegularSet(Automaton.makeString(text), true);
    }

    /** All texts of whole code points, the two markers left out. */
    static Automaton everything() {
        return chars(CharRanges.ALL).repeat();
    }

    static RegularSet nonEmpty() {
        return new RegularSet(chars(CharRanges.ALL).repeat(1), true);
    }

    /** These texts and no others. */
    static RegularSet literals(Set<String> texts) {
        return new RegularSet(Automaton.makeStringUnion(texts.stream().sorted().toArray(String[]::new)), true);
    }

    boolean isEmpty() {
        automaton.removeDeadTransitions();
        return automaton.isEmpty();
    }

    boolean accepts(String text) {
        return automaton.run(text);
    }

    /** The shortest text; null when there is none. */
    String shortest() {
        return automaton.getShortestExample(true);
    }

    RegularSet intersect(RegularSet other) {
        long pairs = (long) automaton.getNumberOfStates() * other.automaton.getNumberOfStates();
        if (pairs > MOST_PAIRS) {
            return new RegularSet(automaton, false);
        }
        Automaton both = automaton.intersection(other.automaton);
        if (both.getNumberOfStates() > MOST_STATES) {
            return new RegularSet(automaton, false);
        }
        return new RegularSet(both, exact && other.exact);
    }

    RegularSet minus(RegularSet other) {
        Automaton rest = other.exact ? complement(other.automaton) : null;
        return rest == null ? new RegularSet(automaton, false) : intersect(new RegularSet(rest, true));
    }

    RegularSet concatenate(RegularSet other) {
        if (automaton.getNumberOfStates() + other.automaton.getNumberOfStates() > MOST_STATES) {
            return unknown();
        }
        return new RegularSet(automaton.concatenate(other.automaton), exact && other.exact);
    }

    RegularSet union(RegularSet other) {
        return new RegularSet(automaton.union(other.automaton), exact && other.exact);
    }

    /** What remains of the texts of this set behind a text of {@code before}. */
    RegularSet behind(RegularSet before) {
        Automaton whole = automaton.clone();
        whole.expandSingleton();
        Automaton prefix = before.automaton.clone();
        prefix.expandSingleton();
        State start = new State();
        for (State reached : together(prefix.getInitialState(), whole.getInitialState())) {
            start.setAccept(start.isAccept() || reached.isAccept());
            for (Transition t : reached.getTransitions()) {
                start.addTransition(new Transition(t.getMin(), t.getMax(), t.getDest()));
            }
        }
        return from(start, false);
    }

    /** What remains of the texts of this set in front of a text of {@code after}. */
    RegularSet inFrontOf(RegularSet after) {
        Automaton whole = automaton.clone();
        whole.expandSingleton();
        Automaton suffix = after.automaton.clone();
        suffix.expandSingleton();
        Set<State> ends = new HashSet<>();
        Set<State> states = whole.getStates();
        if ((long) states.size() * suffix.getNumberOfStates() > MOST_PAIRS / 10) {
            return unknown();
        }
        for (State state : states) {
            for (State reached : together(suffix.getInitialState(), state)) {
                if (reached.isAccept()) {
                    ends.add(state);
                    break;
                }
            }
        }
        for (State state : states) {
            state.setAccept(ends.contains(state));
        }
        return from(whole.getInitialState(), false);
    }

    private static RegularSet from(State initial, boolean exact) {
        Automaton result = new Automaton();
        result.setInitialState(initial);
        result.setDeterministic(false);
        result.restoreInvariant();
        result.removeDeadTransitions();
        return new RegularSet(result, exact);
    }

    /** The states that {@code right} may be in when {@code left} accepts, both reading the same text. */
    private static Set<State> together(State left, State right) {
        Set<State> reached = new HashSet<>();
        Set<List<State>> seen = new HashSet<>();
        Deque<List<State>> open = new ArrayDeque<>();
        open.add(List.of(left, right));
        seen.add(open.peek());
        while (!open.isEmpty()) {
            List<State> pair = open.poll();
            if (pair.get(0).isAccept()) {
                reached.add(pair.get(1));
            }
            for (Transition a : pair.get(0).getTransitions()) {
                for (Transition b : pair.get(1).getTransitions()) {
                    if (a.getMin() <= b.getMax() && b.getMin() <= a.getMax()) {
                        List<State> next = List.of(a.getDest(), b.getDest());
                        if (seen.add(next)) {
                            open.add(next);
                        }
                    }
                }
            }
        }
        return reached;
    }

    /** By subset construction; null when that takes too much. */
    private static Automaton complement(Automaton original) {
        Automaton source = original.clone();
        source.expandSingleton();
        int[] points = startPoints(source);
        Map<Set<State>, State> built = new HashMap<>();
        Deque<Set<State>> open = new ArrayDeque<>();
        Set<State> first = Set.of(source.getInitialState());
        open.add(first);
        built.put(first, state(first));
        int steps = 0;
        while (!open.isEmpty()) {
            Set<State> subset = open.poll();
            State from = built.get(subset);
            for (int i = 0; i < points.length; i++) {
                Set<State> next = new HashSet<>();
                for (State state : subset) {
                    for (Transition t : state.getTransitions()) {
                        steps++;
                        if (t.getMin() <= points[i] && points[i] <= t.getMax()) {
                            next.add(t.getDest());
                        }
                    }
                }
                State to = built.get(next);
                if (to == null) {
                    if (built.size() >= MOST_STATES || steps > MOST_STEPS) {
                        return null;
                    }
                    to = state(next);
                    built.put(next, to);
                    open.add(next);
                }
                char end = i + 1 < points.length ? (char) (points[i + 1] - 1) : Character.MAX_VALUE;
                from.addTransition(new Transition((char) points[i], end, to));
            }
        }
        Automaton result = new Automaton();
        result.setInitialState(built.get(first));
        result.setDeterministic(true);
        result.restoreInvariant();
        result.removeDeadTransitions();
        return result;
    }

    private static State state(Set<State> subset) {
        boolean accept = false;
        for (State state : subset) {
            accept |= state.isAccept();
        }
        State state = new State();
        state.setAccept(!accept);
        return state;
    }

    private static int[] startPoints(Automaton automaton) {
        Set<Integer> points = new java.util.TreeSet<>();
        points.add(0);
        for (State state : automaton.getStates()) {
            for (Transition t : state.getTransitions()) {
                points.add((int) t.getMin());
                if (t.getMax() < Character.MAX_VALUE) {
                    points.add(t.getMax() + 1);
                }
            }
        }
        int[] sorted = new int[points.size()];
        int i = 0;
        for (int point : points) {
            sorted[i++] = point;
        }
        return sorted;
    }

    /** One code point of the ranges, as one or two code units. */
    private static Automaton chars(int[] ranges) {
        State start = new State();
        State end = new State();
        end.setAccept(true);
        for (int i = 0; i < ranges.length; i += 2) {
            int from = ranges[i];
            int to = ranges[i + 1];
            addUnits(start, end, from, Math.min(to, 0xd7ff));
            addUnits(start, end, Math.max(from, 0xe000), Math.min(to, BEGIN - 1));
            addPairs(start, end, Math.max(from, 0x10000), to);
        }
        Automaton made = new Automaton();
        made.setInitialState(start);
        made.setDeterministic(false);
        return made;
    }

    private static void addUnits(State start, State end, int from, int to) {
        if (from <= to) {
            start.addTransition(new Transition((char) from, (char) to, end));
        }
    }

    private static void addPairs(State start, State end, int from, int to) {
        if (from > to) {
            return;
        }
        char high = Character.highSurrogate(from);
        char low = Character.lowSurrogate(from);
        char lastHigh = Character.highSurrogate(to);
        char lastLow = Character.lowSurrogate(to);
        if (high == lastHigh) {
            pair(start, end, high, high, low, lastLow);
            return;
        }
        if (low != 0xdc00) {
            pair(start, end, high, high, low, '\udfff');
            high++;
        }
        if (lastLow != 0xdfff) {
            pair(start, end, lastHigh, lastHigh, '\udc00', lastLow);
            lastHigh--;
        }
        if (high <= lastHigh) {
            pair(start, end, high, lastHigh, '\udc00', '\udfff');
        }
    }

    private static void pair(State start, State end, char high, char lastHigh, char low, char lastLow) {
        State between = new State();
        start.addTransition(new Transition(high, lastHigh, between));
        between.addTransition(new Transition(low, lastLow, end));
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    /** Tree to automaton; edges that are not at an edge for certain become marker characters. */
    private static final class Builder {
        private boolean approximate;
        private boolean edges;
        private int budget = MOST_STATES * 2;

        Automaton build(RegexNode node, boolean first, boolean last) {
            if (node instanceof RegexNode.Chars c) {
                spend(1);
                return chars(c.ranges());
            }
            if (node instanceof RegexNode.Sequence s) {
                return sequence(s.parts(), first, last);
            }
            if (node instanceof RegexNode.Either e) {
                List<Automaton> parts = new ArrayList<>();
                for (RegexNode part : e.parts()) {
                    parts.add(build(part, first, last));
                }
                return Automaton.union(parts);
            }
            if (node instanceof RegexNode.Group g) {
                return build(g.part(), first, last);
            }
            if (node instanceof RegexNode.Repeat r) {
                return repeat(r);
            }
            if (node instanceof RegexNode.Edge e) {
                if (e.end() ? last : first) {
                    return Automaton.makeEmptyString();
                }
                edges = true;
                char marker = e.end() ? END : BEGIN;
                return Automaton.makeCharRange(marker, marker);
            }
            approximate = true;
            return Automaton.makeEmptyString();
        }

        private Automaton sequence(List<RegexNode> nodes, boolean first, boolean last) {
            List<Automaton> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            for (int i = 0; i < nodes.size(); i++) {
                RegexNode node = nodes.get(i);
                if (node instanceof RegexNode.Chars c && c.isSingle()) {
                    spend(1);
                    literal.appendCodePoint(c.ranges()[0]);
                    continue;
                }
                if (literal.length() > 0) {
                    parts.add(Automaton.makeString(literal.toString()));
                    literal.setLength(0);
                }
                parts.add(build(node, first && onlyEdges(nodes, 0, i), last && onlyEdges(nodes, i + 1, nodes.size())));
            }
            if (literal.length() > 0) {
                parts.add(Automaton.makeString(literal.toString()));
            }
            return parts.isEmpty() ? Automaton.makeEmptyString() : Automaton.concatenate(parts);
        }

        private static boolean onlyEdges(List<RegexNode> nodes, int from, int to) {
            for (int i = from; i < to; i++) {
                if (!(nodes.get(i) instanceof RegexNode.Edge)) {
                    return false;
                }
            }
            return true;
        }

        private Automaton repeat(RegexNode.Repeat r) {
            int before = budget;
            Automaton part = build(r.part(), false, false);
            int cost = Math.max(1, before - budget);
            int times = Math.max(r.min(), r.max());
            spend((long) cost * Math.max(0, times - 1));
            return r.max() < 0 ? part.repeat(r.min()) : part.repeat(r.min(), r.max());
        }

        private void spend(long states) {
            if (states > budget) {
                throw new TooLarge();
            }
            budget -= (int) states;
        }
    }
}
