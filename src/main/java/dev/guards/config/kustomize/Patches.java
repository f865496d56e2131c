package dev.guards.config.kustomize;

import dev.guards.config.kubernetes.LabelSelector;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.text.Node;
import dev.guards.text.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Applies patches to the objects they are meant for. */
final class Patches {
    private final List<Resource> resources;

    Patches(List<Resource> resources) {
        this.resources = resources;
    }

    /**
     * Applies a patch: a list of JSON patch operations, or an object to merge.
     *
     * @param target the {@code target} of the patch; absent when the patch itself names its object
     */
    void apply(Node patch, Node target) {
        for (Resource resource : List.copyOf(resources)) {
            if (target.isPresent() ? isTarget(resource, target) : isNamedBy(resource, patch)) {
                if (patch instanceof Sequence) {
                    resource.change(root -> JsonPatch.apply(root, patch));
                } else if (StrategicMerge.isDeletion(patch)) {
                    resources.remove(resource);
                } else {
                    Node body = target.isPresent() ? withoutIdentity(patch) : patch;
                    resource.change(root -> new StrategicMerge(resource.isBuiltIn()).merge(root, body));
                }
            }
        }
    }

    private static boolean isNamedBy(Resource resource, Node patch) {
        Manifest wanted = Manifest.of(patch);
        return resource.manifest().kind().equals(wanted.kind()) && resource.manifest().group().equals(wanted.group())
                && resource.names().contains(wanted.name());
    }

    /** With a target the name in the patch is a stand-in and must not rename the object. */
    private static Node withoutIdentity(Node patch) {
        Node body = Tree.update(patch, "metadata", metadata -> Tree.remove(Tree.remove(metadata, "name"), "namespace"));
        return Tree.remove(Tree.remove(body, "apiVersion"), "kind");
    }

    private static boolean isTarget(Resource resource, Node target) {
        Manifest manifest = resource.manifest();
        if (!fits(target.get("kind"), List.of(manifest.kind())) || !fits(target.get("group"), List.of(manifest.group()))
                || !fits(target.get("name"), new ArrayList<>(resource.names()))) {
            return false;
        }
        return selects(target.get("labelSelector"), manifest.metadata().labelValues());
    }

    private static boolean selects(Node selector, Map<String, String> labels) {
        return selector.text() == null || LabelSelector.parse(selector.string(), selector.span()).matches(labels);
    }

    /** Fields of a target are regular expressions over the whole value; an absent one fits everything. */
    private static boolean fits(Node pattern, List<String> values) {
        if (pattern.text() == null || pattern.string().isEmpty()) {
            return true;
        }
        for (String value : values) {
            try {
                if (Pattern.matches(pattern.string(), value)) {
                    return true;
                }
            } catch (PatternSyntaxException e) {
                return pattern.string().equals(value);
            }
        }
        return false;
    }
}
