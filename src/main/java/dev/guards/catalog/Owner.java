package dev.guards.catalog;

import java.util.List;

/**
 * The only exporters that make a metric of some name.
 *
 * @param exporters ids, never empty, sorted
 * @param listed    true when the name itself is in the catalogue, false when only its prefix is theirs
 */
public record Owner(List<String> exporters, boolean listed) {
    public Owner {
        exporters = List.copyOf(exporters);
    }
}
