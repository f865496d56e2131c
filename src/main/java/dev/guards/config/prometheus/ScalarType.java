package dev.guards.config.prometheus;

import dev.guards.text.Node;
import dev.guards.text.Scalar;

/** What a field without parts takes, in Go's terms. */
enum ScalarType implements FieldType {
    ANYTHING(""), STRING("string"), BOOL("bool"), INT("int"), UINT("uint"), FLOAT("float64"), DURATION("model.Duration"),
    BYTES("units.Base2Bytes"),
    /** An address with a scheme; a relative one passes, as in Go. */
    URL("config.URL");

    private final String goType;

    ScalarType(String goType) {
        this.goType = goType;
    }

    @Override
    public void check(Node node, Checker checker) {
        if (this == ANYTHING) {
            return;
        }
        if (!(node instanceof Scalar scalar) || !fits(scalar)) {
            FieldType.mismatch(node, goType, checker);
        } else if (scalar.string() != null) {
            refuse(scalar, scalar.string(), checker);
        }
    }

    private boolean fits(Scalar scalar) {
        Scalar.Type type = scalar.type();
        return switch (this) {
            case BOOL -> type == Scalar.Type.BOOLEAN || type == Scalar.Type.NULL;
            case INT, UINT -> type == Scalar.Type.NULL || type == Scalar.Type.NUMBER && !isFraction(scalar.string())
                    && (this == INT || !scalar.string().startsWith("-"));
            case FLOAT -> type == Scalar.Type.NULL || type == Scalar.Type.NUMBER;
            default -> true;
        };
    }

    static boolean isFraction(String number) {
        return number.indexOf('.') >= 0 && !number.matches("[-+0-9_]+\\.0*");
    }

    private void refuse(Node node, String text, Checker checker) {
        switch (this) {
            case DURATION -> {
                if (Durations.millis(text) == Durations.INVALID) {
                    checker.refuse(node.span(), text.isEmpty() ? "empty duration string" : "not a valid duration string: " + Checker.quoted(text),
                            "a duration is a number with a unit, such as `30s` or `1h30m`");
                }
            }
            case BYTES -> {
                if (!text.equals("0") && !text.matches("([0-9]*\\.?[0-9]+([KMGTPE]i?B|[KMGTPE]B|B))+")) {
                    String unit = text.replaceAll("[0-9.]", "");
                    checker.refuse(node.span(), "units: " + (unit.isEmpty() ? "unknown unit in " : "unknown unit " + unit + " in ") + text,
                            "write a unit, such as `100MB`");
                }
            }
            case URL -> {
                if (text.startsWith("://") || text.indexOf(' ') >= 0 && text.contains("://")) {
                    checker.refuse(node, "parse " + Checker.quoted(text) + ": missing protocol scheme");
                }
            }
            default -> {
            }
        }
    }
}
