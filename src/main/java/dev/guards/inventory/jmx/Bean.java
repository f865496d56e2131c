package dev.guards.inventory.jmx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Beans that a program registers, alike but for the values of their keys.
 *
 * @param keys       in the order in which the program writes them
 * @param attributes numbers and truth values; {@code a>b} is the part {@code b} of a composite {@code a}
 * @param texts      attributes that are texts
 * @param condition  what it takes that they are there; empty when every run has them
 */
record Bean(String domain, List<Key> keys, List<String> attributes, List<String> texts, String condition) {
    /**
     * A key of the object name.
     *
     * @param values   the only values, each of which is there; or what stands for the others, the first and last of which differ in all
     * @param each     each value has a bean of its own, and no other value
     * @param known    all {@code values} are there in practice; false when they only stand for what is observed
     */
    record Key(String name, List<String> values, boolean each, boolean known) {
    }

    Bean {
        keys = List.copyOf(keys);
        attributes = List.copyOf(attributes);
        texts = List.copyOf(texts);
    }

    /**
     * The key properties of each bean whose values are listed, with one of two values for all others.
     *
     * @param last the last of the values that stand for others; the first otherwise
     */
    List<Map<String, String>> properties(boolean last) {
        List<Map<String, String>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
        for (Key key : keys) {
            List<String> values = key.each() ? key.values() : List.of(key.values().get(last ? key.values().size() - 1 : 0));
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> begun : all) {
                for (String value : values) {
                    Map<String, String> next = new LinkedHashMap<>(begun);
                    next.put(key.name(), value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    /** The values that are there in practice where one of them stands for all; null when they come from what is observed. */
    List<String> usual(String value) {
        for (Key key : keys) {
            if (!key.each() && key.known() && key.values().contains(value)) {
                return key.values();
            }
        }
        return null;
    }
}
