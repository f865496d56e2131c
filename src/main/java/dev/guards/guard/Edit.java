package dev.guards.guard;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A repair as replacements of file text, which must not overlap.
 *
 * @param safe whether it keeps the meaning that the author had in mind; others are only proposed
 */
public record Edit(List<Replacement> replacements, boolean safe) {
    /** New text, already encoded for its place (JSON escapes, YAML quotes), for a span of a file. */
    public record Replacement(Span span, String text) {
    }

    public static Edit safe(Span span, String text) {
        return new Edit(List.of(new Replacement(span, text)), true);
    }

    public static Edit proposed(Span span, String text) {
        return new Edit(List.of(new Replacement(span, text)), false);
    }

    /** Both repairs in one; what stands in both is done once. */
    public Edit and(Edit other) {
        List<Replacement> all = new ArrayList<>(replacements);
        for (Replacement replacement : other.replacements) {
            if (!all.contains(replacement)) {
                all.add(replacement);
            }
        }
        return new Edit(List.copyOf(all), safe && other.safe);
    }
}
