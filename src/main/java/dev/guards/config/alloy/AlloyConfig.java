package dev.guards.config.alloy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The components of one configuration and how they refer to each other. */
public final class AlloyConfig {
    private static final Set<String> FAMILIES = Set.of("beyla", "database_observability", "discovery", "faro", "local", "loki", "mimir", "otelcol",
            "prometheus", "pyroscope", "remote");

    private final List<AlloyBlock> blocks;
    private final Map<String, AlloyBlock> components = new LinkedHashMap<>();

    public AlloyConfig(List<AlloyBlock> blocks) {
        this.blocks = List.copyOf(blocks);
        for (AlloyBlock block : blocks) {
            components.putIfAbsent(block.id(), block);
        }
    }

    /** Top-level blocks, configuration blocks such as {@code logging} included, in the order of the file. */
    public List<AlloyBlock> blocks() {
        return blocks;
    }

    public List<AlloyBlock> named(String name) {
        List<AlloyBlock> found = new ArrayList<>();
        for (AlloyBlock block : blocks) {
            if (block.is(name)) {
                found.add(block);
            }
        }
        return found;
    }

    /** True when parts of the configuration are elsewhere or made at run time: imports, declared components, loops. */
    public boolean hasModules() {
        return blocks.stream().anyMatch(b -> b.name().value().startsWith("import.") || b.is("declare") || b.is("foreach")
                || b.name().value().startsWith("module."));
    }

    /**
     * What a reference names.
     *
     * @param component null when the configuration does not define it
     * @param export    what follows the component: {@code receiver}, {@code targets}; empty for the component itself
     */
    public record Target(AlloyBlock component, String export) {
    }

    public Target resolve(AlloyValue.Reference reference) {
        List<String> names = new ArrayList<>();
        reference.path().forEach(p -> names.add(p.value()));
        for (int length = names.size(); length > 0; length--) {
            AlloyBlock component = components.get(String.join(".", names.subList(0, length)));
            if (component != null) {
                return new Target(component, String.join(".", names.subList(length, names.size())));
            }
        }
        return new Target(null, "");
    }

    /** Whether the first name of a reference is that of a family of components, not of a module or an argument. */
    public static boolean isOfFamily(AlloyValue.Reference reference) {
        return reference.path().size() > 2 && FAMILIES.contains(reference.path().get(0).value());
    }

    /** Identifiers of all components. */
    public Set<String> ids() {
        return components.keySet();
    }
}
