package dev.guards.catalog;

import java.util.List;
import java.util.function.Predicate;

/** Makes {@link Families} of knowledge from elsewhere. */
public final class FamilySet {
    private FamilySet() {
    }

    /** Families of which more may exist, but not under names that the predicate accepts. */
    public static Families openExcept(List<Family> known, Predicate<String> closed) {
        KnownFamilies.Builder found = new KnownFamilies.Builder();
        known.forEach(found::add);
        return found.openExcept(closed).build();
    }
}
