package dev.guards.config.kustomize;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.List;

/** {@code images} and {@code replicas}. */
final class Images {
    private static final List<String> IMAGES = List.of("spec/template/spec/containers/*/image",
            "spec/template/spec/initContainers/*/image", "spec/containers/*/image", "spec/initContainers/*/image",
            "spec/jobTemplate/spec/template/spec/containers/*/image",
            "spec/jobTemplate/spec/template/spec/initContainers/*/image");

    private Images() {
    }

    /** @param change one entry: {@code name}, {@code newName}, {@code newTag}, {@code digest} */
    static void replace(List<Resource> resources, Node change) {
        for (Resource resource : resources) {
            for (String path : IMAGES) {
                resource.change(root -> Tree.update(root, path, image -> replace(image, change)));
            }
        }
    }

    private static Node replace(Node image, Node change) {
        String written = image.string("");
        int digest = written.indexOf('@');
        int colon = written.lastIndexOf(':', digest < 0 ? written.length() : digest);
        boolean tagged = colon > written.lastIndexOf('/');
        String name = tagged ? written.substring(0, colon) : digest < 0 ? written : written.substring(0, digest);
        if (!name.equals(change.get("name").string(""))) {
            return image;
        }
        String version = change.get("digest").string() != null ? "@" + change.get("digest").string()
                : change.get("newTag").string() != null ? ":" + change.get("newTag").string()
                : written.substring(name.length());
        Text cause = change.get("newTag").text() != null ? change.get("newTag").text() : change.get("name").text();
        return Tree.text(Text.at(cause.span(), change.get("newName").string(name) + version));
    }

    /** @param change one entry: {@code name}, {@code count} */
    static void scale(List<Resource> resources, Node change) {
        for (Resource resource : resources) {
            if (resource.names().contains(change.get("name").string("")) && change.get("count").text() != null
                    && resource.manifest().spec().has("template")) {
                resource.change(root -> Tree.updateOrCreate(root, "spec/replicas", change.span(), old -> change.get("count")));
            }
        }
    }
}
