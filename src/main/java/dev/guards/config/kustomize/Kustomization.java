package dev.guards.config.kustomize;

import dev.guards.text.Node;
import dev.guards.text.Paths;

/**
 * A kustomization file.
 *
 * @param directory that it stands in; empty for the root of the run
 */
public record Kustomization(String directory, Node root) {
    /** Only meant to be included by others. */
    public boolean isComponent() {
        return root.get("kind").string("").equals("Component");
    }

    /** A path as written in it, from the root of the run; null when it leads out. */
    String resolve(String path) {
        return Paths.normalize(directory + "/" + path);
    }
}
