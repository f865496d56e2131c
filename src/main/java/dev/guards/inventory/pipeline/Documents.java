package dev.guards.inventory.pipeline;

import dev.guards.config.pipeline.JmesPath;
import dev.guards.config.pipeline.JsonValue;
import dev.guards.regex.ValueSet;
import dev.guards.text.JsonReader;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/** Concrete lines taken apart. */
final class Documents {
    private Documents() {
    }

    /** The value at a path of a JSON object; what was there before when the line is none or the path cannot be evaluated. */
    static ValueSet json(String line, JmesPath path, ValueSet before) {
        Object document = object(line);
        if (document == null) {
            return before;
        }
        try {
            String value = JsonValue.text(path.of(document));
            return value == null ? ValueSet.absent() : ValueSet.of(value);
        } catch (IllegalArgumentException e) {
            return before;
        }
    }

    /** Fields of a json-file line: stream, output, timestamp; none when it is not JSON. */
    static Map<String, String> docker(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (object(line) instanceof Map<?, ?> map) {
            put(fields, "output", map.get("log"));
            put(fields, "stream", map.get("stream"));
            put(fields, "timestamp", map.get("time"));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, Object value) {
        if (value != null) {
            fields.put(name, JsonValue.text(value));
        }
    }

    private static Object object(String line) {
        try {
            Object value = JsonValue.of(JsonReader.read(Text.of(line), p -> { }));
            return value instanceof Map<?, ?> ? value : null;
        } catch (ReadException e) {
            return null;
        }
    }

    /** Keys and values up to the first thing that is not logfmt. */
    static Map<String, String> logfmt(String line) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int at = 0;
        while (true) {
            while (at < line.length() && line.charAt(at) <= ' ') {
                at++;
            }
            int key = at;
            while (at < line.length() && line.charAt(at) > ' ' && line.charAt(at) != '=' && line.charAt(at) != '"') {
                at++;
            }
            if (at == key || at < line.length() && line.charAt(at) == '"') {
                return pairs;
            }
            String name = line.substring(key, at);
            if (at == line.length() || line.charAt(at) != '=') {
                pairs.put(name, "");
                continue;
            }
            at++;
            int end = at < line.length() && line.charAt(at) == '"' ? quotedEnd(line, at) : plainEnd(line, at);
            if (end < 0) {
                return pairs;
            }
            pairs.put(name, line.charAt(Math.min(at, line.length() - 1)) == '"' && end > at ? unquote(line, at, end) : line.substring(at, end));
            at = end;
        }
    }

    private static int plainEnd(String line, int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) > ' ') {
            if (line.charAt(at) == '"' || line.charAt(at) == '=') {
                return -1;
            }
            at++;
        }
        return at;
    }

    private static int quotedEnd(String line, int start) {
        for (int at = start + 1; at < line.length(); at++) {
            if (line.charAt(at) == '\\') {
                at++;
            } else if (line.charAt(at) == '"') {
                return at + 1;
            }
        }
        return -1;
    }

    private static String unquote(String line, int start, int end) {
        Object value = object("{\"v\":" + line.substring(start, end) + "}");
        return value instanceof Map<?, ?> map && map.get("v") instanceof String text ? text : line.substring(start + 1, end - 1);
    }
}
