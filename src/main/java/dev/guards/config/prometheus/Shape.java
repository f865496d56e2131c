package dev.guards.config.prometheus;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A section of the configuration: its fields, and what must hold between them. Unknown fields are refused. */
final class Shape implements FieldType {
    private final String name;
    private final Map<String, FieldType> fields = new LinkedHashMap<>();
    private final List<BiConsumer<Node, Checker>> checks = new ArrayList<>();
    private boolean openEnded;

    /** @param name as error messages call it */
    Shape(String name) {
        this.name = name;
    }

    Shape with(FieldType type, String... names) {
        for (String field : names) {
            fields.put(field, type);
        }
        return this;
    }

    /** The fields and checks of another section, inlined. */
    Shape with(Shape inlined) {
        fields.putAll(inlined.fields);
        checks.addAll(inlined.checks);
        return this;
    }

    Shape must(BiConsumer<Node, Checker> check) {
        checks.add(check);
        return this;
    }

    /** A field that has to be given. */
    Shape require(String field, String message) {
        return must((node, checker) -> {
            if (!Checker.isGiven(node.get(field))) {
                checker.refuse(node.get(field).isPresent() ? node.get(field) : node, message);
            }
        });
    }

    /** Fields that exclude each other. */
    Shape atMostOne(String message, String... exclusive) {
        return must((node, checker) -> checker.atMostOne(node, message, exclusive));
    }

    /** A section whose fields are not all known here. */
    Shape openEnded() {
        openEnded = true;
        return this;
    }

    @Override
    public void check(Node node, Checker checker) {
        if (!node.isPresent() || node.isNull()) {
            return;
        }
        if (!(node instanceof Mapping)) {
            checker.refuse(node, "cannot unmarshal " + FieldType.goKind(node) + " into " + name);
            return;
        }
        for (Mapping.Entry entry : node.entries()) {
            FieldType type = fields.get(entry.key().value());
            if (type != null) {
                type.check(entry.value(), checker);
            } else if (!openEnded) {
                String near = meant(entry.key().value());
                checker.refuse(entry.key().span(), "field " + entry.key() + " not found in type " + name,
                        near == null ? "" : "did you mean `" + near + "`?");
            }
        }
        for (BiConsumer<Node, Checker> check : checks) {
            check.accept(node, checker);
        }
    }

    /** A field that is the written one with more words in front, as renamed fields often are; else one of similar letters. */
    private String meant(String key) {
        for (String field : fields.keySet()) {
            if (field.endsWith("_" + key)) {
                return field;
            }
        }
        return Suggest.nearest(key, fields.keySet());
    }
}
