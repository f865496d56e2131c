package dev.guards.catalog;

/** Something that exposes metrics and of which we know what: a catalogued program, a captured exposition, or own source code. */
public interface Exporter {
    /** The name in the catalogue, such as {@code node_exporter}; for captures and source code the job or directory. */
    String id();

    /** One sentence on what it is. */
    String about();

    /** True when it can have data only in Kubernetes. */
    default boolean isKubernetesOnly() {
        return false;
    }

    /** True when it also exposes series of others, under any name: Pushgateway, StatsD exporter, federation. */
    default boolean passesThrough() {
        return false;
    }

    /** True when it also exposes what other exporters do, so that nobody owns a name before it: a collector's pipeline. */
    default boolean relays() {
        return false;
    }

    /**
     * What a run of it exposes.
     *
     * @param version {@link Version#UNKNOWN} gives what any version exposes
     * @param clues   flags, environment variables and path of this run
     */
    Families families(Version version, Clues clues);
}
