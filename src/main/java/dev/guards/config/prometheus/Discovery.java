package dev.guards.config.prometheus;

import dev.guards.text.Node;
import dev.guards.text.Span;

/**
 * One source of scrape targets of a scrape config.
 *
 * @param kind {@code static}, {@code file}, {@code kubernetes} ...: the field's name without {@code _sd_configs}
 * @param node its configuration; a target group for {@code static}
 */
public record Discovery(String kind, Node node) {
    public Span span() {
        return node.span();
    }
}
