package dev.guards.config.alloy;

import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A block: a component at the top of a file, or a part of one.
 *
 * @param name  dotted, as written: {@code loki.source.docker}, {@code stage.json}
 * @param label null when it has none
 * @param span  the name and the label
 */
public record AlloyBlock(Text name, Text label, List<Attribute> attributes, List<AlloyBlock> blocks, Span span) {
    /** A named value. */
    public record Attribute(Text name, AlloyValue value) {
    }

    public AlloyBlock {
        attributes = List.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    /** What others refer to it by: {@code loki.write.local}. */
    public String id() {
        return label == null ? name.value() : name + "." + label;
    }

    public boolean is(String wanted) {
        return name.value().equals(wanted);
    }

    /** The value of an attribute; null when it is not given. */
    public AlloyValue get(String attribute) {
        for (Attribute given : attributes) {
            if (given.name().value().equals(attribute)) {
                return given.value();
            }
        }
        return null;
    }

    /** The value of an attribute as a located tree; absent when it is not given. */
    public Node node(String attribute) {
        AlloyValue value = get(attribute);
        return value == null ? new Absent(span) : value.node();
    }

    /** The text of an attribute; the other one when it is not given or no text. */
    public String string(String attribute, String otherwise) {
        return node(attribute).string(otherwise);
    }

    /** Inner blocks of a name. */
    public List<AlloyBlock> blocks(String wanted) {
        List<AlloyBlock> found = new ArrayList<>();
        for (AlloyBlock block : blocks) {
            if (block.is(wanted)) {
                found.add(block);
            }
        }
        return found;
    }

    /** All attributes as one mapping, as the YAML form of the same thing would hold them. */
    public Mapping mapping() {
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Attribute attribute : attributes) {
            entries.add(new Mapping.Entry(attribute.name(), attribute.value().node()));
        }
        return new Mapping(entries, span);
    }

    /** References in it and in its inner blocks, in order. */
    public List<AlloyValue.Reference> references() {
        List<AlloyValue.Reference> found = new ArrayList<>();
        attributes.forEach(a -> found.addAll(a.value().references()));
        blocks.forEach(b -> found.addAll(b.references()));
        return found;
    }
}
