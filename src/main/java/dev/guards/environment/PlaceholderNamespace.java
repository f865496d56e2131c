package dev.guards.environment;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Names;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The namespace of manifests that an installer fills in: where all that name one that is still open name the same one, objects
 * without a namespace are meant for it too. It is as unknown as before, but the same for all.
 */
final class PlaceholderNamespace {
    private final Map<String, Text> written = new LinkedHashMap<>();

    private PlaceholderNamespace() {
    }

    /** The manifests, those without a namespace put into the open one of the others; as they are when there is none, or several. */
    static List<Manifest> shared(List<Manifest> manifests, List<Assumption> assumptions) {
        PlaceholderNamespace found = new PlaceholderNamespace();
        for (Manifest manifest : manifests) {
            found.add(manifest.metadata().namespace());
            manifest.spec().at("namespaceSelector", "matchNames").texts().forEach(found::add);
            manifest.root().get("subjects").items().forEach(subject -> found.add(subject.get("namespace").text()));
        }
        if (found.written.size() != 1) {
            return manifests;
        }
        Text namespace = found.written.values().iterator().next();
        List<Manifest> placed = new ArrayList<>();
        boolean any = false;
        for (Manifest manifest : manifests) {
            any |= manifest.namespace() == null;
            placed.add(manifest.in(namespace));
        }
        if (any) {
            assumptions.add(new Assumption("objects without a namespace are taken to be applied to the one that `" + namespace + "` stands for",
                    namespace.span()));
        }
        return placed;
    }

    private void add(Text namespace) {
        if (namespace != null && !namespace.isEmpty() && !Unknown.isKnown(Names.known(namespace.value())) && Unknown.isKnown(namespace)) {
            written.putIfAbsent(namespace.value(), namespace);
        }
    }
}
