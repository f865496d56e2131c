package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A Service.
 *
 * @param selector null-selector when the endpoints are made by hand or by a controller
 * @param type     {@code ClusterIP} unless said otherwise
 */
public record Service(Manifest manifest, LabelSelector selector, List<Port> ports, String type) {
    /**
     * A port of a Service.
     *
     * @param name         null when unnamed
     * @param number       -1 when it is no number
     * @param targetName   name of the container port; empty when the target is a number
     * @param targetNumber the container port; -1 when the target is a name
     */
    public record Port(Text name, int number, String targetName, int targetNumber, String protocol, Span span) {
        /** The name; empty when there is none. */
        public String nameOrEmpty() {
            return name == null ? "" : name.value();
        }

        /** The port of a pod that this port leads to; -1 when the pod has no port of that name. */
        public int resolve(PodTemplate pod) {
            if (targetName.isEmpty()) {
                return targetNumber;
            }
            Container.Port port = pod.port(targetName);
            return port == null ? -1 : port.number();
        }
    }

    /** The Service that an object is; null when it is none. */
    public static Service of(Manifest manifest) {
        if (!manifest.is("", "Service")) {
            return null;
        }
        List<Port> ports = new ArrayList<>();
        for (Node port : manifest.spec().get("ports").items()) {
            int number = Container.number(port.get("port"));
            Node target = port.get("targetPort");
            int targetNumber = target.isPresent() ? Container.number(target) : number;
            boolean named = target instanceof Scalar && targetNumber < 0;
            ports.add(new Port(port.get("name").text(), number, named ? target.string("") : "", targetNumber,
                    port.get("protocol").string("TCP"), port.span()));
        }
        return new Service(manifest, LabelSelector.ofMap(manifest.spec().get("selector")), ports,
                manifest.spec().get("type").string("ClusterIP"));
    }

    public String name() {
        return manifest.name();
    }

    /** Whether pods stand behind it: it has a selector and is not an alias of a name outside. */
    public boolean selectsPods() {
        return !selector.isEmpty() && !type.equals("ExternalName");
    }

    public boolean isHeadless() {
        return manifest.spec().get("clusterIP").string("").equals("None");
    }
}
