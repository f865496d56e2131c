package dev.guards.environment;

import dev.guards.text.Span;

/**
 * A port of a container.
 *
 * @param container   the port inside; {@link #UNKNOWN} when the files do not tell it
 * @param containerTo last port of a range; equal to {@code container} for a single one
 * @param published   the host port; {@link #NONE} when not published, {@link #UNKNOWN} when chosen at run time
 * @param hostAddress the host address it is bound to; empty for all
 * @param name        Kubernetes port name; empty when none
 * @param protocol    {@code tcp}, {@code udp} or {@code sctp}
 */
public record Port(int container, int containerTo, int published, String hostAddress, String name, String protocol, Span span) {
    public static final int NONE = 0;
    public static final int UNKNOWN = -1;

    /** A port that is not published. */
    public static Port inside(int container, String name, String protocol, Span span) {
        return new Port(container, container, NONE, "", name, protocol, span);
    }

    public boolean covers(int port) {
        return container == UNKNOWN || container <= port && port <= containerTo;
    }

    public boolean isTcp() {
        return protocol.equals("tcp");
    }
}
