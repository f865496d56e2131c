package dev.guards.inventory.jmx;

import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.FamilySet;
import dev.guards.catalog.Version;
import dev.guards.config.jmx.JmxConfig;
import dev.guards.config.jmx.JmxRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JMX exporter with its rules. What they make of beans that the program is known to have is there. Of other beans nothing is in the files,
 * so names that a rule lists one by one are there when the rule is about the beans of that program, names that fit a rule's pattern may be
 * there, and all others are not.
 */
final class JmxExporter implements Exporter {
    private final Exporter own;
    private final JmxConfig config;
    private final Version release;
    private final JmxPrograms programs;
    private Families families;

    /**
     * @param own      the catalogue's entry: what every run exposes of itself
     * @param programs whose beans it sees
     */
    JmxExporter(Exporter own, JmxConfig config, Version release, JmxPrograms programs) {
        this.programs = programs;
        this.own = own;
        this.config = config;
        this.release = release;
    }

    @Override
    public String id() {
        return own.id();
    }

    @Override
    public String about() {
        return own.about();
    }

    @Override
    public boolean isKubernetesOnly() {
        return own.isKubernetesOnly();
    }

    @Override
    public Families families(Version version, Clues clues) {
        if (families == null) {
            List<Family> known = new ArrayList<>(own.families(version, clues).all());
            JmxBeans beans = new JmxBeans(config);
            Map<JmxRule, JmxNames> all = new LinkedHashMap<>();
            List<JmxNames> names = new ArrayList<>();
            for (JmxRule rule : config.rules()) {
                all.put(rule, new JmxNames(rule, config));
                if (beans.isReached(rule)) {
                    names.add(all.get(rule));
                }
            }
            for (JmxNames rule : names) {
                if (beans.isFirst(rule.rule())) {
                    known.addAll(rule.families(release, programs.has(rule.rule()) ? "" : "the program has a bean that fits the rule"));
                }
            }
            known.addAll(new BeanFamilies(config, release, all).of(programs.beans()));
            families = FamilySet.openExcept(known, name -> config.complete() && names.stream().noneMatch(n -> n.fits(name)));
        }
        return families;
    }
}
