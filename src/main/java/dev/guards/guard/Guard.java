package dev.guards.guard;

import java.util.List;

/**
 * A checker: one class, one page under {@code guards/}, one line in {@link Guards#all}. Stateless; everything it knows
 * comes from what it is given, everything it says goes through {@link Findings}.
 */
public sealed interface Guard permits SimpleGuard, SemanticGuard {
    /** Kebab-case, the name of its page. */
    String id();

    /** One sentence without a final period; the first line of its page. */
    String summary();

    /** What it reports, in the order of its page. */
    List<Rule> rules();
}
