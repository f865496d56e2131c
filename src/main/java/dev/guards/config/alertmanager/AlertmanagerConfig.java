package dev.guards.config.alertmanager;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alertmanager's routes and receivers (releases 0.15 to 0.28).
 *
 * @param root      the route that all alerts enter by; null when there is none
 * @param receivers by name
 */
public record AlertmanagerConfig(Route root, Map<String, Receiver> receivers) {
    /**
     * A receiver.
     *
     * @param notifies whether it has any integration; one without takes alerts and tells nobody
     */
    public record Receiver(Text name, boolean notifies) {
    }

    /**
     * A node of the tree of routes.
     *
     * @param receiver its own, or that of the nearest route above; null when none has one
     * @param matchers all of which must fit; null when one of them cannot be read
     * @param goesOn   {@code continue}: the routes behind it are tried too
     */
    public record Route(Text receiver, List<RouteMatcher> matchers, boolean goesOn, List<Route> routes, Span span) {
        public Route {
            routes = List.copyOf(routes);
        }
    }

    public static AlertmanagerConfig read(Node root) {
        Map<String, Receiver> receivers = new LinkedHashMap<>();
        for (Node receiver : root.get("receivers").items()) {
            Text name = receiver.get("name").text();
            if (name != null) {
                receivers.put(name.value(), new Receiver(name, notifies(receiver)));
            }
        }
        Node route = root.get("route");
        return new AlertmanagerConfig(route instanceof Mapping ? route(route, null) : null, receivers);
    }

    private static boolean notifies(Node receiver) {
        for (Mapping.Entry entry : receiver.entries()) {
            if (entry.key().value().endsWith("_configs") && !entry.value().items().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Route route(Node node, Text inherited) {
        Text receiver = node.get("receiver").text() == null ? inherited : node.get("receiver").text();
        List<Route> routes = new ArrayList<>();
        for (Node child : node.get("routes").items()) {
            routes.add(route(child, receiver));
        }
        return new Route(receiver, RouteMatcher.of(node), node.get("continue").isTrue(), routes, node.span());
    }
}
