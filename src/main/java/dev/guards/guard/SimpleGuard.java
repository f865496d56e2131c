package dev.guards.guard;

/** A guard that needs no model of the stack: files by themselves. Runs always. */
public non-sealed interface SimpleGuard extends Guard {
    void check(Repository repository, Findings findings);
}
