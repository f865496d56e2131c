package dev.guards.promql;

import dev.guards.template.Template;

/** The time an {@code @} modifier pins evaluation to. */
public sealed interface At {
    /** A moment, in milliseconds since the epoch. */
    record Timestamp(long millis) implements At {
    }

    /** {@code start()} or {@code end()} of the query's range. */
    record Bound(boolean start) implements At {
    }

    /** Filled by Grafana. */
    record Hole(Template text) implements At {
    }
}
