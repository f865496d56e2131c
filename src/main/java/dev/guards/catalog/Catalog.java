package dev.guards.catalog;

import java.util.List;

/**
 * Everything known about exporters: the built-in catalogue and files added by the user. Safe to ask for anything at start-up:
 * the index is small, an exporter's own file is read when it is first asked for.
 */
public final class Catalog {
    private Catalog() {
    }

    /** The built-in catalogue. */
    public static Catalog builtIn() {
        return new Catalog();
    }

    /** Ids of all exporters, sorted. */
    public List<String> exporters() {
        return List.of();
    }

    /** The exporter of that id; null when there is none. */
    public Exporter exporter(String id) {
        return null;
    }

    /** The exporter that the clues point to, by image, arguments, environment, port, path, job name in that order; null when none does. */
    public Recognition recognise(Clues clues) {
        return null;
    }

    /**
     * Who owns a metric name: nobody else makes series of that name, so without one of these exporters it does not exist.
     * Null when anyone may make it.
     */
    public Owner owner(String metric) {
        return null;
    }

    /** Where an old metric name went, newest first; none when it was never renamed. */
    public List<Rename> renames(String oldName) {
        return List.of();
    }
}
