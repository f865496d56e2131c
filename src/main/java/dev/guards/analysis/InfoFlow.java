package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code info(v, {..})}: labels of the info metrics with the same {@code instance} and {@code job}, {@code target_info} by default. */
final class InfoFlow {
    private static final List<String> IDENTIFYING = List.of("instance", "job");

    private final LabelFlow flow;
    private final Call call;
    private final Flow base;

    InfoFlow(LabelFlow flow, Call call, Flow base) {
        this.flow = flow;
        this.call = call;
        this.base = base;
    }

    Flow flow() {
        Expr second = call.arguments().size() > 1 ? call.arguments().get(1).bare() : null;
        if (second != null && !(second instanceof VectorSelector)) {
            flow.visit(second);
            return LabelFlow.anything(call);
        }
        VectorSelector selector = (VectorSelector) second;
        List<Effect> effects = selector == null ? List.of() : Effect.of(selector.matchers(), flow.filler());
        boolean open = selector != null && (!selector.matcherHoles().isEmpty() || selector.name() != null && selector.name().hasHoles());
        Set<String> taken = new HashSet<>();
        boolean required = false;
        for (Effect effect : effects) {
            open |= effect.label() == null;
            if (effect.label() != null && !effect.source().isName()) {
                taken.add(effect.label());
                required |= effect.apply(ValueSet.absent()).isEmpty();
            }
        }
        ValueSet names = names(selector, effects);
        List<Row> infos = infos(names, effects);
        List<Row> rows = new ArrayList<>();
        for (Row row : base.rows()) {
            Set<String> wanted = open ? null : taken;
            add(row.nameDropped(false), names, infos, wanted, required && !open, rows);
            // Some versions forget here that the name was to go, others do not.
            if (row.nameDropped()) {
                add(row, names, infos, wanted, required && !open, rows);
            }
        }
        Flow.Emptiness empty = base.empty() != null ? base.empty()
                : new Flow.Emptiness(call.span(), "no info series with the same `instance` and `job` has the labels asked for", null);
        return flow.vectorOf(call, rows, empty);
    }

    private ValueSet names(VectorSelector selector, List<Effect> effects) {
        if (selector != null && selector.name() != null) {
            return flow.filler().values(selector.name());
        }
        ValueSet names = ValueSet.any();
        boolean positive = false;
        boolean any = false;
        for (Effect effect : effects) {
            if (VectorSelector.NAME.equals(effect.label())) {
                names = effect.apply(names);
                any = true;
                positive |= !effect.source().op().isNegative();
            }
        }
        return !any ? ValueSet.of("target_info") : positive ? names : names.filter(Re2.of(".+_info"));
    }

    private List<Row> infos(ValueSet names, List<Effect> effects) {
        List<Row> infos = new ArrayList<>();
        List<Row> candidates = new ArrayList<>();
        for (String name : flow.source().names()) {
            if (names.contains(name)) {
                candidates.addAll(flow.source().rows(name));
            }
        }
        candidates.addAll(flow.source().open(names.single()));
        for (Row row : candidates) {
            Row kept = Selecting.filter(row, effects, true);
            if (kept != null) {
                infos.add(kept);
            }
        }
        return infos;
    }

    /** @param taken the labels to take over, all when empty; null when a variable decides */
    private void add(Row row, ValueSet names, List<Row> infos, Set<String> taken, boolean required, List<Row> rows) {
        ValueSet own = row.labels().get(VectorSelector.NAME);
        if (!own.intersect(names).isEmpty()) {
            rows.add(row);
            if (own.minus(names).isEmpty()) {
                return;
            }
        }
        Labels labels = row.labels();
        boolean matched = false;
        for (Row info : infos) {
            if (mayJoin(row, info)) {
                matched = true;
                labels = enriched(labels, info, taken);
            }
        }
        if (taken == null) {
            labels = labels.withOpenNames(ValueSet.any());
        }
        if (matched || !required) {
            rows.add(row.with(labels).certain(row.certain() && !required));
        }
    }

    private static boolean mayJoin(Row row, Row info) {
        for (String label : IDENTIFYING) {
            if (row.labels().get(label).intersect(info.labels().get(label)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The info labels come in where the row has none; the info series may also be missing. */
    private static Labels enriched(Labels labels, Row info, Set<String> taken) {
        Labels result = labels;
        for (String name : info.labels().names()) {
            boolean wanted = !name.equals(VectorSelector.NAME) && (taken == null || taken.isEmpty() || taken.contains(name));
            if (wanted && labels.get(name).mayBeAbsent()) {
                result = result.with(name, result.get(name).union(info.labels().get(name)).withAbsent());
            }
        }
        return info.labels().isOpen() ? result.withOpenNames(result.openNames().union(info.labels().openNames())) : result;
    }
}
