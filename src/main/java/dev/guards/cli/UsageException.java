package dev.guards.cli;

/** The command line is wrong; the message says what and how to do it right. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
