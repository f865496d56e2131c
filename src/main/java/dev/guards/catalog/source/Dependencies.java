package dev.guards.catalog.source;

import dev.guards.text.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the programs of a repository are built from, and whether any of it may expose metrics by itself. */
final class Dependencies {
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<String> suspects = new ArrayList<>();

    void read(Source manifest) {
        manifests.addAll(Manifest.read(manifest));
    }

    /** Notes a file that may make metrics in a way that is not read. */
    void suspect(String path) {
        suspects.add(path);
    }

    /**
     * True when each package that code below a directory depends on is known to add no metrics.
     *
     * @param needed languages that must have a manifest there: without one, nothing is known of what their code imports
     */
    boolean areQuiet(String directory, Set<Language> needed) {
        for (String path : suspects) {
            if (below(directory, path)) {
                return false;
            }
        }
        Set<Language> described = EnumSet.noneOf(Language.class);
        for (Manifest manifest : manifests) {
            if (!below(directory, manifest.path())) {
                continue;
            }
            for (String name : manifest.packages()) {
                boolean quiet = name.startsWith("./") ? below(directory, name.substring(2) + "/")
                        : manifest.language() != null && QuietPackages.contain(manifest.language(), name);
                if (!quiet) {
                    return false;
                }
            }
            if (manifest.language() != null) {
                described.add(manifest.language());
            }
        }
        return !described.isEmpty() && described.containsAll(needed);
    }

    private static boolean below(String directory, String path) {
        return directory.isEmpty() || path.startsWith(directory + "/");
    }
}
