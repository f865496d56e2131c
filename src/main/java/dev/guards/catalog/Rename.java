package dev.guards.catalog;

/**
 * A family that got another name.
 *
 * @param exporter id
 * @param version  first release with the new name; {@link Version#UNKNOWN} when not known
 */
public record Rename(String from, String to, String exporter, Version version) {
}
