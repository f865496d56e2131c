package dev.guards.inventory.jmx;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.Version;
import dev.guards.config.jmx.JmxConfig;
import dev.guards.config.jmx.JmxRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The metrics that rules make of beans which a program is known to have. Where values of keys come from what is observed, two of them are
 * tried: what the rules make of both is there whatever the values are.
 */
final class BeanFamilies {
    private static final String OTHERS = "the program has other beans that fit the rules";

    private final JmxConfig config;
    private final Version release;
    private final Map<JmxRule, JmxNames> names;
    private final JmxMapping mapping;
    private final List<Family> found = new ArrayList<>();
    private final Set<String> shared = new HashSet<>();

    /** @param names of all rules of the file */
    BeanFamilies(JmxConfig config, Version release, Map<JmxRule, JmxNames> names) {
        this.config = config;
        this.release = release;
        this.names = names;
        this.mapping = new JmxMapping(config, names);
    }

    List<Family> of(List<Bean> beans) {
        for (Bean bean : beans) {
            add(bean);
        }
        return found;
    }

    /** The metrics of one bean, by name and names of labels. */
    private void add(Bean bean) {
        Map<String, Merged> merged = new LinkedHashMap<>();
        List<Map<String, String>> first = bean.properties(false);
        List<Map<String, String>> last = bean.properties(true);
        for (int i = 0; i < first.size(); i++) {
            if (!mapping.isAsked(bean.domain(), first.get(i)) || !mapping.isAsked(bean.domain(), last.get(i))) {
                continue;
            }
            for (String attribute : bean.attributes()) {
                add(bean, first.get(i), last.get(i), attribute, false, merged);
            }
            for (String attribute : bean.texts()) {
                add(bean, first.get(i), last.get(i), attribute, true, merged);
            }
        }
        merged.values().forEach(m -> add(bean, m));
    }

    private void add(Bean bean, Map<String, String> first, Map<String, String> last, String attribute, boolean isText, Map<String, Merged> merged) {
        JmxMapping.Made one = mapping.map(bean.domain(), first, attribute, isText, isText ? "a" : "1");
        JmxMapping.Made other = one == null ? null : mapping.map(bean.domain(), last, attribute, isText, isText ? "b-2" : "0.5");
        if (other == null || one.rule() != other.rule() || !one.name().equals(other.name())
                || !one.labels().keySet().equals(other.labels().keySet())) {
            return;
        }
        merged.computeIfAbsent(one.name() + one.labels().keySet(), key -> new Merged(one.rule(), one.name(), new LinkedHashMap<>()))
                .add(bean, one.labels(), other.labels());
    }

    private void add(Bean bean, Merged made) {
        JmxNames rule = names.get(made.rule());
        List<Label> labels = new ArrayList<>();
        made.values().forEach((label, values) -> labels.add(new Label(label, values.contains("") ? List.of() : List.copyOf(values), false, false)));
        String condition = !bean.condition().isEmpty() ? bean.condition()
                : config.everyAttribute() ? "" : "the attribute is among those that the file takes";
        for (String name : rule.exposed(made.name(), release)) {
            found.add(new Family(name, rule.type(), labels, List.of(), "", "", condition, made.rule().span()));
            if (!rule.isListed() && shared.add(name)) {
                found.add(new Family(name, MetricType.UNTYPED, List.of(), List.of(""), "", "", OTHERS, made.rule().span()));
            }
        }
    }

    /**
     * Samples of one metric.
     *
     * @param values of each label; with an empty text among them when others may come
     */
    private record Merged(JmxRule rule, String name, Map<String, Set<String>> values) {
        void add(Bean bean, Map<String, String> one, Map<String, String> other) {
            one.forEach((label, value) -> {
                Set<String> all = values.computeIfAbsent(label, l -> new LinkedHashSet<>());
                List<String> usual = bean.usual(value);
                if (value.equals(other.get(label))) {
                    all.add(value);
                } else if (usual != null) {
                    all.addAll(usual);
                } else {
                    all.add("");
                }
            });
        }
    }
}
