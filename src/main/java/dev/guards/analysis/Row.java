package dev.guards.analysis;

import dev.guards.catalog.Family;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Target;
import dev.guards.promql.VectorSelector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Series of one shape at some point of a query: every series that is there lies in some row.
 *
 * @param labels      with {@code __name__} as long as it is there
 * @param certain     at least one series of the row exists whenever the environment runs
 * @param nameDropped the name goes away at the end of the evaluation (delayed name removal)
 * @param samples     what they hold
 * @param member      the metric they come from; null when not known, or when there are several
 * @param target      the scrape target that exposes them; null when not known, or when there are several
 * @param stage       what has been done to the values
 * @param hostAssumed the values of the row rest on the assumption that the host runs what the environment describes
 * @param evidence    where it comes from, outermost configuration first
 */
public record Row(Labels labels, boolean certain, boolean nameDropped, Samples samples, Family.Member member, Target target,
        Stage stage, boolean hostAssumed, List<Evidence> evidence) {
    /** Labels that go with the metric's name. */
    private static final List<String> METADATA = List.of(VectorSelector.NAME, "__type__", "__unit__");

    /** A series as stored, float samples, nothing known of its metric. */
    public static Row stored(Labels labels, boolean certain, Samples samples) {
        return new Row(labels, certain, false, samples, null, null, Stage.RAW, false, List.of());
    }

    /** One series without labels that is always there. */
    static Row scalar() {
        return new Row(Labels.NONE, true, false, Samples.FLOAT, null, null, Stage.DERIVED, false, List.of());
    }

    /** Anything may be there, or nothing. */
    static Row anything() {
        return new Row(Labels.any(), false, false, Samples.EITHER, null, null, Stage.DERIVED, false, List.of());
    }

    /** True when only counters of the exporter are meant, not yet changed. */
    public boolean isCumulative() {
        return member != null && member.isCumulative() && stage == Stage.RAW;
    }

    Row with(Labels changed) {
        return changed.equals(labels) ? this
                : new Row(changed, certain, nameDropped, samples, member, target, stage, hostAssumed, evidence);
    }

    Row with(Samples kind) {
        return kind == samples ? this : new Row(labels, certain, nameDropped, kind, member, target, stage, hostAssumed, evidence);
    }

    Row with(Stage next) {
        return next == stage ? this : new Row(labels, certain, nameDropped, samples, member, target, next, hostAssumed, evidence);
    }

    Row certain(boolean sure) {
        return sure == certain ? this : new Row(labels, sure, nameDropped, samples, member, target, stage, hostAssumed, evidence);
    }

    Row nameDropped(boolean dropped) {
        return dropped == nameDropped ? this : new Row(labels, certain, dropped, samples, member, target, stage, hostAssumed, evidence);
    }

    /** Without the name, now. */
    Row withoutName() {
        Labels rest = labels;
        for (String name : METADATA) {
            rest = rest.without(name);
        }
        return with(rest).nameDropped(false);
    }

    /** Every label may be missing as well. */
    Row withDoubtfulLabels() {
        Labels rest = labels;
        for (String name : labels.names()) {
            rest = rest.with(name, rest.get(name).withAbsent());
        }
        return with(rest);
    }

    /** One row that stands for all of them, which agree on whether the name is dropped. */
    static Row merge(List<Row> rows) {
        Row first = rows.get(0);
        Labels labels = first.labels;
        boolean certain = first.certain;
        boolean dropped = first.nameDropped;
        boolean host = first.hostAssumed;
        Samples samples = first.samples;
        Family.Member member = first.member;
        Target target = first.target;
        Stage stage = first.stage;
        Set<Evidence> evidence = new LinkedHashSet<>(first.evidence);
        for (Row row : rows.subList(1, rows.size())) {
            labels = labels.union(row.labels);
            certain |= row.certain;
            host |= row.hostAssumed;
            samples = samples.or(row.samples);
            member = Objects.equals(row.member, member) ? member : null;
            target = row.target == target ? target : null;
            stage = row.stage == stage ? stage : Stage.DERIVED;
            if (evidence.size() < 8) {
                evidence.addAll(row.evidence);
            }
        }
        return new Row(labels, certain, dropped, samples, member, target, stage, host, List.copyOf(evidence));
    }
}
