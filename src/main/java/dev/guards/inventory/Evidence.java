package dev.guards.inventory;

import dev.guards.text.Span;

/**
 * One link of a proof: a place of a configuration and what follows from it.
 *
 * @param span    null for knowledge that stands in no file, such as the catalogue's
 * @param message lower case, no final period
 */
public record Evidence(Span span, String message) {
    @Override
    public String toString() {
        return (span == null ? "" : span.place() + ": ") + message;
    }
}
