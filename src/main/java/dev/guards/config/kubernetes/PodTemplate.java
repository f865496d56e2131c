package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pods of a workload are made from.
 *
 * @param metadata       labels and annotations of the pods
 * @param containers     init containers first, as Kubernetes lists them
 * @param volumes        by name
 * @param serviceAccount {@code default} unless said otherwise
 */
public record PodTemplate(Metadata metadata, List<Container> containers, Map<String, Volume> volumes,
        boolean hostNetwork, String serviceAccount, Node spec) {
    /** Where a volume's content comes from. */
    public enum Content { CONFIG_MAP, SECRET, HOST_PATH, OTHER }

    /**
     * A volume, or one source of a projected one.
     *
     * @param name  of the ConfigMap or Secret, or the path on the node; empty when the content is of another kind
     * @param items key to file name, when only some keys are wanted; empty for all keys under their own names
     */
    public record Source(Content content, String name, Map<String, Text> items, Span span) {
    }

    /** A volume of the pod: one source, or several projected ones. */
    public record Volume(String name, List<Source> sources, Span span) {
    }

    /** @param template a mapping with {@code metadata} and {@code spec}: a template, or a Pod itself */
    static PodTemplate of(Node template) {
        Node spec = template.get("spec");
        List<Container> containers = new ArrayList<>();
        spec.get("initContainers").items().forEach(node -> containers.add(Container.of(node, true)));
        spec.get("containers").items().forEach(node -> containers.add(Container.of(node, false)));
        Map<String, Volume> volumes = new LinkedHashMap<>();
        for (Node volume : spec.get("volumes").items()) {
            String name = volume.get("name").string("");
            List<Source> sources = new ArrayList<>();
            if (volume.has("projected")) {
                volume.at("projected", "sources").items().forEach(node -> sources.add(source(node)));
            } else {
                sources.add(source(volume));
            }
            volumes.put(name, new Volume(name, sources, volume.span()));
        }
        String account = spec.get("serviceAccountName").string(spec.get("serviceAccount").string("default"));
        return new PodTemplate(Metadata.of(template.get("metadata")), containers, volumes,
                spec.get("hostNetwork").isTrue(), account, spec);
    }

    private static Source source(Node node) {
        Node configMap = node.get("configMap");
        if (configMap.isPresent()) {
            return new Source(Content.CONFIG_MAP, configMap.get("name").string(""), items(configMap), node.span());
        }
        Node secret = node.get("secret");
        if (secret.isPresent()) {
            String name = secret.get("secretName").string(secret.get("name").string(""));
            return new Source(Content.SECRET, name, items(secret), node.span());
        }
        if (node.has("hostPath")) {
            return new Source(Content.HOST_PATH, node.at("hostPath", "path").string(""), Map.of(), node.span());
        }
        return new Source(Content.OTHER, "", Map.of(), node.span());
    }

    private static Map<String, Text> items(Node source) {
        Map<String, Text> items = new LinkedHashMap<>();
        for (Node item : source.get("items").items()) {
            if (item.get("key").text() != null && item.get("path").text() != null) {
                items.put(item.get("key").string(), item.get("path").text());
            }
        }
        return items;
    }

    /** The container that declares a port under a name; null when none does. Init containers do not count. */
    public Container.Port port(String name) {
        for (Container container : containers) {
            Container.Port port = container.isLasting() ? container.port(name) : null;
            if (port != null) {
                return port;
            }
        }
        return null;
    }

    /** The first container that declares a port number; null when none does. */
    public Container containerOf(int port) {
        for (Container container : containers) {
            if (container.isLasting() && container.port(port) != null) {
                return container;
            }
        }
        return null;
    }
}
