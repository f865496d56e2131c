package dev.guards.analysis;

import dev.guards.promql.Aggregate;
import dev.guards.promql.Aggregator;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Duration;
import dev.guards.promql.Expr;
import dev.guards.promql.Grouping;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.Modifiers;
import dev.guards.promql.Printer;
import dev.guards.promql.VectorSelector;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which expression is a part of which other, so that their quotient lies between 0 and 1: the same sum over fewer of the same series,
 * or a metric that measures a part of what another one measures.
 */
final class Shares {
    private static final Set<String> GROWTH = Set.of("rate", "irate", "increase");
    /** Part and whole, both of the same thing and never negative (node_exporter 1.x, kubelet 1.2x, client libraries). */
    private static final Map<String, String> WHOLES = Map.ofEntries(
            Map.entry("node_filesystem_avail_bytes", "node_filesystem_size_bytes"),
            Map.entry("node_filesystem_free_bytes", "node_filesystem_size_bytes"),
            Map.entry("node_filesystem_files_free", "node_filesystem_files"),
            Map.entry("node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes"),
            Map.entry("node_memory_MemFree_bytes", "node_memory_MemTotal_bytes"),
            Map.entry("node_memory_SwapFree_bytes", "node_memory_SwapTotal_bytes"),
            Map.entry("kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes"),
            Map.entry("kubelet_volume_stats_inodes_free", "kubelet_volume_stats_inodes"));

    private final SampleRanges ranges;

    Shares(SampleRanges ranges) {
        this.ranges = ranges;
    }

    static boolean isMeasure(String metric) {
        return WHOLES.containsKey(metric) || WHOLES.containsValue(metric);
    }

    /** Whether a sample of the first is at most the sample of the second that it meets, and neither is negative. */
    boolean isShare(Expr part, Expr whole) {
        Expr bare = part.bare();
        if (bare instanceof Binary difference && difference.op() == BinaryOp.SUB && isSame(difference.left(), whole)) {
            return isShare(difference.right(), whole);
        }
        return ranges.of(part).low() >= 0 && ranges.of(whole).low() >= 0 && isPart(bare, whole.bare(), false);
    }

    private boolean isPart(Expr part, Expr whole, boolean summed) {
        if (part instanceof Aggregate a && whole instanceof Aggregate b) {
            return isGroupedWithin(a, b) && isCounted(a, b) && isPart(a.inner().bare(), b.inner().bare(), true);
        }
        if (part instanceof Call a && whole instanceof Call b) {
            return a.function() != null && a.function().equals(b.function()) && GROWTH.contains(a.function().name())
                    && isPart(a.arguments().get(0).bare(), b.arguments().get(0).bare(), summed);
        }
        if (part instanceof MatrixSelector a && whole instanceof MatrixSelector b) {
            return isSame(a.range(), b.range()) && isSame(a.modifiers(), b.modifiers()) && isPart(a.selector(), b.selector(), summed);
        }
        if (part instanceof VectorSelector a && whole instanceof VectorSelector b) {
            return isSame(a.modifiers(), b.modifiers()) && isPartOfSelected(a, b, summed);
        }
        boolean filtered = summed && part instanceof Binary filter && filter.op() != null && filter.op().isComparison() && !filter.bool();
        return filtered && isPart(((Binary) part).left().bare(), whole, true);
    }

    private static boolean isPartOfSelected(VectorSelector part, VectorSelector whole, boolean summed) {
        String metric = part.metricName();
        if (metric == null || !part.matcherHoles().isEmpty() || !whole.matcherHoles().isEmpty()) {
            return false;
        }
        boolean same = metric.equals(whole.metricName());
        Set<String> narrow = texts(part);
        Set<String> wide = texts(whole);
        return same ? summed ? narrow.containsAll(wide) : narrow.equals(wide)
                : whole.metricName() != null && whole.metricName().equals(WHOLES.get(metric)) && narrow.containsAll(wide);
    }

    private static Set<String> texts(VectorSelector selector) {
        Set<String> texts = new HashSet<>();
        for (LabelMatcher matcher : selector.matchers()) {
            texts.add(matcher.label() + matcher.op().symbol() + matcher.value());
        }
        return texts;
    }

    /** Both add up or both count, or the part adds up what is at most one each. */
    private boolean isCounted(Aggregate part, Aggregate whole) {
        boolean adds = part.operator() == Aggregator.SUM || part.operator() == Aggregator.COUNT;
        return adds && (part.operator() == whole.operator() || part.operator() == Aggregator.SUM && whole.operator() == Aggregator.COUNT
                && ranges.of(part.inner()).isWithin(SampleRange.UNIT));
    }

    /** Each group of the part lies in one group of the whole. */
    private static boolean isGroupedWithin(Aggregate part, Aggregate whole) {
        Grouping a = part.grouping();
        Grouping b = whole.grouping();
        if (b == null || !b.without() && b.labels().isEmpty()) {
            return true;
        }
        if (a == null || a.without() != b.without()) {
            return false;
        }
        return a.without() ? new HashSet<>(a.labels()).equals(new HashSet<>(b.labels())) : a.labels().containsAll(b.labels());
    }

    private static boolean isSame(Duration a, Duration b) {
        return a.seconds() == b.seconds();
    }

    private static boolean isSame(Modifiers a, Modifiers b) {
        boolean offset = a.offset() == null ? b.offset() == null : b.offset() != null && isSame(a.offset(), b.offset());
        return offset && a.at() == null && b.at() == null;
    }

    private static boolean isSame(Expr a, Expr b) {
        return Printer.print(a.bare()).equals(Printer.print(b.bare()));
    }
}
