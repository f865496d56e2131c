package dev.guards.inventory;

import dev.guards.catalog.Family;
import java.util.List;

/**
 * Series of one metric name that one target stores, after metric_relabel_configs. A row stands for as many series as its
 * labels have values.
 *
 * @param labels      as stored, with {@code __name__}
 * @param member      the series name's part in its metric family; null when the exporter is not known so well
 * @param target      null for series that no scrape makes
 * @param certainty   {@code CONDITIONAL} also when metric relabelling drops some of the row
 * @param condition   what it depends on; empty when certain
 * @param hostAssumed true when the row lists what a host-wide agent sees under the assumption that the host runs what the
 *                    environment describes; other values may exist on a shared host
 * @param evidence    from the scrape job to the relabelling that shaped the labels
 */
public record Series(Labels labels, Family.Member member, Target target, Certainty certainty, String condition, boolean hostAssumed,
        List<Evidence> evidence) {
    public Series {
        evidence = List.copyOf(evidence);
    }

    /** The stored name where it is one, which it is save for relabelling that computes names. */
    public String name() {
        return labels.get("__name__").isFinite() && labels.get("__name__").values().size() == 1
                ? labels.get("__name__").values().iterator().next() : "";
    }

    /** Null when not known. */
    public dev.guards.catalog.MetricType type() {
        return member == null ? null : member.family().type();
    }
}
