package dev.guards.guard.simple;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.guard.Repository;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** The container images that Compose files and manifests name, for guards that look at one program's version only. */
final class ImageReferences {
    private ImageReferences() {
    }

    /** Images whose repository ends in a name. */
    static List<Text> of(Repository repository, String name) {
        List<Text> found = new ArrayList<>();
        for (Kind kind : List.of(Kind.COMPOSE, Kind.KUBERNETES)) {
            for (Document document : repository.documents(kind)) {
                collect(document.root(), name, found);
            }
        }
        return found;
    }

    private static void collect(Node node, String name, List<Text> found) {
        for (Mapping.Entry entry : node.entries()) {
            Text text = entry.value().text();
            if (entry.key().value().equals("image") && text != null && repository(text.value()).equals(name)) {
                found.add(text);
            } else if (text == null) {
                collect(entry.value(), name, found);
            }
        }
        node.items().forEach(item -> collect(item, name, found));
    }

    /** Those that share the longest run of directories with a file. */
    static List<Text> nearest(List<Text> images, String path) {
        List<Text> nearest = new ArrayList<>();
        int best = -1;
        for (Text image : images) {
            int common = common(image.source().path(), path);
            if (common > best) {
                nearest.clear();
                best = common;
            }
            if (common == best) {
                nearest.add(image);
            }
        }
        return nearest;
    }

    private static int common(String a, String b) {
        String[] left = a.split("/");
        String[] right = b.split("/");
        int common = 0;
        while (common < Math.min(left.length, right.length) - 1 && left[common].equals(right[common])) {
            common++;
        }
        return common;
    }

    /** Empty when there is none. */
    static String tag(Text image) {
        String reference = withoutDigest(image.value());
        int colon = reference.lastIndexOf(':');
        return colon > reference.lastIndexOf('/') ? reference.substring(colon + 1) : "";
    }

    private static String repository(String image) {
        String reference = withoutDigest(image);
        int colon = reference.lastIndexOf(':');
        String whole = colon > reference.lastIndexOf('/') ? reference.substring(0, colon) : reference;
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    private static String withoutDigest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? image : image.substring(0, at);
    }
}
