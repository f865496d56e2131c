package dev.guards.inventory;

import dev.guards.environment.Workload;
import dev.guards.text.Span;

/**
 * What keeps Prometheus from reaching a target, or is likely to.
 *
 * @param span     the address, or what made it
 * @param message  lower case, no final period
 * @param remedy   the address that would work; empty when none is known
 * @param workload the workload that is meant; null when none is
 */
public record TargetProblem(Kind kind, Span span, String message, String remedy, Workload workload) {
    /** Kinds of problems. */
    public enum Kind {
        /** No service, container, alias or known outside name. */
        HOST_UNKNOWN,
        /** The service does not listen there, as far as its image and ports tell. */
        PORT_MISMATCH,
        /** The host port is used where only the container port answers. */
        PUBLISHED_PORT,
        /** {@code localhost} inside a container is the container itself. */
        LOCALHOST,
        /** Prometheus and the service share no network. */
        NETWORK_UNREACHABLE,
        /** The service is there only with a Compose profile. */
        PROFILE_ONLY
    }
}
