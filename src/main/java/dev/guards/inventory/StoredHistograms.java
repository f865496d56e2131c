package dev.guards.inventory;

import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.MetricType;
import dev.guards.config.prometheus.Ingestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Under which names a server stores histograms. Where it takes native ones, a histogram that its program exposes as both is stored under its
 * own name, and its buckets only where the server is told to keep them; no catalogue and no capture in text form tells which programs do.
 */
final class StoredHistograms {
    private static final String COUNT = "_count";

    private StoredHistograms() {
    }

    /** What is stored under a name, by an exporter that may expose it. */
    static List<Family.Member> members(Families exposed, String name, Ingestion ingestion) {
        List<Family.Member> members = exposed.series(name);
        if (!ingestion.asNative()) {
            return members;
        }
        List<Family.Member> stored = new ArrayList<>();
        for (Family.Member member : members) {
            stored.add(!ingestion.classicToo() && member.family().type() == MetricType.HISTOGRAM
                    ? new Family.Member(as(member.family(), MetricType.HISTOGRAM, "no native form takes the place of its buckets"), member.name(), member.role())
                    : member);
        }
        for (Family.Member count : exposed.series(name + COUNT)) {
            if (count.family().type() == MetricType.HISTOGRAM && count.family().name().equals(name)) {
                stored.add(new Family.Member(as(count.family(), MetricType.NATIVE_HISTOGRAM, "the program exposes it as a native histogram"), name,
                        Family.Role.VALUE));
            }
        }
        return stored;
    }

    private static Family as(Family family, MetricType type, String condition) {
        return new Family(family.name(), type, family.labels(), family.openLabels(), family.group(), family.scope(),
                family.condition().isEmpty() ? condition : family.condition(), family.declared());
    }

    /** The names that may be stored. */
    static Set<String> names(Families exposed, Ingestion ingestion) {
        Set<String> names = exposed.names();
        if (!ingestion.asNative()) {
            return names;
        }
        Set<String> all = new TreeSet<>(names);
        for (String name : names) {
            if (name.endsWith("_bucket")) {
                all.add(name.substring(0, name.length() - "_bucket".length()));
            }
        }
        return all;
    }
}
