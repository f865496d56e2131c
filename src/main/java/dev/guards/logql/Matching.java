package dev.guards.logql;

import dev.guards.template.Template;
import java.util.List;

/**
 * How the two sides of a binary operation find each other.
 *
 * @param returnBool with {@code bool}
 * @param on         the labels are listed by {@code on}, not {@code ignoring}
 * @param labels     listed by either
 * @param include    what {@code group_left} or {@code group_right} copies
 */
public record Matching(boolean returnBool, boolean on, List<Template> labels, Cardinality cardinality, List<Template> include) {
    /** Which side may have several series for one of the other. */
    public enum Cardinality { ONE_TO_ONE, MANY_TO_ONE, ONE_TO_MANY }

    static final Matching DEFAULT = new Matching(false, false, List.of(), Cardinality.ONE_TO_ONE, List.of());
    static final Matching DEFAULT_BOOL = new Matching(true, false, List.of(), Cardinality.ONE_TO_ONE, List.of());
}
