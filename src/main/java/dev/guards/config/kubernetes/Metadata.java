package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The name, namespace, labels and annotations of an object or of a pod template.
 *
 * @param name        null when the manifest has none (pod templates, {@code generateName})
 * @param namespace   null when the manifest leaves it to the one who applies it
 * @param labels      by key, in the order of the file
 * @param annotations by key, in the order of the file
 */
public record Metadata(Text name, Text namespace, Map<String, Text> labels, Map<String, Text> annotations) {
    /** @param node the {@code metadata} mapping */
    public static Metadata of(Node node) {
        return new Metadata(node.get("name").text(), node.get("namespace").text(), node.get("labels").textMap(),
                node.get("annotations").textMap());
    }

    /** The labels without their places. */
    public Map<String, String> labelValues() {
        return values(labels);
    }

    static Map<String, String> values(Map<String, Text> located) {
        Map<String, String> plain = new LinkedHashMap<>();
        located.forEach((key, value) -> plain.put(key, value.value()));
        return plain;
    }
}
