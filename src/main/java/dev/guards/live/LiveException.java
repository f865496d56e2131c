package dev.guards.live;

/** A server that cannot be asked or does not answer as it should; the message says which, what and why. */
public final class LiveException extends Exception {
    private static final long serialVersionUID = 1L;

    LiveException(String message) {
        super(message);
    }
}
