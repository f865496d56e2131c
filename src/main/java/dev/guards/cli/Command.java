package dev.guards.cli;

/** One sub-command of {@code guards}. */
interface Command {
    int OK = 0;
    int FINDINGS = 1;
    int FAILED = 2;

    /** Runs to the end and returns the exit code. */
    int run(Arguments arguments, Terminal terminal) throws UsageException;
}
