package dev.guards.guard;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import java.util.HashSet;
import java.util.Set;

/**
 * Files that differ from an earlier state, and which findings that may concern. A finding concerns a change when it, or a link
 * of its proof, lies in a changed file. That something is absent is proved by all of the stack together, though: when a file
 * was deleted, or one changed that was read and is not just a dashboard, every finding may be its doing. Paths are relative to
 * the root of the run.
 */
public final class Changes {
    private final Set<String> present;
    private final Set<String> deleted;

    /**
     * @param present files that are new or have another content
     * @param deleted files that are gone, under their old names; a renamed file is in both
     */
    public Changes(Set<String> present, Set<String> deleted) {
        this.present = Set.copyOf(present);
        this.deleted = Set.copyOf(deleted);
    }

    /** A file to which any finding may be due; null when there is none. To be asked behind the guards, which read lazily. */
    String foundation(Repository repository) {
        if (!deleted.isEmpty()) {
            return first(deleted);
        }
        Set<String> dashboards = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (Document document : repository.documents().all()) {
            (document.kind() == Kind.DASHBOARD ? dashboards : others).add(document.path());
        }
        dashboards.removeAll(others);
        Set<String> foundations = new HashSet<>();
        for (String file : present) {
            if (!dashboards.contains(file) && repository.documents().workspace().hasRead(file)) {
                foundations.add(file);
            }
        }
        return foundations.isEmpty() ? null : first(foundations);
    }

    private static String first(Set<String> files) {
        return files.stream().sorted().findFirst().orElseThrow();
    }

    boolean concern(Finding finding) {
        return finding.places().stream().anyMatch(place -> present.contains(place.source().path()))
                || finding.notes().stream().anyMatch(n -> n.span() != null && present.contains(n.span().source().path()));
    }
}
