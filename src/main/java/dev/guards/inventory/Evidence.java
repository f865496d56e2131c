package dev.guards.inventory;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One link of a proof: a place of a configuration and what follows from it.
 *
 * @param span    null for knowledge that stands in no file, such as the catalogue's
 * @param message lower case, no final period
 * @param label   the label whose value it is about; null when it is about all of a thing
 */
public record Evidence(Span span, String message, String label) {
    private static final int MOST_LINKS = 12;

    public Evidence(Span span, String message) {
        this(span, message, null);
    }

    /** A rule or stage writes a label, or removes it when nothing is said of its value. */
    public static Evidence sets(Span span, String label, String value) {
        return new Evidence(span, value == null ? "removes `" + label + "`" : "sets `" + label + "` to " + value, label);
    }

    /**
     * The proof of what a label is: how the first of some chains comes about, and what each of them does to that label.
     *
     * @param label  null for all labels
     * @param chains outermost configuration first
     */
    public static List<Evidence> about(String label, List<List<Evidence>> chains) {
        Set<Evidence> links = new LinkedHashSet<>();
        for (List<Evidence> chain : chains) {
            for (Evidence link : chain) {
                boolean wanted = link.label == null || label == null ? chain == chains.get(0) : link.label.equals(label);
                if (wanted && links.size() < MOST_LINKS) {
                    links.add(link);
                }
            }
        }
        return new ArrayList<>(links);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Evidence e && message.equals(e.message) && Objects.equals(span, e.span)
                && Objects.equals(label, e.label);
    }

    @Override
    public int hashCode() {
        return message.hashCode() * 31 + Objects.hashCode(span);
    }

    @Override
    public String toString() {
        return (span == null ? "" : span.place() + ": ") + message;
    }
}
