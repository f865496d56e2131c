package dev.guards.inventory.kubernetes;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.Holds;
import dev.guards.config.kubernetes.LabelSelector;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Names;
import dev.guards.regex.ValueSet;
import dev.guards.text.Node;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code namespaces} and {@code selectors} of a {@code kubernetes_sd_config}. */
final class DiscoveryFilter {
    /** Names that are looked for; empty for all namespaces. */
    private final List<String> namespaces = new ArrayList<>();
    private final Node selectors;

    /** @param ownNamespace of the server, for {@code own_namespace}; as written, null when not known */
    DiscoveryFilter(Node config, String ownNamespace) {
        for (Text name : config.at("namespaces", "names").texts()) {
            namespaces.add(name.value());
        }
        if (config.at("namespaces", "own_namespace").isTrue()) {
            namespaces.add(ownNamespace == null ? String.valueOf(Unknown.MARK) : ownNamespace);
        }
        this.selectors = config.get("selectors");
    }

    /** Whether objects of a role are discovered when they are these. */
    Holds admits(Manifest object, String role) {
        return inNamespace(object.namespace()).and(selected(role, object.metadata().labelValues(), object.name()));
    }

    /** Whether pods are discovered that a workload makes. */
    Holds admitsPods(Manifest workload, Map<String, String> podLabels) {
        return inNamespace(workload.namespace()).and(selected("pod", podLabels, null));
    }

    Holds inNamespace(String namespace) {
        Holds found = Holds.of(namespaces.isEmpty());
        for (String wanted : namespaces) {
            boolean unknown = wanted.length() == 1 && wanted.charAt(0) == Unknown.MARK;
            found = found.or(Cluster.sameNamespace(unknown ? null : wanted, namespace));
        }
        return found;
    }

    private Holds selected(String role, Map<String, String> labels, String name) {
        Holds holds = Holds.YES;
        for (Node selector : selectors.items()) {
            if (!selector.get("role").string("").equals(role)) {
                continue;
            }
            Text label = selector.get("label").text();
            if (label != null && !LabelSelector.parse(label.value(), label.span()).matches(labels)) {
                return Holds.NO;
            }
            String field = selector.get("field").string("");
            if (!field.isEmpty()) {
                boolean byName = field.startsWith("metadata.name=") && name != null;
                holds = holds.and(byName ? Holds.of(field.substring(field.indexOf('=') + 1).replaceFirst("^=", "").equals(name))
                        : Holds.MAYBE);
            }
        }
        return holds;
    }

    /** Namespaces that are looked into and that the repository does not describe; none when it describes all of them. */
    ValueSet undescribed(Set<String> described) {
        if (namespaces.isEmpty()) {
            return ValueSet.present().minus(ValueSet.ofAll(described));
        }
        ValueSet found = ValueSet.none();
        for (String wanted : namespaces) {
            String known = Names.known(wanted);
            if (Unknown.isKnown(known) && !described.contains(known)) {
                found = found.union(ValueSet.of(known));
            }
        }
        return found;
    }
}
