package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.promql.Matching;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The labels by which series of two sides find each other.
 *
 * @param on    only these labels count; else all but them and the name
 * @param known false when a variable may add labels
 */
record Signature(boolean on, Set<String> labels, boolean known) {

    static Signature of(Matching matching, Filler filler) {
        Set<String> labels = new TreeSet<>();
        boolean known = true;
        for (Template template : matching.labels()) {
            List<String> texts = filler.texts(template, false);
            if (texts == null || texts.size() > 1) {
                known = false;
            } else {
                labels.addAll(names(texts.get(0)));
            }
        }
        return new Signature(matching.on(), labels, known);
    }

    /** The label names of a list as a variable brings it, with or without parentheses. */
    static List<String> names(String list) {
        String text = list.strip();
        boolean wrapped = text.startsWith("(") && text.endsWith(")");
        List<String> names = new ArrayList<>();
        for (String name : (wrapped ? text.substring(1, text.length() - 1) : text).split(",")) {
            names.add(name.strip());
        }
        return names;
    }

    /** The labels that must agree between two rows as far as they are listed. */
    private Set<String> matching(Row a, Row b) {
        if (on) {
            return labels;
        }
        if (!known) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>(a.labels().names());
        names.addAll(b.labels().names());
        names.removeAll(labels);
        names.remove(VectorSelector.NAME);
        return names;
    }

    boolean mayMeet(Row a, Row b) {
        for (String name : matching(a, b)) {
            if (a.labels().get(name).intersect(b.labels().get(name)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether every series of the first row finds one in the second, given that both are there. */
    boolean mustMeet(Row a, Row b) {
        if (!known || !on && (a.labels().isOpen() || b.labels().isOpen())) {
            return false;
        }
        for (String name : matching(a, b)) {
            ValueSet left = a.labels().get(name);
            ValueSet right = b.labels().get(name);
            if (!left.equals(right) && !(left.isFinite() && left.minus(right).isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /** The labels of the first row, the matching ones narrowed to what both have. */
    Labels narrowed(Row a, Row b) {
        Labels narrowed = a.labels();
        for (String name : matching(a, b)) {
            ValueSet both = a.labels().get(name).intersect(b.labels().get(name));
            if (!both.equals(a.labels().get(name))) {
                narrowed = narrowed.with(name, both);
            }
        }
        return narrowed;
    }

    /** What one-to-one matching leaves: the labels of {@code on}, or all but the ignored ones. */
    Labels reduced(Labels all) {
        if (on && known) {
            Labels kept = Labels.NONE;
            for (String name : labels) {
                kept = kept.with(name, all.get(name));
            }
            return kept;
        }
        Labels rest = all;
        if (!known) {
            for (String name : all.names()) {
                boolean sure = on == labels.contains(name);
                rest = sure && on ? rest : rest.with(name, all.get(name).withAbsent());
            }
        }
        for (String name : on ? Set.<String>of() : labels) {
            rest = rest.without(name);
        }
        return rest;
    }

    /** What a fill modifier puts in the place of a missing partner. */
    Row only(Row row) {
        Row bare = row.with(on ? reduced(row.labels()) : reduced(row.labels()).without(VectorSelector.NAME));
        return bare.with(Samples.FLOAT);
    }

    /** A label whose values are never the same on both sides; null when none parts them all. */
    String parting(List<Row> left, List<Row> right) {
        Set<String> names = new TreeSet<>();
        for (Row a : left) {
            for (Row b : right) {
                names.addAll(matching(a, b));
            }
        }
        for (String name : names) {
            boolean apart = true;
            for (Row a : left) {
                for (Row b : right) {
                    apart &= a.labels().get(name).intersect(b.labels().get(name)).isEmpty();
                }
            }
            if (apart) {
                return name;
            }
        }
        return null;
    }
}
