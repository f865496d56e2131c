package dev.guards.inventory;

import java.util.List;

/**
 * What the discoveries of one scrape config yield.
 *
 * @param open true when there may be targets that are not listed; {@code targets} may hold one row that stands for them, with
 *             the labels that its kind of discovery gives
 */
public record Discoveries(List<Discovered> targets, boolean open) {
    public static final Discoveries NONE = new Discoveries(List.of(), false);

    public Discoveries {
        targets = List.copyOf(targets);
    }
}
