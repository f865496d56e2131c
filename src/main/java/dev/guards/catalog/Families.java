package dev.guards.catalog;

import java.util.List;
import java.util.Set;

/** What one run of an exporter exposes, given its version, flags and path. */
public interface Families {
    /** All families that are known by name, sorted by name; one name may stand there twice with different labels. */
    List<Family> all();

    /** The series of that name, one a family that makes it; none when no known family does. */
    List<Family.Member> series(String name);

    /** All series names, sorted; for suggestions and patterns over {@code __name__}. */
    Set<String> names();

    /** True when a series of that name may exist although {@link #series} has none: custom queries, pushed or forwarded series. */
    boolean mayHave(String name);

    /** True when names that are not listed may exist at all. */
    boolean isOpen();

    /** Why {@link #series} of that name is empty; null when nothing is known of the name. */
    Absence absence(String name);
}
