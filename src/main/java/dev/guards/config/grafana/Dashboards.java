package dev.guards.config.grafana;

import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Recognises dashboards among JSON and YAML documents and reads them: bare, in the envelope of Grafana's HTTP API
 * ({@code {"dashboard": {..}}}), as a resource ({@code apiVersion: dashboard.grafana.app/..}), or several in a list.
 */
public final class Dashboards {
    private Dashboards() {
    }

    /** The dashboards of a document; none when it holds something else. */
    public static List<Dashboard> read(Node document) {
        return read(document, uid -> new Absent(document.span()));
    }

    /** @param library gives the model of a library panel by its uid; an absent node when it is not known */
    public static List<Dashboard> read(Node document, Function<String, Node> library) {
        List<Dashboard> found = new ArrayList<>();
        if (document.items().isEmpty()) {
            add(document, library, found);
        }
        for (Node item : document.items()) {
            add(item, library, found);
        }
        return found;
    }

    private static void add(Node node, Function<String, Node> library, List<Dashboard> found) {
        Text name = ClassicReader.filled(node.at("metadata", "name"));
        if (isV2(node)) {
            found.add(new V2Reader(node.get("spec"), library).read(name));
        } else if (node.get("elements") instanceof Mapping && node.has("layout")) {
            found.add(new V2Reader(node, library).read(null));
        } else if (isClassic(node)) {
            found.add(new ClassicReader(node, withOwn(node, library)).read(Dashboard.Format.CLASSIC, null));
        } else if (isClassic(node.get("dashboard"))) {
            Node inner = node.get("dashboard");
            found.add(new ClassicReader(inner, withOwn(inner, library)).read(Dashboard.Format.CLASSIC, null));
        } else if (node.get("dashboard").get("elements") instanceof Mapping) {
            found.add(new V2Reader(node.get("dashboard"), library).read(null));
        } else if (isResource(node) && isClassic(node.get("spec"))) {
            Node inner = node.get("spec");
            found.add(new ClassicReader(inner, withOwn(inner, library)).read(Dashboard.Format.RESOURCE, name));
        }
    }

    private static boolean isResource(Node node) {
        return node.get("kind").string("").equals("Dashboard") && node.get("apiVersion").string("").contains("grafana");
    }

    private static boolean isV2(Node node) {
        return isResource(node) && node.at("spec", "elements") instanceof Mapping;
    }

    /** Lists of panels are common words elsewhere too, so a second key of Grafana's must stand beside. */
    private static boolean isClassic(Node node) {
        boolean rows = !node.get("rows").items().isEmpty();
        for (Node row : node.get("rows").items()) {
            rows &= row.has("panels");
        }
        boolean panels = node.has("panels") && !(node.get("panels") instanceof Mapping);
        if (!rows && !panels) {
            return false;
        }
        for (String key : new String[] {"schemaVersion", "templating", "annotations", "timepicker", "__inputs", "title", "uid"}) {
            if (node.has(key)) {
                return true;
            }
        }
        for (Node panel : node.get("panels").items()) {
            if (panel.has("targets") || panel.has("gridPos") || panel.get("type").string("").equals("row")) {
                return true;
            }
        }
        return false;
    }

    /** True for the definition of a library panel: Grafana's API and provisioning shape. */
    public static boolean isLibraryPanel(Node node) {
        Node model = node.get("model");
        return model instanceof Mapping && (model.has("type") || model.has("targets")) && node.has("uid") && node.has("name");
    }

    /** Models of library panels by uid and by name, from documents that define them. */
    public static Map<String, Node> libraryPanels(List<Node> documents) {
        Map<String, Node> found = new HashMap<>();
        for (Node document : documents) {
            for (Node node : document.itemsOrSelf()) {
                Node element = isLibraryPanel(node) ? node : node.get("result");
                if (isLibraryPanel(element)) {
                    define(element, found);
                }
                for (Node inner : node.at("result", "elements").items()) {
                    define(inner, found);
                }
            }
        }
        return found;
    }

    private static void define(Node element, Map<String, Node> found) {
        if (isLibraryPanel(element)) {
            found.putIfAbsent(element.get("uid").string(""), element.get("model"));
            found.putIfAbsent(element.get("name").string(""), element.get("model"));
        }
    }

    /** An export carries its library panels along, under {@code __elements}. */
    private static Function<String, Node> withOwn(Node dashboard, Function<String, Node> library) {
        Map<String, Node> own = new HashMap<>();
        for (Mapping.Entry element : dashboard.get("__elements").entries()) {
            define(element.value(), own);
        }
        return own.isEmpty() ? library : uid -> own.containsKey(uid) ? own.get(uid) : library.apply(uid);
    }
}
