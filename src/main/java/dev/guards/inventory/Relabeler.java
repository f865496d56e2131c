package dev.guards.inventory;

import dev.guards.config.prometheus.RelabelRule;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs relabelling rules on sets of label sets. A concrete label set is the special case of one value a label: then the
 * result is what Prometheus computes. Otherwise every concrete result lies in one of the outcomes.
 */
public final class Relabeler {
    /** Splitting the input by what a rule matches stops at this many parts; they are joined then. */
    static final int MOST_STATES = 48;

    /**
     * One way the rules can go.
     *
     * @param certain  false when only some of the input, or an input that need not exist, goes this way
     * @param evidence the rules that changed something, in order
     */
    public record Outcome(Labels labels, boolean certain, List<Evidence> evidence) {
    }

    /**
     * A rule that drops.
     *
     * @param certain true when it drops everything that reaches it this way
     * @param labels  what reached it
     */
    public record Drop(Span span, String message, boolean certain, Labels labels) {
    }

    /**
     * What becomes of the input.
     *
     * @param kept    the outcomes that are not dropped; none when all of the input is dropped for certain
     * @param dropped by which rules parts of the input are dropped
     */
    public record Result(List<Outcome> kept, List<Drop> dropped) {
    }

    private final List<RelabelRule> rules;

    private Relabeler(List<RelabelRule> rules) {
        this.rules = rules;
    }

    public static Result run(List<RelabelRule> rules, Labels input) {
        return new Relabeler(rules).run(input);
    }

    private Result run(Labels input) {
        List<RelabelState> states = new ArrayList<>(List.of(new RelabelState(input)));
        List<Drop> dropped = new ArrayList<>();
        for (RelabelRule rule : rules) {
            List<RelabelState> next = new ArrayList<>();
            for (RelabelState state : states) {
                next.addAll(new RelabelStep(rule, dropped).apply(state));
            }
            states = next.size() > MOST_STATES ? List.of(RelabelState.join(next)) : next;
        }
        List<Outcome> kept = new ArrayList<>();
        for (RelabelState state : states) {
            kept.add(new Outcome(state.labels(), state.isCertain(), state.evidence()));
        }
        return new Result(dropped.isEmpty() ? joined(kept) : kept, dropped);
    }

    /**
     * Ways of which one is taken for sure, as nothing is dropped: where they lead to the same stored labels, that is where the input
     * goes, and only internal labels such as the address are in doubt.
     */
    private static List<Outcome> joined(List<Outcome> ways) {
        Outcome first = ways.get(0);
        Labels labels = first.labels();
        for (Outcome way : ways) {
            if (way.certain() || way.labels().openNames().isAny() || !isStoredAlike(way.labels(), first.labels())) {
                return ways;
            }
            labels = labels.union(way.labels());
        }
        return ways.size() < 2 ? ways : List.of(new Outcome(labels, true, first.evidence()));
    }

    private static boolean isStoredAlike(Labels one, Labels other) {
        Set<String> names = new TreeSet<>(one.names());
        names.addAll(other.names());
        names.removeIf(name -> name.startsWith("__"));
        return one.openNames().equals(other.openNames()) && names.stream().allMatch(name -> one.get(name).equals(other.get(name)));
    }
}
