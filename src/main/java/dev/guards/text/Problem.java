package dev.guards.text;

/**
 * Something that kept a file, or a part of one, from being read: what is wrong and what to do about it. Collected while
 * reading; the rest of the run goes on.
 *
 * @param rule    the rule id it is reported under, such as {@code json-syntax}
 * @param message the fact, lower case, no final period
 * @param help    what to do; empty when the fact says it
 */
public record Problem(String rule, Span span, String message, String help) {
}
