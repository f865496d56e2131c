package dev.guards.config.kustomize;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.text.Node;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An object while it is being built: what it has become, and the names it has had, by which patches may still call it. */
final class Resource {
    private final Set<String> names = new HashSet<>();
    private Manifest manifest;

    Resource(Manifest manifest) {
        this.manifest = manifest;
        names.add(manifest.name());
    }

    Manifest manifest() {
        return manifest;
    }

    Set<String> names() {
        return names;
    }

    void change(UnaryOperator<Node> change) {
        Node changed = change.apply(manifest.root());
        if (changed != manifest.root()) {
            Manifest read = Manifest.of(changed);
            manifest = new Manifest(read.apiVersion(), manifest.kind(), read.metadata(), changed);
            names.add(manifest.name());
        }
    }

    /** Kubernetes' own kinds have a group without a dot or one below {@code k8s.io}. */
    boolean isBuiltIn() {
        String group = manifest.group();
        return group.indexOf('.') < 0 || group.endsWith(".k8s.io");
    }
}
