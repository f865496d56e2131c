package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.inventory.Missing;
import dev.guards.text.Suggest;
import java.util.List;
import java.util.Set;

/** What exists to be selected, by metric name. */
public interface SeriesSource {
    /** The rows of that name; none when nothing known makes it. Their {@code __name__} is in the labels. */
    List<Row> rows(String metric);

    /**
     * Series of that name that would exist if the host, or the cluster, ran other things than the environment describes; not among
     * {@link #rows}. None for a source that assumes nothing.
     */
    default List<Row> unseen(String metric) {
        return List.of();
    }

    /** Names for which {@link #rows} has some, sorted. */
    Set<String> names();

    /**
     * Series of that name that may exist besides the rows.
     *
     * @param metric null for any name at all
     */
    List<Row> open(String metric);

    /** The name that one without rows was probably meant to be; null when none is near. */
    default String near(String metric) {
        return Suggest.similar(metric, names());
    }

    /** Why there is no row of that name; null when no more is known than that. */
    Missing missing(String metric);

    /** Why nothing can be proved absent; empty when the source is closed. */
    List<Evidence> openBecause(String metric);
}
