package dev.guards.catalog;

import java.util.List;

/**
 * A label of a family, besides those the scrape adds.
 *
 * @param values   values that exist, in their usual order; empty when the values come from what is observed
 * @param closed   no other values than {@code values} exist
 * @param optional not on every series of the family
 */
public record Label(String name, List<String> values, boolean closed, boolean optional) {
    public Label {
        values = List.copyOf(values);
    }

    /** A label with any value on every series. */
    public static Label open(String name) {
        return new Label(name, List.of(), false, false);
    }
}
