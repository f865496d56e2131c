package dev.guards.inventory;

import dev.guards.config.prometheus.RelabelRule;
import dev.guards.inventory.kubernetes.PodStates;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** One rule at work on one state. */
final class RelabelStep {
    /** Combinations of source values that are looked at one by one. */
    private static final int MOST_COMBINATIONS = 24;
    private static final int MOST_BUCKETS = 64;

    private final RelabelRule rule;
    private final List<Relabeler.Drop> drops;

    RelabelStep(RelabelRule rule, List<Relabeler.Drop> drops) {
        this.rule = rule;
        this.drops = drops;
    }

    List<RelabelState> apply(RelabelState state) {
        if (!rule.valid() || rule.regex() == null) {
            state.lose();
            return List.of(state);
        }
        return switch (rule.action()) {
            case REPLACE -> split(state, true);
            case KEEP, DROP -> split(state, false);
            case KEEPEQUAL, DROPEQUAL -> equal(state);
            case HASHMOD -> write(state, hash(source(state)));
            case LOWERCASE -> write(state, source(state).map(v -> eachLetter(v, Character::toLowerCase)));
            case UPPERCASE -> write(state, source(state).map(v -> eachLetter(v, Character::toUpperCase)));
            case LABELMAP -> labelMap(state);
            case LABELDROP, LABELKEEP -> labelDrop(state);
        };
    }

    private ValueSet source(RelabelState state) {
        List<ValueSet> parts = new ArrayList<>();
        for (Text label : rule.sourceLabels()) {
            parts.add(state.get(label.value()));
        }
        return ValueSet.concat(parts, rule.separator().value());
    }

    /** Parts the state by whether the regex matches, and lets the rule work on each part. */
    private List<RelabelState> split(RelabelState state, boolean replace) {
        ValueSet source = source(state);
        ValueSet matching = source.filter(rule.regex());
        ValueSet other = source.without(rule.regex());
        boolean both = !matching.isEmpty() && !other.isEmpty();
        List<RelabelState> results = new ArrayList<>();
        if (both) {
            for (RelabelState part : combinations(state)) {
                ValueSet partSource = source(part);
                ValueSet partMatching = partSource.filter(rule.regex());
                ValueSet partOther = partSource.without(rule.regex());
                results.addAll(parted(part, partMatching, partOther, replace));
            }
        } else {
            results.addAll(parted(state, matching, other, replace));
        }
        return results;
    }

    private List<RelabelState> parted(RelabelState state, ValueSet matching, ValueSet other, boolean replace) {
        boolean both = !matching.isEmpty() && !other.isEmpty();
        boolean sure = !both;
        List<RelabelState> results = new ArrayList<>(2);
        if (!matching.isEmpty()) {
            RelabelState part = both ? state.copy() : state;
            boolean goesOn = replace || rule.action() == RelabelRule.Action.KEEP;
            part(part, matching, both);
            if (goesOn) {
                if (replace) {
                    replace(part, matching);
                }
                results.add(part);
            } else {
                drop(part, sure, "drops what matches `" + rule.regexText() + "`");
            }
        }
        if (!other.isEmpty()) {
            part(state, other, both);
            if (rule.action() == RelabelRule.Action.KEEP) {
                drop(state, sure, "keeps only what matches `" + rule.regexText() + "`");
            } else {
                results.add(state);
            }
        }
        return results;
    }

    private void part(RelabelState state, ValueSet left, boolean uncertain) {
        String only = rule.sourceLabels().size() == 1 ? rule.sourceLabels().get(0).value() : null;
        if (uncertain && only != null) {
            state.narrow(only, left);
        }
        if (uncertain && (only == null || !PodStates.isReached(only, left))) {
            state.uncertain();
        }
    }

    private void drop(RelabelState state, boolean certain, String message) {
        drops.add(new Relabeler.Drop(rule.span(), message, certain, state.labels()));
    }

    /** The state once for each combination of its source values, when these are few and there are several source labels. */
    private List<RelabelState> combinations(RelabelState state) {
        List<RelabelState> all = new ArrayList<>(List.of(state));
        if (rule.sourceLabels().size() < 2) {
            return all;
        }
        for (Text label : rule.sourceLabels()) {
            ValueSet values = state.get(label.value());
            if (!values.isFinite() || values.values().size() < 2) {
                continue;
            }
            if (all.size() * values.values().size() > MOST_COMBINATIONS) {
                return List.of(state);
            }
            List<RelabelState> next = new ArrayList<>();
            for (RelabelState one : all) {
                for (String value : values.values()) {
                    RelabelState copy = one.copy();
                    copy.uncertain();
                    ValueSet single = ValueSet.of(value);
                    copy.narrow(label.value(), values.isExact() ? single : single.inexact());
                    next.add(copy);
                }
            }
            all = next;
        }
        return all;
    }

