package dev.guards.guard;

/** A guard that holds queries and configs against what an environment produces. Runs with {@code --semantic}, once for each environment. */
public non-sealed interface SemanticGuard extends Guard {
    void check(Stack stack, Findings findings);
}
