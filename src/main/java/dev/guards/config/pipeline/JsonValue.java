package dev.guards.config.pipeline;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as plain values: null, Boolean, Double, String, List, Map. */
public final class JsonValue {
    private JsonValue() {
    }

    public static Object of(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Mapping.Entry entry : mapping.entries()) {
                map.put(entry.key().value(), of(entry.value()));
            }
            return map;
        }
        if (node instanceof Sequence sequence) {
            List<Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(of(item)));
            return list;
        }
        if (node instanceof Scalar scalar) {
            return switch (scalar.type()) {
                case TEXT -> scalar.string();
                case NUMBER -> Double.valueOf(scalar.string());
                case BOOLEAN -> scalar.isTrue();
                case NULL -> null;
            };
        }
        return null;
    }

    /** As the stages turn an extracted value into text: numbers without exponent, lists and maps as JSON; null stays null. */
    public static String text(Object value) {
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            StringBuilder out = new StringBuilder();
            write(value, out);
            return out.toString();
        }
        return value == null ? null : value.toString();
    }

    private static String number(Double number) {
        if (number.isNaN() || number.isInfinite()) {
            return number.isNaN() ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        }
        BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
        return decimal.signum() == 0 ? "0" : decimal.toPlainString();
    }

    /** Compact JSON, keys sorted, as Go's encoder writes maps. */
    public static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            String comma = "";
            for (Map.Entry<?, ?> entry : new java.util.TreeMap<Object, Object>(map).entrySet()) {
                out.append(comma);
                write(entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                comma = ",";
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            String comma = "";
            for (Object item : list) {
                out.append(comma);
                write(item, out);
                comma = ",";
            }
            out.append(']');
        } else if (value instanceof String string) {
            quote(string, out);
        } else {
            out.append(value == null ? "null" : text(value));
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
