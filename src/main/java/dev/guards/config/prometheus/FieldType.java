package dev.guards.config.prometheus;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Text;
import java.util.List;

/** What a field of the configuration takes. */
interface FieldType {
    void check(Node node, Checker checker);

    FieldType ANYTHING = (node, checker) -> { };

    FieldType STRING = (node, checker) -> {
        if (!(node instanceof Scalar)) {
            mismatch(node, "string", checker);
        }
    };

    FieldType BOOL = (node, checker) -> {
        if (!(node instanceof Scalar s && (s.type() == Scalar.Type.BOOLEAN || s.type() == Scalar.Type.NULL))) {
            mismatch(node, "bool", checker);
        }
    };

    FieldType INT = number("int", true, true);
    FieldType UINT = number("uint", true, false);
    FieldType FLOAT = number("float64", false, true);

    FieldType DURATION = (node, checker) -> {
        String text = node.string();
        if (!(node instanceof Scalar)) {
            mismatch(node, "model.Duration", checker);
        } else if (text != null && Durations.millis(text) == Durations.INVALID) {
            checker.refuse(node.span(), text.isEmpty() ? "empty duration string" : "not a valid duration string: " + Checker.quoted(text),
                    "a duration is a number with a unit, such as `30s` or `1h30m`");
        }
    };

    FieldType BYTES = (node, checker) -> {
        String text = node.string();
        if (!(node instanceof Scalar)) {
            mismatch(node, "units.Base2Bytes", checker);
        } else if (text != null && !text.equals("0") && !text.matches("([0-9]*\\.?[0-9]+([KMGTPE]i?B|[KMGTPE]B|B))+")) {
            String unit = text.replaceAll("[0-9.]", "");
            checker.refuse(node.span(), "units: " + (unit.isEmpty() ? "unknown unit in " : "unknown unit " + unit + " in ") + text,
                    "write a unit, such as `100MB`");
        }
    };

    /** An address with a scheme; a relative one passes, as in Go. */
    FieldType URL = (node, checker) -> {
        String text = node.string();
        if (!(node instanceof Scalar)) {
            mismatch(node, "config.URL", checker);
        } else if (text != null && (text.startsWith("://") || text.indexOf(' ') >= 0 && text.contains("://"))) {
            checker.refuse(node, "parse " + Checker.quoted(text) + ": missing protocol scheme");
        }
    };

    FieldType STRINGS = listOf(STRING, null);

    FieldType STRING_MAP = mapOf(STRING);

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

    /** Relabelling rules under the name scheme of the section that they stand in. */
    static FieldType relabelling(String emptyMessage) {
        return listOf((node, checker) -> RelabelReader.read(node, checker.names, checker.problems()), emptyMessage);
    }

    /** One of some words. */
    static FieldType oneOf(List<String> words, java.util.function.UnaryOperator<String> message) {
        return (node, checker) -> {
            STRING.check(node, checker);
            String text = node.string("");
            if (!text.isEmpty() && !words.contains(text)) {
                checker.refuse(node.span(), message.apply(text), "write one of " + String.join(", ", words));
            }
        };
    }

    private static FieldType number(String goType, boolean whole, boolean negative) {
        return (node, checker) -> {
            boolean fits = node instanceof Scalar s && (s.type() == Scalar.Type.NULL || s.type() == Scalar.Type.NUMBER
                    && !(whole && isFraction(s.string())) && (negative || !s.string().startsWith("-")));
            if (!fits) {
                mismatch(node, goType, checker);
            }
        };
    }

    private static boolean isFraction(String number) {
        return number.indexOf('.') >= 0 && !number.matches("[-+0-9_]+\\.0*");
    }

    private static void mismatch(Node node, String goType, Checker checker) {
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
            case NUMBER -> isFraction(scalar.string()) ? "!!float" : "!!int";
        };
        return tag + " `" + scalar.string("") + "`";
    }
}
