package dev.guards.config.kustomize;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Strategic merge patches: mappings are merged, null removes, lists of the built-in kinds are merged by their key, others
 * are replaced (Kubernetes API conventions, "strategic merge patch"). Custom resources have no list keys.
 */
final class StrategicMerge {
    private static final String DIRECTIVE = "$patch";
    /** Key of the elements by name of the list; ports have another one in Services than in containers. */
    private static final Map<String, List<String>> LIST_KEYS = Map.of("containers", List.of("name"),
            "initContainers", List.of("name"), "volumes", List.of("name"), "env", List.of("name"),
            "imagePullSecrets", List.of("name"), "volumeMounts", List.of("mountPath"),
            "ports", List.of("containerPort", "port"), "hostAliases", List.of("ip"));

    private final boolean builtIn;

    /** @param builtIn whether the patched object is of a kind that Kubernetes itself knows */
    StrategicMerge(boolean builtIn) {
        this.builtIn = builtIn;
    }

    /** Whether the patch removes the whole object. */
    static boolean isDeletion(Node patch) {
        return patch.get(DIRECTIVE).string("").equals("delete");
    }

    Node merge(Node base, Node patch) {
        if (!(patch instanceof Mapping) || !(base instanceof Mapping)
                || patch.get(DIRECTIVE).string("").equals("replace")) {
            return patch.has(DIRECTIVE) ? Tree.remove(patch, DIRECTIVE) : patch;
        }
        Node merged = base;
        for (Mapping.Entry entry : patch.entries()) {
            String key = entry.key().value();
            Node value = entry.value();
            if (key.equals(DIRECTIVE)) {
                continue;
            }
            if (value.isNull() || isDeletion(value)) {
                merged = Tree.remove(merged, key);
            } else if (!base.has(key)) {
                merged = Tree.put(merged, entry.key(), value);
            } else {
                merged = Tree.put(merged, entry.key(), mergeValue(key, base.get(key), value));
            }
        }
        return merged;
    }

    private Node mergeValue(String name, Node base, Node patch) {
        List<String> keys = builtIn ? LIST_KEYS.get(name) : null;
        if (base instanceof Sequence && patch instanceof Sequence && keys != null) {
            return mergeLists(base, patch, keys);
        }
        return merge(base, patch);
    }

    private Node mergeLists(Node base, Node patch, List<String> keys) {
        List<Node> items = new ArrayList<>(base.items());
        for (Node change : patch.items()) {
            int at = indexOf(items, change, keys);
            if (isDeletion(change)) {
                if (at >= 0) {
                    items.remove(at);
                }
            } else if (at >= 0) {
                items.set(at, merge(items.get(at), change));
            } else {
                items.add(change);
            }
        }
        return Tree.withItems(base, items);
    }

    private static int indexOf(List<Node> items, Node wanted, List<String> keys) {
        for (String key : keys) {
            String value = wanted.get(key).string();
            for (int i = 0; value != null && i < items.size(); i++) {
                if (value.equals(items.get(i).get(key).string())) {
                    return i;
                }
            }
        }
        return -1;
    }
}
