package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The objects that are deployed together. Objects without a namespace are all applied to the same one, which the
 * manifests do not tell.
 */
public final class Cluster {
    private final List<Manifest> manifests;
    private final List<PodWorkload> workloads;
    private final List<Service> services;
    private final List<ConfigData> configs;
    private Cluster system;

    public Cluster(List<Manifest> manifests) {
        this.manifests = List.copyOf(manifests);
        this.workloads = all(PodWorkload::of);
        this.services = all(Service::of);
        this.configs = all(ConfigData::of);
    }

    private <T> List<T> all(Function<Manifest, T> reader) {
        List<T> found = new ArrayList<>();
        for (Manifest manifest : manifests) {
            T read = reader.apply(manifest);
            if (read != null) {
                found.add(read);
            }
        }
        return List.copyOf(found);
    }

    public List<Manifest> manifests() {
        return manifests;
    }

    /** The objects of a kind. */
    public List<Manifest> manifests(String group, String kind) {
        List<Manifest> found = new ArrayList<>();
        for (Manifest manifest : manifests) {
            if (manifest.is(group, kind)) {
                found.add(manifest);
            }
        }
        return found;
    }

    public List<PodWorkload> workloads() {
        return workloads;
    }

    public List<Service> services() {
        return services;
    }

    /** ConfigMaps and Secrets. */
    public List<ConfigData> configs() {
        return configs;
    }

    /** What a cluster runs besides, without any manifest: DNS, proxy, control plane. A cluster of its own, of typical objects. */
    public Cluster system() {
        if (system == null) {
            system = new Cluster(SystemObjects.all());
        }
        return system;
    }

    /** Whether a place is of an object that stands in no file. */
    public static boolean isSystem(Span span) {
        return SystemObjects.isPlaceOf(span);
    }

    /** Namespaces whose content the manifests describe: those that workloads or Services are put into, {@code kube-system} never. */
    public Set<String> describedNamespaces() {
        Set<String> described = new TreeSet<>();
        for (PodWorkload workload : workloads) {
            described.add(Names.known(workload.manifest().namespace()));
        }
        for (Service service : services) {
            described.add(Names.known(service.manifest().namespace()));
        }
        described.remove("kube-system");
        described.removeIf(namespace -> !Unknown.isKnown(namespace));
        return described;
    }

    /** The ConfigMap or Secret that an object refers to by name; null when it is not in the repository. */
    public ConfigData config(boolean secret, String name, Manifest user) {
        for (ConfigData config : configs) {
            if (config.isSecret() == secret && config.name().equals(name)
                    && sameNamespace(config.manifest().namespace(), user.namespace()) != Holds.NO) {
                return config;
            }
        }
        return null;
    }

    /** Whether two namespaces, as written or null, are the same. */
    public static Holds sameNamespace(String one, String other) {
        if (one == null ? other == null : one.equals(other)) {
            return Holds.YES;
        }
        return Unknown.isKnown(Names.known(one)) && Unknown.isKnown(Names.known(other)) ? Holds.NO : Holds.MAYBE;
    }

    /** Whether a selector over namespaces selects one; labels of namespaces that are not in the repository are not known. */
    public Holds selectsNamespace(LabelSelector selector, String namespace) {
        if (selector.isEmpty()) {
            return Holds.of(!selector.isNull());
        }
        if (!Unknown.isKnown(Names.known(namespace))) {
            return Holds.MAYBE;
        }
        Map<String, String> labels = new HashMap<>();
        labels.put("kubernetes.io/metadata.name", namespace);
        Manifest declared = null;
        for (Manifest manifest : manifests("", "Namespace")) {
            if (manifest.name().equals(namespace)) {
                declared = manifest;
                labels.putAll(manifest.metadata().labelValues());
            }
        }
        LabelSelector.Requirement unmet = selector.firstUnmet(labels);
        boolean known = declared != null || unmet == null || unmet.key().equals("kubernetes.io/metadata.name");
        return known ? Holds.of(unmet == null) : Holds.MAYBE;
    }

    /** Workloads whose pods a Service sends to, each with how sure it is. */
    public Map<PodWorkload, Holds> behind(Service service) {
        Map<PodWorkload, Holds> found = new LinkedHashMap<>();
        if (service.selectsPods()) {
            for (PodWorkload workload : workloads) {
                Holds same = sameNamespace(service.manifest().namespace(), workload.manifest().namespace());
                if (same != Holds.NO && service.selector().matches(workload.podLabels())) {
                    found.put(workload, same);
                }
            }
        }
        return found;
    }

    /** Literal environment variables of a container, those of ConfigMaps in the repository included. */
    public Map<String, Text> environment(Container container, Manifest user) {
        Map<String, Text> variables = new LinkedHashMap<>();
        for (Node from : container.node().get("envFrom").items()) {
            String name = from.at("configMapRef", "name").string();
            ConfigData config = name == null ? null : config(false, name, user);
            if (config != null) {
                String prefix = from.get("prefix").string("");
                config.files().forEach((key, value) -> variables.put(prefix + key, value));
            }
        }
        for (Node variable : container.node().get("env").items()) {
            Node reference = variable.at("valueFrom", "configMapKeyRef");
            ConfigData config = reference.isPresent() ? config(false, reference.get("name").string(""), user) : null;
            Text value = config == null ? null : config.files().get(reference.get("key").string(""));
            if (value != null) {
                variables.put(variable.get("name").string(""), value);
            }
        }
        variables.putAll(container.env());
        return variables;
    }
}
