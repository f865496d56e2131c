package dev.guards.analysis;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a custom or interval variable: {@code a,b}, {@code text : value} pairs, {@code \,} for a comma, or a JSON list
 * of objects with {@code value}.
 */
final class CustomValues {
    private CustomValues() {
    }

    /** Null when the text is none, or a list of objects without plain values. */
    static List<String> of(Text text) {
        if (text == null) {
            return null;
        }
        String value = text.value().strip();
        return value.startsWith("[") && value.endsWith("]") ? ofJson(text) : ofList(value);
    }

    private static List<String> ofJson(Text text) {
        List<String> values = new ArrayList<>();
        try {
            for (Node item : JsonReader.read(text, problem -> { }).items()) {
                String value = item.text() != null ? item.string() : item.get("value").string();
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
        } catch (ReadException e) {
            return null;
        }
        return values;
    }

    private static List<String> ofList(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
                item.append(',');
                i++;
            } else if (c == ',') {
                values.add(value(item.toString()));
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        if (!item.toString().isBlank()) {
            values.add(value(item.toString()));
        }
        return values;
    }

    /** What stands behind {@code text : }; the pair needs blanks around the colon. */
    private static String value(String item) {
        int colon = item.indexOf(" : ");
        return (colon > 0 ? item.substring(colon + 3) : item).strip();
    }
}
