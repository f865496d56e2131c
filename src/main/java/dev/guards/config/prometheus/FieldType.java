package dev.guards.config.prometheus;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Text;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What a field of the configuration takes. */
interface FieldType {
    void check(Node node, Checker checker);

    FieldType STRINGS = listOf(ScalarType.STRING, null);

    FieldType STRING_MAP = mapOf(ScalarType.STRING);

    /** Label names with their values. */
    FieldType LABELS = (node, checker) -> {
        if (!(node instanceof Mapping) && !node.isNull()) {
            mismatch(node, "model.LabelSet", checker);
        }
        for (Mapping.Entry entry : node.entries()) {
            if (!checker.names.isLabelName(entry.key())) {
                checker.refuse(entry.key().span(), Checker.quoted(entry.key()) + " is not a valid label name", "");
            }
            Text value = entry.value().text();
            if (value != null && value.value().indexOf('\uFFFD') >= 0) {
                checker.refuse(value.span(), Checker.quoted(value) + " is not a valid label value", "");
            } else if (!(entry.value() instanceof Scalar)) {
                mismatch(entry.value(), "string", checker);
            }
        }
    };

    /** @param emptyMessage what is said of an empty item; null when it is allowed */
    static FieldType listOf(FieldType item, String emptyMessage) {
        return (node, checker) -> {
            if (!(node instanceof Sequence) && !node.isNull()) {
                mismatch(node, "a list", checker);
            }
            for (Node one : node.items()) {
                if (one.isNull() && emptyMessage != null) {
                    checker.refuse(one.span(), emptyMessage, "remove the empty item");
                } else {
                    item.check(one, checker);
                }
            }
        };
    }

    static FieldType mapOf(FieldType value) {
        return (node, checker) -> {
            if (!(node instanceof Mapping) && !node.isNull()) {
                mismatch(node, "a map", checker);
            }
            node.entries().forEach(e -> value.check(e.value(), checker));
        };
    }

    /** A type that is not made before a file has such a field. */
    static FieldType later(Supplier<FieldType> type) {
        return (node, checker) -> type.get().check(node, checker);
    }

    /** Relabelling rules under the name scheme of the section that they stand in. */
    static FieldType relabelling(String emptyMessage) {
        return listOf((node, checker) -> RelabelReader.read(node, checker.names, checker.problems()), emptyMessage);
    }

    /** One of some words. */
    static FieldType oneOf(List<String> words, UnaryOperator<String> message) {
        return (node, checker) -> {
            ScalarType.STRING.check(node, checker);
            String text = node.string("");
            if (!text.isEmpty() && !words.contains(text)) {
                checker.refuse(node.span(), message.apply(text), "write one of " + String.join(", ", words));
            }
        };
    }

    static void mismatch(Node node, String goType, Checker checker) {
        checker.refuse(node, "cannot unmarshal " + goKind(node) + " into " + goType);
    }

    /** The kind of a value as Go's YAML reader names it. */
    static String goKind(Node node) {
        if (node instanceof Mapping) {
            return "!!map";
        }
        if (node instanceof Sequence) {
            return "!!seq";
        }
        Scalar scalar = (Scalar) node;
        String tag = switch (scalar.type()) {
            case TEXT -> "!!str";
            case BOOLEAN -> "!!bool";
            case NULL -> "!!null";
            case NUMBER -> ScalarType.isFraction(scalar.string()) ? "!!float" : "!!int";
        };
        return tag + " `" + scalar.string("") + "`";
    }
}
