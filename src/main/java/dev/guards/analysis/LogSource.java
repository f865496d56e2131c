package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import java.util.List;

/** What log streams exist. */
public interface LogSource {
    /** Every stream, or line, that is known. */
    List<LogRow> rows();

    /** As {@link SeriesSource#unseen}. */
    default List<LogRow> unseen() {
        return List.of();
    }

    /** Why there may be more; empty when the source is closed. */
    List<Evidence> openBecause();
}
