package dev.guards.inventory.span;

import dev.guards.catalog.Family;
import dev.guards.environment.Program;
import dev.guards.text.Span;
import java.util.Map;

/**
 * A family that a program makes of spans and pushes to the servers.
 *
 * @param labels that the program puts on all of its series; values may hold what is not known
 * @param span   of what makes it
 */
public record PushedFamily(Family family, Map<String, String> labels, Program program, Span span) {
    public PushedFamily {
        labels = Map.copyOf(labels);
    }
}
