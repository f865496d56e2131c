package dev.guards.text;

/** A document that cannot be read. */
public final class ReadException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public ReadException(Problem problem) {
        super(problem.span().place() + ": " + problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