    private void replace(RelabelState state, ValueSet matching) {
        Re2 regex = rule.regex();
        ValueSet result = Marked.resolve(matching.replace(regex, rule.replacement().value()));
        ValueSet names = rule.targetLabel().value().indexOf('$') < 0 ? ValueSet.of(rule.targetLabel().value())
                : matching.replace(regex, rule.targetLabel().value());
        if (names.isFinite()) {
            String single = names.single();
            for (String name : names.values()) {
                if (!name.isEmpty()) {
                    set(state, name, single != null ? result : result.union(state.get(name)));
                }
            }
            return;
        }
        for (String name : state.names()) {
            if (names.contains(name)) {
                state.put(name, result.union(state.get(name)));
            }
        }
        state.openNames(state.openNames().union(names.withoutAbsent()));
        state.note(new Evidence(rule.span(), "sets labels with names computed from `" + rule.targetLabel() + "`"));
    }

    private void set(RelabelState state, String name, ValueSet value) {
        ValueSet before = state.get(name);
        state.put(name, value);
        if (!before.equals(value)) {
            state.note(Evidence.sets(rule.span(), name, value.mustBeAbsent() ? null : value.describe(3)));
        }
    }

    private List<RelabelState> write(RelabelState state, ValueSet value) {
        set(state, rule.targetLabel().value(), value);
        return List.of(state);
    }

    private List<RelabelState> equal(RelabelState state) {
        ValueSet source = source(state);
        String target = rule.targetLabel().value();
        ValueSet other = state.get(target);
        ValueSet common = source.intersect(other);
        boolean never = common.isEmpty();
        boolean always = source.single() != null && source.single().equals(other.single());
        boolean keep = rule.action() == RelabelRule.Action.KEEPEQUAL;
        if (always ? !keep : never && keep) {
            drop(state, true, keep ? "keeps only what equals `" + target + "`" : "drops what equals `" + target + "`");
            return List.of();
        }
        if (!always && !never) {
            drop(state.copy(), false, keep ? "keeps only what equals `" + target + "`" : "drops what equals `" + target + "`");
            state.uncertain();
            if (keep) {
                state.narrow(target, common);
                if (rule.sourceLabels().size() == 1) {
                    state.narrow(rule.sourceLabels().get(0).value(), common);
                }
            }
        }
        return List.of(state);
    }

    private List<RelabelState> labelMap(RelabelState state) {
        Re2 regex = rule.regex();
        RelabelState before = state.copy();
        for (String name : before.names()) {
            String mapped = regex.expand(name, rule.replacement().value());
            if (mapped != null && !mapped.isEmpty()) {
                ValueSet values = before.get(name);
                ValueSet carried = values.mayBeAbsent() ? values.withoutAbsent().union(state.get(mapped)) : values;
                set(state, mapped, carried);
            }
        }
        ValueSet open = before.openNames().filter(regex);
        if (!open.isEmpty()) {
            ValueSet mapped = open.replace(regex, rule.replacement().value()).withoutAbsent();
            for (String name : state.names()) {
                if (mapped.contains(name)) {
                    state.put(name, state.get(name).union(ValueSet.any().withoutAbsent()));
                }
            }
            state.openNames(state.openNames().union(mapped));
            state.note(new Evidence(rule.span(), "maps labels whose names are not known"));
        }
        return List.of(state);
    }

    private List<RelabelState> labelDrop(RelabelState state) {
        boolean drop = rule.action() == RelabelRule.Action.LABELDROP;
        List<String> gone = new ArrayList<>();
        for (String name : state.names()) {
            if (rule.regex().matches(name) == drop) {
                gone.add(name);
            }
        }
        state.openNames(drop ? state.openNames().without(rule.regex()) : state.openNames().filter(rule.regex()));
        for (String name : gone) {
            set(state, name, ValueSet.absent());
        }
        return List.of(state);
    }

    private ValueSet hash(ValueSet source) {
        long modulus = rule.modulus();
        if (source.isFinite()) {
            return source.map(value -> hash(value, modulus));
        }
        if (modulus > 0 && modulus <= MOST_BUCKETS) {
            List<String> buckets = new ArrayList<>();
            for (int i = 0; i < modulus; i++) {
                buckets.add(Integer.toString(i));
            }
            return ValueSet.ofAll(buckets).inexact();
        }
        return ValueSet.regular("[0-9]+", "a number").inexact();
    }

    /** The last eight bytes of the MD5 sum as an unsigned number, modulo the modulus. */
    static String hash(String value, long modulus) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, Arrays.copyOfRange(sum, 8, 16)).mod(new BigInteger(Long.toUnsignedString(modulus))).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }

    /** Letter by letter, as Go does: a letter never becomes two. */
    private static String eachLetter(String value, IntUnaryOperator change) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().map(change).forEach(out::appendCodePoint);
        return out.toString();
    }
}
