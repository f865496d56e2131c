package dev.guards.guard;

/** One environment of the repository with what it produces and what is asked of it. */
public final class Stack {
    private final Repository repository;

    public Stack(Repository repository) {
        this.repository = repository;
    }

    public Repository repository() {
        return repository;
    }
}
