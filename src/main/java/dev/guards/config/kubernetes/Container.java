package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container of a pod.
 *
 * @param name    never null; empty when the manifest forgot it
 * @param image   null when there is none
 * @param command replaces the image's entry point when not empty
 * @param env     literal values only, by name; references to ConfigMaps are resolved by {@link Cluster#environment}
 * @param init    runs before the others; stays when it restarts always (a side car)
 * @param sidecar an init container that keeps running
 */
public record Container(Text name, Text image, List<Text> command, List<Text> args, Map<String, Text> env,
        List<Port> ports, List<Mount> mounts, boolean init, boolean sidecar, Node node) {
    /**
     * A declared port.
     *
     * @param name     null when unnamed
     * @param number   -1 when it is no number
     * @param protocol {@code TCP} unless said otherwise
     */
    public record Port(Text name, int number, String protocol, Span span) {
        /** The name; empty when there is none. */
        public String nameOrEmpty() {
            return name == null ? "" : name.value();
        }
    }

    /**
     * A volume seen by the container.
     *
     * @param volume  name of the pod's volume
     * @param subPath the one file or directory of the volume that is mounted; empty for all of it
     */
    public record Mount(String volume, Text path, String subPath, boolean readOnly, Span span) {
    }

    static Container of(Node node, boolean init) {
        List<Port> ports = new ArrayList<>();
        for (Node port : node.get("ports").items()) {
            ports.add(new Port(port.get("name").text(), number(port.get("containerPort")),
                    port.get("protocol").string("TCP"), port.span()));
        }
        List<Mount> mounts = new ArrayList<>();
        for (Node mount : node.get("volumeMounts").items()) {
            if (mount.get("mountPath").text() != null) {
                mounts.add(new Mount(mount.get("name").string(""), mount.get("mountPath").text(),
                        mount.get("subPath").string(""), mount.get("readOnly").isTrue(), mount.span()));
            }
        }
        Map<String, Text> env = new LinkedHashMap<>();
        for (Node variable : node.get("env").items()) {
            if (variable.get("value").text() != null && variable.get("name").text() != null) {
                env.put(variable.get("name").string(), variable.get("value").text());
            }
        }
        Text name = node.get("name").text();
        boolean sidecar = init && node.get("restartPolicy").string("").equals("Always");
        return new Container(name == null ? Text.at(node.span(), "") : name, node.get("image").text(),
                node.get("command").texts(), node.get("args").texts(), env, ports, mounts, init, sidecar, node);
    }

    static int number(Node node) {
        String written = node instanceof Scalar ? node.string("") : "";
        if (written.isEmpty() || written.length() > 5) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /** Runs as long as its pod does. */
    public boolean isLasting() {
        return !init || sidecar;
    }

    /** The declared port with this name; null when there is none. */
    public Port port(String portName) {
        for (Port port : ports) {
            if (port.nameOrEmpty().equals(portName)) {
                return port;
            }
        }
        return null;
    }

    /** The declared port with this number; null when there is none. */
    public Port port(int number) {
        for (Port port : ports) {
            if (port.number() == number) {
                return port;
            }
        }
        return null;
    }
}
