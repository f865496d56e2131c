package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import java.util.ArrayList;
import java.util.List;

/** Takes the objects out of documents. */
public final class Manifests {
    private Manifests() {
    }

    /**
     * The objects of a document: itself, or the items of a list ({@code List} and typed ones such as
     * {@code ConfigMapList}, whose items may leave their kind out). None when the document is no object.
     */
    public static List<Manifest> of(Node document) {
        List<Manifest> found = new ArrayList<>();
        collect(document, "", found);
        return found;
    }

    private static void collect(Node node, String kindInList, List<Manifest> found) {
        Manifest manifest = Manifest.of(node);
        String kind = manifest.kind().isEmpty() ? kindInList : manifest.kind();
        List<Node> items = node.get("items").items();
        if (!items.isEmpty() && (kind.endsWith("List") || isListOfObjects(items))) {
            String kindOfItems = kind.endsWith("List") ? kind.substring(0, kind.length() - "List".length()) : kind;
            items.forEach(item -> collect(item, kindOfItems, found));
        } else if (!kind.isEmpty() && !kind.equals("List")) {
            found.add(new Manifest(manifest.apiVersion(), kind, manifest.metadata(), node));
        }
    }

    private static boolean isListOfObjects(List<Node> items) {
        for (Node item : items) {
            if (!item.has("metadata") || !item.has("apiVersion")) {
                return false;
            }
        }
        return true;
    }
}
