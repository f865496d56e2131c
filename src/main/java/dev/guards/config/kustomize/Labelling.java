package dev.guards.config.kustomize;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import java.util.List;
import java.util.Map;

/** {@code labels}, {@code commonLabels} and {@code commonAnnotations}: where kustomize writes them for the built-in kinds. */
final class Labelling {
    private static final List<String> APPS = List.of("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet");
    private static final Map<String, List<String>> TEMPLATES = Map.of(
            "Deployment", List.of("spec/template/metadata"), "ReplicaSet", List.of("spec/template/metadata"),
            "DaemonSet", List.of("spec/template/metadata"), "StatefulSet", List.of("spec/template/metadata"),
            "ReplicationController", List.of("spec/template/metadata"), "Job", List.of("spec/template/metadata"),
            "CronJob", List.of("spec/jobTemplate/metadata", "spec/jobTemplate/spec/template/metadata"));

    private Labelling() {
    }

    /** Adds labels to every object. */
    static void label(List<Resource> resources, Node labels, boolean templates, boolean selectors) {
        for (Resource resource : resources) {
            add(resource, "metadata/labels", labels);
            String kind = resource.manifest().kind();
            if (templates || selectors) {
                TEMPLATES.getOrDefault(kind, List.of()).forEach(path -> add(resource, path + "/labels", labels));
            }
            if (selectors && resource.isBuiltIn()) {
                if (APPS.contains(kind)) {
                    add(resource, "spec/selector/matchLabels", labels);
                } else if (kind.equals("ReplicationController")
                        || kind.equals("Service") && resource.manifest().spec().has("selector")) {
                    add(resource, "spec/selector", labels);
                }
            }
        }
    }

    static void annotate(List<Resource> resources, Node annotations) {
        for (Resource resource : resources) {
            add(resource, "metadata/annotations", annotations);
            for (String path : TEMPLATES.getOrDefault(resource.manifest().kind(), List.of())) {
                add(resource, path + "/annotations", annotations);
            }
        }
    }

    private static void add(Resource resource, String path, Node pairs) {
        for (Mapping.Entry pair : pairs.entries()) {
            resource.change(root -> Tree.updateOrCreate(root, path, pair.key().span(),
                    map -> Tree.put(map, pair.key(), pair.value())));
        }
    }
}
